import type {
  AccessPass,
  DirectoryRole,
  EntraGroup,
  EntraProperties,
  EntraUser,
  HeldLicence,
  Sku,
} from '../../model/entra-objects.ts'
import { Fault } from '../../model/fault.ts'
import type { Json } from '../../model/json.ts'
import { makerOf } from '../../model/object-ref.ts'
import type { TeamsNumber } from '../../model/teams-number.ts'
import type { EntraReader, UserKey } from '../../ports/entra.ts'
import { type DeviceOverlay, type DriveOverlay, emptyDeviceOverlay } from './device-overlay.ts'
import { emptyMailOverlay, type MailOverlay } from './mail-overlay.ts'
import { emptyRightsOverlay, type RightsOverlay } from './rights-overlay.ts'
import { type Turns, takeTurns } from './take-turns.ts'
import { hasValue, idsWith, type UserIndex } from './user-index.ts'

/** A user that the plan makes, changes or deletes. */
export interface EntraNode {
  readonly id: string
  readonly born: boolean
  gone: boolean
  /** Properties that the plan sets, all of them for a new user; null for one that it empties. */
  readonly properties: Map<string, Json>
}

/** What a plan does to how people sign in. */
interface SignInOverlay {
  /** Since when sessions count, where the plan ends them: by user. */
  readonly validFrom: Map<string, string>
  /** Ids of methods that the plan removes, by user. */
  readonly removed: Map<string, Set<string>>
}

/** Everything that lies over the live tenant. */
export interface EntraOverlay {
  readonly live: EntraReader
  readonly turns: Turns
  readonly users: Map<string, EntraNode>
  readonly index: UserIndex
  /** Managers that the plan sets, by user; null where it removes one. */
  readonly managers: Map<string, string | null>
  /** Memberships that the plan makes (true) and ends (false): user, then group. */
  readonly memberships: Map<string, Map<string, boolean>>
  /** Direct licences that the plan assigns (with the plans that are off) and removes (null): user, then SKU. */
  readonly licences: Map<string, Map<string, readonly string[] | null>>
  /** Seats that the plan takes (or frees, below zero) by SKU. */
  readonly seats: Map<string, number>
  /** All passes of a user where the plan touches them. */
  readonly passes: Map<string, readonly AccessPass[]>
  readonly mail: MailOverlay
  readonly devices: DeviceOverlay
  readonly drives: DriveOverlay
  readonly signIn: SignInOverlay
  readonly rights: RightsOverlay
  /** Sponsors that the plan gives (true) and takes (false): guest, then sponsor. */
  readonly sponsors: Map<string, Map<string, boolean>>
  /** Whose the telephone numbers are that the plan gives or takes (null), by number. */
  readonly numbers: Map<string, { readonly userId: string; readonly number: TeamsNumber } | null>
  /** Assignments of access packages that the plan ends. */
  readonly packages: Set<string>
}

export const emptyEntraOverlay = (live: EntraReader): EntraOverlay => ({
  live,
  turns: takeTurns(),
  users: new Map(),
  index: new Map(),
  managers: new Map(),
  memberships: new Map(),
  licences: new Map(),
  seats: new Map(),
  passes: new Map(),
  mail: emptyMailOverlay(),
  devices: emptyDeviceOverlay(),
  drives: new Map(),
  signIn: { validFrom: new Map(), removed: new Map() },
  rights: emptyRightsOverlay(),
  sponsors: new Map(),
  numbers: new Map(),
  packages: new Set(),
})

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

/** Unset properties are left out, as the live reader leaves them out. */
const userFrom = (id: string, properties: EntraProperties): EntraUser => {
  const set = Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null))
  const { userPrincipalName, displayName } = set
  return {
    id,
    userPrincipalName: typeof userPrincipalName === 'string' ? userPrincipalName : '',
    displayName: typeof displayName === 'string' ? displayName : null,
    properties: set,
  }
}

const patched = (user: EntraUser, node: EntraNode | undefined): EntraUser =>
  node ? userFrom(user.id, { ...user.properties, ...Object.fromEntries(node.properties) }) : user

export const readUser = async (overlay: EntraOverlay, id: string): Promise<EntraUser | null> => {
  const node = overlay.users.get(id)
  if (node?.gone) return null
  if (node?.born) return userFrom(id, Object.fromEntries(node.properties))
  // A placeholder is no id that Entra could be asked for.
  const live = makerOf(id) === undefined ? await overlay.live.user(id) : null
  return live && patched(live, node)
}

/** A user that the plan deletes can be restored, and so can one that was deleted before, unless the plan has done that. */
export const readDeletedUser = async (overlay: EntraOverlay, id: string): Promise<EntraUser | null> => {
  const node = overlay.users.get(id)
  if (node && !node.gone) return null
  if (node?.born) return userFrom(id, Object.fromEntries(node.properties))
  if (makerOf(id) !== undefined) return null
  const live = node ? await overlay.live.user(id) : await overlay.live.deletedUser(id)
  return live && patched(live, node)
}

/** The user, or the fault that Entra answers with. */
export const requireUser = async (overlay: EntraOverlay, id: string, doing: string): Promise<EntraUser> => {
  const user = await readUser(overlay, id)
  if (!user) throw new Fault('entra/not-found', { doing, detail: `there is no user ${id}` })
  return user
}

export const readUsersBy = async (
  overlay: EntraOverlay,
  key: UserKey,
  value: string,
): Promise<readonly EntraUser[]> => {
  // A user who comes from an object that the plan makes is in no tenant yet.
  const live = makerOf(value) === undefined ? await overlay.live.usersBy(key, value) : []
  const known = new Map(live.map((user) => [user.id, user]))
  const found = live.filter(({ id }) => !overlay.users.has(id))
  for (const id of new Set([...idsWith(overlay.index, key, value), ...known.keys()])) {
    const node = overlay.users.get(id)
    if (!node || node.gone) continue
    const isOpen = node.born || node.properties.has(key)
    const matches = isOpen ? hasValue(node.properties.get(key), key, value) : known.has(node.id)
    if (!matches) continue
    const there = known.get(node.id)
    const user = there ? patched(there, node) : await readUser(overlay, node.id)
    if (user) found.push(user)
  }
  return found.sort((a, b) => byText(a.id, b.id))
}

export const readManager = async (
  overlay: EntraOverlay,
  userId: string,
): Promise<{ readonly id: string; readonly name: string } | null> => {
  const set = overlay.managers.get(userId)
  const isBorn = overlay.users.get(userId)?.born === true
  const id = set !== undefined ? set : isBorn ? null : ((await overlay.live.manager(userId))?.id ?? null)
  const manager = id === null ? null : await readUser(overlay, id)
  return manager && { id: manager.id, name: manager.displayName ?? manager.userPrincipalName }
}

export const readGroupsOf = async (overlay: EntraOverlay, userId: string): Promise<readonly EntraGroup[]> => {
  const edits = overlay.memberships.get(userId) ?? new Map<string, boolean>()
  const live = overlay.users.get(userId)?.born ? [] : await overlay.live.groupsOf(userId)
  const kept = live.filter(({ id }) => !edits.has(id))
  const joined = await Promise.all([...edits].map(([id, present]) => (present ? overlay.live.group(id) : null)))
  return [...kept, ...joined.filter((group) => group !== null)].sort((a, b) => byText(a.id, b.id))
}

export const readLicences = async (overlay: EntraOverlay, userId: string): Promise<readonly HeldLicence[]> => {
  await requireUser(overlay, userId, `reading the licences of ${userId}`)
  const edits = overlay.licences.get(userId) ?? new Map<string, readonly string[] | null>()
  const live = overlay.users.get(userId)?.born ? [] : await overlay.live.licencesOf(userId)
  const kept = live.filter(({ skuId, group }) => group !== null || !edits.has(skuId))
  const assigned = [...edits].flatMap(([skuId, disabledPlans]) =>
    disabledPlans ? [{ skuId, disabledPlans, group: null, state: 'Active' }] : [],
  )
  return [...kept, ...assigned].sort((a, b) => byText(a.skuId, b.skuId) || byText(a.group ?? '', b.group ?? ''))
}

/** SKUs with the seats that will be taken, so that a batch does not assign the last one twice. */
export const readSkus = async (overlay: EntraOverlay): Promise<readonly Sku[]> =>
  (await overlay.live.skus()).map((sku) => ({ ...sku, consumed: sku.consumed + (overlay.seats.get(sku.skuId) ?? 0) }))

export const readPasses = async (overlay: EntraOverlay, userId: string): Promise<readonly AccessPass[]> => {
  await requireUser(overlay, userId, `reading the temporary access passes of ${userId}`)
  const known = overlay.passes.get(userId)
  if (known) return known
  return overlay.users.get(userId)?.born ? [] : overlay.live.passesOf(userId)
}

/** No change of a plan gives a role, so a new user has none. */
export const readRoles = async (overlay: EntraOverlay, userId: string): Promise<readonly DirectoryRole[]> => {
  await requireUser(overlay, userId, `reading the admin roles of ${userId}`)
  return overlay.users.get(userId)?.born ? [] : overlay.live.rolesOf(userId)
}
