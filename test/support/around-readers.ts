import type { Json } from '../../src/model/json.ts'
import type { Readers } from '../../src/ports/systems.ts'

/** Stands between a reader and who asks: `name` is `ad search`, `entra user`, …; `ask` gives the real answer. */
export type Around = (name: string, ask: () => Promise<unknown>, args: readonly unknown[]) => Promise<unknown>

type Methods = { readonly [name: string]: (...args: readonly never[]) => Promise<unknown> }

const wrapped = <T extends object>(system: string, reader: T, around: Around): T =>
  Object.fromEntries(
    Object.entries(reader as unknown as Methods).map(([name, method]) => [
      name,
      (...args: readonly never[]) => around(`${system} ${name}`, () => method(...args), args),
    ]),
  ) as T

/** Readers whose every answer passes through `around`. */
export const aroundReaders = ({ ad, entra, clock }: Readers, around: Around): Readers => ({
  clock,
  ...(ad ? { ad: wrapped('ad', ad, around) } : {}),
  ...(entra ? { entra: wrapped('entra', entra, around) } : {}),
})

const isText = (value: Json): value is string => typeof value === 'string'

/** The same data with members and values in another order, as a directory may give them in any. The order of objects means something. */
const shuffled = (value: Json): Json => {
  if (Array.isArray(value)) return value.every(isText) ? value.toReversed() : value.map(shuffled)
  if (value === null || typeof value !== 'object') return value
  const members = Object.entries(value).toReversed()
  return Object.fromEntries(members.map(([name, member]) => [name, shuffled(member)]))
}

/** Readers that answer the same in another order of attributes and of values. */
export const shuffledReaders = (readers: Readers): Readers =>
  aroundReaders(readers, async (_name, ask) => shuffled(((await ask()) ?? null) as Json))
