import { Fault } from '../model/fault.ts'
import type { JsonObject } from '../model/json.ts'
import type { AdEntryAdd, AdEntryDelete, AdEntryModify } from './ad/ad-entry.ts'
import { adEntryAdd } from './ad/ad-entry-add.ts'
import { adEntryDelete } from './ad/ad-entry-delete.ts'
import { adEntryModify } from './ad/ad-entry-modify.ts'
import { type AdEntryMove, adEntryMove } from './ad/ad-entry-move.ts'
import type { AdMemberAdd, AdMemberRemove } from './ad/ad-member.ts'
import { adMemberAdd } from './ad/ad-member-add.ts'
import { adMemberRemove } from './ad/ad-member-remove.ts'
import { type AdPasswordSet, adPasswordSet } from './ad/ad-password-set.ts'
import type { ChangeKind } from './change-kind.ts'
import type { EntraLicenceAssign } from './entra/entra-licence.ts'
import { entraLicenceAssign } from './entra/entra-licence-assign.ts'
import { type EntraManagerSet, entraManagerSet } from './entra/entra-manager-set.ts'
import type { EntraMemberAdd, EntraMemberRemove } from './entra/entra-member.ts'
import { entraMemberAdd } from './entra/entra-member-add.ts'
import { entraMemberRemove } from './entra/entra-member-remove.ts'
import type { EntraPassDelete, EntraPassIssue } from './entra/entra-pass.ts'
import { entraPassDelete } from './entra/entra-pass-delete.ts'
import { entraPassIssue } from './entra/entra-pass-issue.ts'
import { entraPasswordSet } from './entra/entra-password-set.ts'
import type {
  EntraPasswordSet,
  EntraUserAdd,
  EntraUserDelete,
  EntraUserModify,
  EntraUserRestore,
} from './entra/entra-user.ts'
import { entraUserAdd } from './entra/entra-user-add.ts'
import { entraUserDelete } from './entra/entra-user-delete.ts'
import { entraUserModify } from './entra/entra-user-modify.ts'
import { entraUserRestore } from './entra/entra-user-restore.ts'
import { type HandoverSecretGive, handoverSecretGive } from './hand-over/handover-secret-give.ts'
import { type WaitEntraGone, waitEntraGone } from './wait/wait-entra-gone.ts'
import { type WaitEntraSynced, waitEntraSynced } from './wait/wait-entra-synced.ts'
import { type WaitUntilTime, waitUntilTime } from './wait/wait-until-time.ts'
import { type WaitUntilValue, waitUntilValue } from './wait/wait-until-value.ts'

/** Every kind of change there is. The union is closed: a kind that lacks its row in `kinds` does not compile. */
export type Change =
  | AdEntryAdd
  | AdEntryModify
  | AdEntryMove
  | AdEntryDelete
  | AdPasswordSet
  | AdMemberAdd
  | AdMemberRemove
  | EntraUserAdd
  | EntraUserModify
  | EntraUserDelete
  | EntraUserRestore
  | EntraPasswordSet
  | EntraManagerSet
  | EntraMemberAdd
  | EntraMemberRemove
  | EntraLicenceAssign
  | EntraPassIssue
  | EntraPassDelete
  | WaitEntraSynced
  | WaitEntraGone
  | WaitUntilTime
  | WaitUntilValue
  | HandoverSecretGive

const kinds: { readonly [K in Change['kind']]: ChangeKind<Extract<Change, { kind: K }>> } = {
  'ad.entry.add': adEntryAdd,
  'ad.entry.modify': adEntryModify,
  'ad.entry.move': adEntryMove,
  'ad.entry.delete': adEntryDelete,
  'ad.password.set': adPasswordSet,
  'ad.member.add': adMemberAdd,
  'ad.member.remove': adMemberRemove,
  'entra.user.add': entraUserAdd,
  'entra.user.modify': entraUserModify,
  'entra.user.delete': entraUserDelete,
  'entra.user.restore': entraUserRestore,
  'entra.password.set': entraPasswordSet,
  'entra.manager.set': entraManagerSet,
  'entra.member.add': entraMemberAdd,
  'entra.member.remove': entraMemberRemove,
  'entra.licence.assign': entraLicenceAssign,
  'entra.pass.issue': entraPassIssue,
  'entra.pass.delete': entraPassDelete,
  'wait.entra.synced': waitEntraSynced,
  'wait.entra.gone': waitEntraGone,
  'wait.until.time': waitUntilTime,
  'wait.until.value': waitUntilValue,
  'handover.secret.give': handoverSecretGive,
}

/** The meaning of a change. The one cast of the table to the union stands here. */
export const kindOf = <C extends Change>(change: C): ChangeKind<C> => kinds[change.kind] as unknown as ChangeKind<C>

/** Every kind, for generated documents and permissions. */
export const allKinds = (): readonly ChangeKind<Change>[] =>
  Object.values(kinds) as unknown as readonly ChangeKind<Change>[]

/** The change in a plan's data; a plan may come from a file, so an unknown kind is refused. */
export const changeOf = (data: JsonObject): Change => {
  const kind = data.kind
  if (typeof kind !== 'string' || !Object.hasOwn(kinds, kind))
    throw new Fault('plan/unknown-change', { kind: String(kind) })
  return data as unknown as Change
}
