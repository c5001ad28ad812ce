import { inspect } from 'node:util'

const MASK = '[secret]'
const SHORTEST_REDACTED = 4
/** Everything that was ever wrapped in this process, so that `redact` can take it out of any text. */
const known = new Set<string>()
/** Spellings of what is known by their first characters: a batch makes a thousand secrets, and every record and every line passes `redact`. */
const spellingsByStart = new Map<string, readonly string[]>()
/** Which starts there are, by a hash of them: almost every place of a text can be passed over without taking a piece of it. */
const starts = new Uint8Array(1 << 16)

/**
 * A password, key or pass. It prints as `[secret]` wherever it ends up by accident (templates, JSON, `console.log`, errors);
 * only `reveal` gives the value, and only an adapter that sends it calls that.
 */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
    if (value.length >= SHORTEST_REDACTED && !known.has(value)) remember(value)
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

const startOf = (text: string, at: number): string => text.slice(at, at + SHORTEST_REDACTED)

/** The four characters from a place on, which has to have as many, as an index of `starts`. */
const hashAt = (text: string, at: number): number =>
  (text.charCodeAt(at) ^
    (text.charCodeAt(at + 1) << 3) ^
    (text.charCodeAt(at + 2) << 6) ^
    (text.charCodeAt(at + SHORTEST_REDACTED - 1) << 9)) &
  (starts.length - 1)

const remember = (secret: string): void => {
  known.add(secret)
  for (const spelling of spellings(secret)) {
    const start = startOf(spelling, 0)
    starts[hashAt(spelling, 0)] = 1
    spellingsByStart.set(start, [...(spellingsByStart.get(start) ?? []), spelling])
  }
}

/** The spelling of a secret that begins at a place of the text, the longest of several. */
const secretAt = (text: string, at: number): string | undefined =>
  spellingsByStart
    .get(startOf(text, at))
    ?.filter((spelling) => text.startsWith(spelling, at))
    .reduce((longest, spelling) => (spelling.length > longest.length ? spelling : longest), '')

/** The text without any secret that this process knows. Every sink (log, journal, terminal, fault) passes through here. */
export const redact = (text: string): string => {
  let clean = ''
  let copied = 0
  for (let at = 0; at <= text.length - SHORTEST_REDACTED; ) {
    const secret = starts[hashAt(text, at)] === 1 ? secretAt(text, at) : undefined
    if (!secret) {
      at += 1
      continue
    }
    clean += text.slice(copied, at) + MASK
    at += secret.length
    copied = at
  }
  return copied === 0 ? text : clean + text.slice(copied)
}
