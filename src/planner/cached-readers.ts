import { canonicalJson, type Json } from '../model/json.ts'
import { type ReadSystem, readNames } from '../ports/read-names.ts'
import type { Readers } from '../ports/systems.ts'

/** Told of every read that is answered, in the order in which the answers are used. */
export type ReadObserver = (
  read: { readonly system: ReadSystem; readonly read: string; readonly args: readonly Json[] },
  answer: Json,
) => void

/** The methods of a reader, each answering data for data. */
type Methods = { readonly [name: string]: (...args: never[]) => Promise<unknown> }

const wrap = (
  methods: Methods,
  names: readonly string[],
  around: (name: string, args: readonly Json[], ask: () => Promise<unknown>) => Promise<unknown>,
): Methods =>
  Object.fromEntries(
    names.map((name) => [
      name,
      (...args: unknown[]) =>
        around(name, args as Json[], () => (methods[name] as (...a: unknown[]) => Promise<unknown>)(...args)),
    ]),
  ) as Methods

const wrapReaders = (
  readers: Readers,
  around: (system: ReadSystem, name: string, args: readonly Json[], ask: () => Promise<unknown>) => Promise<unknown>,
): Readers => {
  const wrapped = Object.entries(readNames).flatMap(([system, names]) => {
    const methods = readers[system as ReadSystem] as unknown as Methods | undefined
    if (!methods) return []
    return [[system, wrap(methods, names, (name, args, ask) => around(system as ReadSystem, name, args, ask))] as const]
  })
  return { clock: readers.clock, ...(Object.fromEntries(wrapped) as unknown as Omit<Readers, 'clock'>) }
}

/**
 * Readers that ask each question once: planning sees one state of the directory, and the second look at a person costs no round trip.
 * A failed read is not kept.
 */
export const cachedReaders = (live: Readers): Readers => {
  const answers = new Map<string, Promise<unknown>>()
  return wrapReaders(live, (system, name, args, ask) => {
    const key = `${system} ${name} ${canonicalJson(args)}`
    const known = answers.get(key)
    if (known) return known
    const asked = ask()
    answers.set(key, asked)
    asked.catch(() => answers.delete(key))
    return asked
  })
}

/** Readers that tell an observer what was read. */
export const observedReaders = (readers: Readers, observe: ReadObserver): Readers =>
  wrapReaders(readers, async (system, name, args, ask) => {
    const answer = await ask()
    observe({ system, read: name, args }, (answer ?? null) as Json)
    return answer
  })
