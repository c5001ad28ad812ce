import { inspect } from 'node:util'

const MASK = '[secret]'
/** Everything that was ever wrapped in this process and its spellings, so that `redact` can take it out of any text. */
const known = new Map<string, readonly string[]>()
const SHORTEST_REDACTED = 4

/**
 * A password, key or pass. It prints as `[secret]` wherever it ends up by accident (templates, JSON, `console.log`, errors);
 * only `reveal` gives the value, and only an adapter that sends it calls that.
 */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
    if (value.length >= SHORTEST_REDACTED && !known.has(value)) known.set(value, spellings(value))
  }

  reveal(): string {
    return this.#value
  }

  toString(): string {
    return MASK
  }

  toJSON(): string {
    return MASK
  }

  [inspect.custom](): string {
    return MASK
  }
}

/** The spellings in which a secret could turn up in a text: plain, JSON-escaped, percent-encoded, base64 of UTF-8 and of UTF-16LE. */
const spellings = (secret: string): readonly string[] => [
  ...new Set([
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret.toWellFormed()),
    Buffer.from(secret, 'utf8').toString('base64'),
    Buffer.from(`"${secret}"`, 'utf16le').toString('base64'),
    Buffer.from(secret, 'utf16le').toString('base64'),
  ]),
]

/** The text without any secret that this process knows. Every sink (log, journal, terminal, fault) passes through here. */
export const redact = (text: string): string => {
  let clean = text
  for (const secretSpellings of known.values()) {
    for (const spelling of secretSpellings) {
      if (clean.includes(spelling)) clean = clean.replaceAll(spelling, MASK)
    }
  }
  return clean
}
