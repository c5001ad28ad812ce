import { toAscii } from './to-ascii.ts'

/**
 * A name as it stands in a user name: ASCII letters and digits, lower case. Hyphens, apostrophes, dots and blanks inside it are dropped,
 * particles are kept (`van der Berg` is `vanderberg`).
 */
export const foldName = (name: string, language = ''): string =>
  // Lower-casing comes last: on ASCII it means the same in every language.
  toAscii(name, language)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
