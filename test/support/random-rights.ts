import type { Change } from '../../src/changes/change.ts'
import type { EntraUser } from '../../src/model/entra-objects.ts'
import { DEFAULT_ACCESS, type RoleAndScope, WHOLE_TENANT } from '../../src/model/entra-rights.ts'
import { refTo } from '../../src/model/object-ref.ts'
import { choose, colleague, type Turn, user } from './random-turn.ts'

type Changes = Promise<readonly Change[]>

/** The first of some users of whom this is true: what few have would else hardly ever be taken away. */
const userWith = async (turn: Turn, isMeant: (found: EntraUser) => Promise<boolean>) => {
  for (let next = 0; next < TRIES; next += 1) {
    const found = await user(turn, turn.pick.which + next)
    if (found && (await isMeant(found))) return found
  }
  return undefined
}
const TRIES = 8

/** Somebody made in this test, or somebody who was there before. */
const anybody = async (turn: Turn, at: number): Promise<EntraUser | undefined> =>
  at % 2 === 0 ? user(turn, at >> 1) : colleague(turn, at >> 1)

/** Every second time somebody who has it, if anybody has. */
const holderOrAnybody = async (turn: Turn, has: (id: string) => Promise<boolean | undefined>) => {
  if (turn.pick.verb % 2 === 0)
    for (let next = 0; next < TRIES; next += 1) {
      const found = await anybody(turn, turn.pick.which + next)
      if (found && (await has(found.id))) return found
    }
  return anybody(turn, turn.pick.which)
}

const roleNamed = async ({ read, arena, pick }: Turn) => {
  const name = choose(arena.rights?.roles ?? [], pick.other)
  return (await read.entra?.roleDefinitions())?.find(({ displayName }) => displayName === name)
}

const role = async (turn: Turn): Changes => {
  const wanted = await roleNamed(turn)
  const isHeld = async (id: string) =>
    (await turn.read.entra?.heldRoles(id))?.some(({ roleId }) => roleId === wanted?.id)
  const found = await holderOrAnybody(turn, isHeld)
  if (!found || !wanted) return []
  const isWanted = (one: RoleAndScope): boolean => one.roleId === wanted.id && one.scope === WHOLE_TENANT
  const held = (await turn.read.entra?.heldRoles(found.id))?.find(isWanted)
  const shared = { user: refTo(found, found.userPrincipalName), role: { id: wanted.id, name: wanted.displayName } }
  const rest = { ...shared, scope: WHOLE_TENANT, until: null }
  // What somebody switched on by himself, or has for a time or through a group, is not simply given back.
  if (held && (held.activated || held.until !== null || held.throughGroup)) return []
  if (held) return [{ kind: 'entra.role.remove', ...rest, by: held.by, assignment: refTo(held, held.roleName) }]
  const eligible = await turn.read.entra?.eligibleRoles(found.id)
  return [{ kind: 'entra.role.add', ...rest, by: eligible?.readable ? 'pim' : 'assignment' }]
}

const eligibility = async (turn: Turn): Changes => {
  const wanted = await roleNamed(turn)
  const may = async (id: string) => {
    const eligible = await turn.read.entra?.eligibleRoles(id)
    return eligible?.readable && eligible.roles.some(({ roleId }) => roleId === wanted?.id)
  }
  const found = await holderOrAnybody(turn, may)
  if (!found || !wanted) return []
  const eligible = await turn.read.entra?.eligibleRoles(found.id)
  if (!eligible?.readable) return []
  const known = eligible.roles.find((one) => one.roleId === wanted.id && one.scope === WHOLE_TENANT)
  if (known && (known.until !== null || known.throughGroup)) return []
  const kind = known ? 'entra.eligibility.remove' : 'entra.eligibility.add'
  const target = { user: refTo(found, found.userPrincipalName), role: { id: wanted.id, name: wanted.displayName } }
  return [{ kind, ...target, scope: WHOLE_TENANT, until: null }]
}

const application = async ({ read, arena }: Turn, at: number) => {
  const name = choose(arena.rights?.apps ?? [], at)
  return name === undefined ? undefined : (await read.entra?.applicationsNamed(name))?.[0]
}

const appRole = async (turn: Turn): Changes => {
  const app = await application(turn, turn.pick.which)
  const uses = async (id: string) =>
    (await turn.read.entra?.appRolesOf(id))?.some((one) => one.applicationId === app?.id)
  const found = await holderOrAnybody(turn, uses)
  if (!found || !app) return []
  const { id, displayName } = choose(app.roles, turn.pick.other) ?? { id: DEFAULT_ACCESS, displayName: 'access' }
  const assigned = await turn.read.entra?.appRolesOf(found.id)
  const held = assigned?.find((one) => one.applicationId === app.id && one.roleId === id && one.group === null)
  const shared = {
    user: refTo(found, found.userPrincipalName),
    application: { id: app.id, name: app.displayName },
    role: { id, name: displayName },
  }
  return [
    held
      ? { kind: 'entra.app-role.remove', ...shared, assignment: refTo(held, displayName) }
      : { kind: 'entra.app-role.add', ...shared },
  ]
}

const consent = async (turn: Turn): Changes => {
  const { which, other } = turn.pick
  const [client, resource] = [await application(turn, which), await application(turn, which + 1)]
  const gave = async (id: string) => (await turn.read.entra?.consentsOf(id))?.some((one) => one.clientId === client?.id)
  const found = await holderOrAnybody(turn, gave)
  if (!found || !client || !resource || client.id === resource.id) return []
  const given = (await turn.read.entra?.consentsOf(found.id)) ?? []
  const held = given.find((one) => one.clientId === client.id && one.resourceId === resource.id)
  const shared = {
    user: refTo(found, found.userPrincipalName),
    client: { id: client.id, name: client.displayName },
    resource: { id: resource.id, name: resource.displayName },
  }
  if (held) return [{ kind: 'entra.consent.remove', ...shared, scope: held.scope, consent: refTo(held, held.scope) }]
  return [{ kind: 'entra.consent.add', ...shared, scope: other % 2 === 0 ? 'User.Read' : 'Calendars.Read Mail.Read' }]
}

const groupToOwn = async ({ read, arena, pick }: Turn) => {
  const name = choose(arena.rights?.ownable ?? [], pick.other)
  return name === undefined ? undefined : (await read.entra?.groupsNamed(name))?.[0]
}

const own =
  (kind: 'entra.owner.add' | 'entra.owner.remove') =>
  async (turn: Turn): Changes => {
    const group = await groupToOwn(turn)
    if (!group) return []
    const owners = (await turn.read.entra?.ownersOf({ type: 'group', id: group.id })) ?? []
    const isOwner = ({ id }: EntraUser): boolean => owners.some((one) => one.id === id)
    const found = await userWith(turn, async (one) => isOwner(one) === (kind === 'entra.owner.remove'))
    if (!found) return []
    const ref = refTo(found, found.userPrincipalName)
    return [{ kind, object: refTo(group, group.displayName), type: 'group', owner: ref, ownerName: ref.name }]
  }

const leave = async (turn: Turn): Changes => {
  const groupsOf = async ({ id }: EntraUser) => (await turn.read.entra?.groupsOf(id)) ?? []
  const found = await userWith(turn, async (one) => (await groupsOf(one)).length > 0)
  const group = found && choose(await groupsOf(found), turn.pick.other)
  if (!found || !group) return []
  const names = { groupName: group.displayName, memberName: found.userPrincipalName }
  const refs = { group: refTo(group, group.displayName), member: refTo(found, found.userPrincipalName) }
  return [{ kind: 'entra.member.remove', ...refs, ...names }]
}

/** Somebody on whom nothing hangs: what hangs on a deleted account is not simply back when it is. */
const remove = async (turn: Turn): Changes => {
  const found = await userWith(turn, (one) => isFree(turn, one))
  return found ? [{ kind: 'entra.user.delete', target: refTo(found, found.userPrincipalName) }] : []
}

const isFree = async ({ read: { entra } }: Turn, { id }: EntraUser): Promise<boolean> => {
  if (!entra) return false
  const hanging = await Promise.all([
    entra.reportsOf(id),
    entra.ownedBy(id),
    entra.licencesOf(id),
    entra.heldRoles(id),
    entra.appRolesOf(id),
    entra.consentsOf(id),
    entra.passesOf(id),
    entra.groupsOf(id),
  ])
  const eligible = await entra.eligibleRoles(id)
  return hanging.every(({ length }) => length === 0) && !(eligible.readable && eligible.roles.length > 0)
}

/** What people may be given in Entra beside groups and licences, and what becomes of their accounts. */
export const RIGHTS_VERBS = [
  role,
  role,
  eligibility,
  eligibility,
  appRole,
  appRole,
  consent,
  own('entra.owner.add'),
  own('entra.owner.remove'),
  leave,
  remove,
] as const
