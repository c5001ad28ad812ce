import type { Json } from '../../src/model/json.ts'
import type { Readers } from '../../src/ports/systems.ts'

type Methods = { readonly [name: string]: (...args: readonly never[]) => Promise<unknown> }

const isText = (value: Json): value is string => typeof value === 'string'

/** The same data with members and values in another order, as a directory may give them in any. The order of objects means something. */
const shuffled = (value: Json): Json => {
  if (Array.isArray(value)) return value.every(isText) ? value.toReversed() : value.map(shuffled)
  if (value === null || typeof value !== 'object') return value
  const members = Object.entries(value).toReversed()
  return Object.fromEntries(members.map(([name, member]) => [name, shuffled(member)]))
}

const wrapped = <T extends object>(
  reader: T,
  around: (name: string, ask: () => Promise<unknown>) => Promise<unknown>,
): T =>
  Object.fromEntries(
    Object.entries(reader as unknown as Methods).map(([name, method]) => [
      name,
      typeof method === 'function' ? (...args: readonly never[]) => around(name, () => method(...args)) : method,
    ]),
  ) as T

/** Readers whose every answer passes through `around`. */
export const aroundReaders = (
  { ad, entra, clock }: Readers,
  around: (name: string, ask: () => Promise<unknown>) => Promise<unknown>,
): Readers => ({
  clock,
  ...(ad ? { ad: wrapped(ad, (name, ask) => around(`ad ${name}`, ask)) } : {}),
  ...(entra ? { entra: wrapped(entra, (name, ask) => around(`entra ${name}`, ask)) } : {}),
})

/** Readers that answer the same in another order of attributes and of values. */
export const shuffledReaders = (readers: Readers): Readers =>
  aroundReaders(readers, async (_name, ask) => shuffled(((await ask()) ?? null) as Json))
