import { randomUUID } from 'node:crypto'

/**
 * Letters (a-p) that no other test file on the shared domain controller has in its names. No digits: with some of them `1e-01024` would be an
 * employee number in scientific notation, which the feed refuses.
 */
export const freshTag = (length: number): string =>
  randomUUID()
    .replaceAll('-', '')
    .slice(0, length)
    .replace(/./g, (hex) => String.fromCharCode(97 + Number.parseInt(hex, 16)))
