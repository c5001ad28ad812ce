import { Fault } from '../model/fault.ts'
import type { Json } from '../model/json.ts'
import type { RecordedRead } from '../model/plan.ts'
import { readNames } from '../ports/read-names.ts'
import type { Readers } from '../ports/systems.ts'

type Read = (...args: readonly Json[]) => Promise<unknown>

/** Asks the directory again what planning asked. */
export const replayRead = async (recorded: RecordedRead, readers: Readers): Promise<Json> => {
  const { system, read, args } = recorded
  const reader = readers[system] as unknown as { readonly [name: string]: Read } | undefined
  if (!reader) throw new Fault('plan/no-such-system', { system })
  const known: readonly string[] = readNames[system]
  const ask = known.includes(read) ? reader[read] : undefined
  if (!ask) throw new Fault('run/unknown-read', { system, read })
  return ((await ask.apply(reader, [...args])) ?? null) as Json
}
