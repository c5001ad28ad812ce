import type { FeedSnapshot } from '../model/feed.ts'
import { canonicalJson, type JsonObject } from '../model/json.ts'
import type { PushedUser, PushedUserKey } from '../ports/pushed-users.ts'
import { isObject } from './match-filter.ts'
import { readPushedPerson } from './read-pushed-person.ts'
import type { ScimDeps, ScimSource } from './scim-deps.ts'
import { invalidValue, noUser, ScimProblem } from './scim-problem.ts'
import { etagOf } from './user-resource.ts'
import { ENTERPRISE } from './user-schemas.ts'

/** A user as a request leaves it, not kept yet. */
export interface Draft {
  readonly user: PushedUser
  /** What it says of the person; null where that is nothing new. */
  readonly snapshot: FeedSnapshot | null
  /** Whether somebody has to be told that the source deleted the user. */
  readonly isLost: boolean
}

/** What requests of one source make of its users, before any of it is kept. */
export interface DraftUsers {
  get(id: string): Promise<PushedUser>
  /** `id`: the one to have. */
  create(attributes: JsonObject, id?: string): Promise<PushedUser>
  /** `change` gets the attributes that are there; with `version`, only those of that version. */
  change(id: string, change: (attributes: JsonObject) => JsonObject, version?: string): Promise<PushedUser>
  remove(id: string, version?: string): Promise<PushedUser>
  readonly drafts: ReadonlyMap<string, Draft>
}

export const draftUsers = (source: string, rules: ScimSource, deps: ScimDeps): DraftUsers => {
  const drafts = new Map<string, Draft>()
  const kept = new Map<string, PushedUser>()

  const find = async (id: string): Promise<PushedUser | null> => {
    const drafted = drafts.get(id)
    if (drafted) return drafted.user
    const there = await deps.users.get(source, id)
    if (there) kept.set(id, there)
    return there
  }
  const get = async (id: string): Promise<PushedUser> => {
    const there = await find(id)
    if (!there || there.goneAt !== null) throw noUser()
    return there
  }
  const now = (): string => new Date(deps.clock.now()).toISOString()

  const read = async (user: Omit<PushedUser, 'person'>): Promise<Draft> => {
    const snapshot = await readPushedPerson(user, await managerKey(user, find, deps), rules)
    const person = snapshot.people[0]?.person.employeeId ?? ''
    return { user: { ...user, person }, snapshot, isLost: false }
  }
  const refuseRival = async (user: PushedUser): Promise<void> => {
    const userName = String(user.attributes['userName'])
    for (const key of [{ person: user.person }, { userName }])
      for (const other of await withDrafts(source, key, drafts, deps)) if (other.id !== user.id) throw taken(other, key)
  }
  const keep = async (draft: Draft): Promise<PushedUser> => {
    await refuseRival(draft.user)
    drafts.set(draft.user.id, draft)
    return draft.user
  }

  return {
    drafts,
    get,
    async create(attributes, id = deps.random.uuid()) {
      const at = now()
      const inactiveSince = attributes['active'] === false ? at : null
      const made = { source, id, attributes, createdAt: at, changedAt: at, inactiveSince, goneAt: null, version: 1 }
      return keep(await read(made))
    },
    async change(id, change, version) {
      const before = await get(id)
      refuseVersion(before, version)
      const attributes = change(before.attributes)
      if (isSame(attributes, before.attributes)) return before
      const at = now()
      const inactiveSince = attributes['active'] === false ? (before.inactiveSince ?? at) : null
      const draft = await read({ ...before, attributes, inactiveSince, changedAt: at, version: next(kept.get(id)) })
      if (draft.user.person !== before.person) throw otherPerson(before.person)
      return keep(draft)
    },
    async remove(id, version) {
      const before = await get(id)
      refuseVersion(before, version)
      const at = now()
      const gone = { ...before, goneAt: at, changedAt: at, version: next(kept.get(id)) }
      const isActive = before.attributes['active'] !== false
      const leaves = isActive && rules.absence === 'leaver'
      const inactive = { ...gone, attributes: { ...before.attributes, active: false }, inactiveSince: at }
      const news = drafts.get(id)?.snapshot ?? null
      const draft = leaves ? await read(inactive) : { user: gone, snapshot: news, isLost: isActive }
      drafts.set(id, draft)
      return draft.user
    },
  }
}

/** However often a request changes a user, it is kept once. */
const next = (kept: PushedUser | undefined): number => (kept?.version ?? 0) + 1

const isSame = (one: JsonObject, other: JsonObject): boolean => canonicalJson(one) === canonicalJson(other)

const refuseVersion = (user: PushedUser, wanted: string | undefined): void => {
  if (wanted === undefined || wanted === '*' || wanted.split(',').some((tag) => tag.trim() === etagOf(user.version)))
    return
  throw new ScimProblem(412, `The user has changed: it is at ${etagOf(user.version)}. Read it again.`)
}

const otherPerson = (person: string): ScimProblem =>
  new ScimProblem(
    400,
    `The user is the person ${person}, and would be another one: the number that ties a person to accounts never changes. Delete the user and create another, if it is somebody else.`,
    'mutability',
  )

const taken = ({ id, person }: PushedUser, key: PushedUserKey): ScimProblem => {
  const what = 'person' in key ? `is the person ${person}` : 'has this userName'
  return new ScimProblem(409, `The user ${id} is there already and ${what}.`, 'uniqueness')
}

const withDrafts = async (
  source: string,
  key: PushedUserKey,
  drafts: ReadonlyMap<string, Draft>,
  { users }: ScimDeps,
): Promise<readonly PushedUser[]> => {
  const kept = (await users.find(source, key)).filter(({ id }) => !drafts.has(id))
  const fresh = [...drafts.values()].flatMap(({ user }) => (user.goneAt === null && isAt(user, key) ? [user] : []))
  return [...kept, ...fresh]
}

const folded = (name: unknown): string => String(name).normalize('NFC').toLowerCase()

const isAt = (user: PushedUser, key: PushedUserKey): boolean =>
  'person' in key
    ? user.person === key.person
    : 'userName' in key && folded(user.attributes['userName']) === folded(key.userName)

/** employeeId of the manager, whom a user names by the id of another user, or by that number itself. Also who is gone stays a manager until it is changed. */
const managerKey = async (
  { attributes, source }: Omit<PushedUser, 'person'>,
  find: (id: string) => Promise<PushedUser | null>,
  { users }: ScimDeps,
): Promise<ReadonlyMap<string, string>> => {
  const extension = attributes[ENTERPRISE]
  const manager = isObject(extension) ? extension['manager'] : undefined
  const value = isObject(manager) ? manager['value'] : undefined
  if (typeof value !== 'string' || value === '') return new Map()
  const found = (await find(value)) ?? (await users.find(source, { person: value }))[0]
  if (!found) throw invalidValue(`There is no user ${value} who could be the manager. Create the manager first.`)
  return new Map([[value, found.person]])
}
