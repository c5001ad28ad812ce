import { Fault } from '../model/fault.ts'
import type { JsonObject } from '../model/json.ts'
import { type AdEntryAdd, adEntryAdd } from './ad/ad-entry-add.ts'
import type { ChangeKind } from './change-kind.ts'

/** Every kind of change there is. The union is closed: a kind that lacks its row in `kinds` does not compile. */
export type Change = AdEntryAdd

const kinds: { readonly [K in Change['kind']]: ChangeKind<Extract<Change, { kind: K }>> } = {
  'ad.entry.add': adEntryAdd,
}

/** The meaning of a change. The one cast of the table to the union stands here. */
export const kindOf = <C extends Change>(change: C): ChangeKind<C> => kinds[change.kind] as unknown as ChangeKind<C>

/** Every kind, for generated documents and permissions. */
export const allKinds = (): readonly ChangeKind<Change>[] => Object.values(kinds) as unknown as readonly ChangeKind<Change>[]

/** The change in a plan's data; a plan may come from a file, so an unknown kind is refused. */
export const changeOf = (data: JsonObject): Change => {
  const kind = data['kind']
  if (typeof kind !== 'string' || !Object.hasOwn(kinds, kind)) throw new Fault('plan/unknown-change', { kind: String(kind) })
  return data as unknown as Change
}
