import { Fault } from '../model/fault.ts'
import type { MethodType } from '../model/sign-in.ts'
import type { UserKey } from '../ports/entra.ts'
import type { GraphRoot } from './graph-root.ts'

declare const built: unique symbol
declare const deletable: unique symbol

/** Path and query below the version, encoded. Only this file and `next-link.ts` make one, so nothing else can reach a request. */
export type GraphPath = string & { readonly [built]: true }

/** A path that may be deleted. A member of a group is none: only the reference to it is (`…/members/{id}/$ref`). */
export type DeletablePath = GraphPath & { readonly [deletable]: true }

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const NIL = '00000000-0000-0000-0000-000000000000'

/** The id if it is a GUID. Everything else (`..`, `me`, a UPN with `#`, nothing at all) could make the path point to another object. */
export const guid = (id: string): string => {
  if (!GUID.test(id) || id === NIL) throw new Fault('entra/not-an-id', { id: id.slice(0, 80) })
  return id
}

const OPAQUE = /^[A-Za-z0-9+/=_-]{1,500}$/

/** The id of something inside a mailbox: letters that mean nothing, encoded whole, so that none of them ends a segment. */
export const opaque = (id: string): string => {
  if (!OPAQUE.test(id)) throw new Fault('entra/not-an-id', { id: id.slice(0, 80) })
  return encodeURIComponent(id)
}

export const path = (...segments: readonly string[]): GraphPath => `/${segments.join('/')}` as GraphPath
export const deletablePath = (...segments: readonly string[]): DeletablePath => path(...segments) as DeletablePath

/** Query options. `$select` lists are constants of this folder; what comes from outside stands in `$filter` alone, made by `literal`. */
interface Query {
  readonly select?: readonly string[]
  readonly filter?: string
  readonly top?: number
  /** Links of the type that is listed. */
  readonly expand?: 'sponsors($select=id)' | 'roleDefinition' | 'target,accessPackage' | 'accessPackage,assignment'
  /** Times of a view of a calendar, RFC 3339. */
  readonly view?: { readonly from: string; readonly until: string }
}

export const withQuery = (base: GraphPath, { select, filter, top, expand, view }: Query): GraphPath => {
  const options = [
    ...(select ? [`$select=${select.join(',')}`] : []),
    ...(filter ? [`$filter=${encodeURIComponent(filter)}`] : []),
    ...(top ? [`$top=${top}`] : []),
    ...(expand ? [`$expand=${expand}`] : []),
    ...(view
      ? [`startDateTime=${encodeURIComponent(view.from)}`, `endDateTime=${encodeURIComponent(view.until)}`]
      : []),
  ]
  return `${base}?${options.join('&')}` as GraphPath
}

/** An OData text literal: quotes doubled here, everything percent-encoded by `withQuery`; either alone can be broken out of. */
export const literal = (property: string, value: string): string => {
  if (value === '') throw new Fault('entra/bad-value', { property, why: 'is empty' })
  if (!value.isWellFormed()) throw new Fault('entra/bad-value', { property, why: 'has half a character in it' })
  return `'${value.replaceAll("'", "''")}'`
}

/** Names and addresses that begin with the text. Graph filters by each of these without an advanced query. */
const likeFilter = (text: string): string => {
  const names = ['displayName', 'givenName', 'surname', 'userPrincipalName', 'mail']
  const begins = names.map((name) => `startsWith(${name},${literal(name, text)})`)
  return [...begins, `employeeId eq ${literal('employeeId', text)}`].join(' or ')
}

const SMTP = /^smtp:/i

/** Entra keeps `SMTP:` for the primary address and `smtp:` for the others, and it is not documented whether comparing heeds that. */
const proxyAddressFilter = (value: string): string => {
  const address = literal('proxyAddresses', value.replace(SMTP, '')).slice(1)
  return ['smtp', 'SMTP'].map((type) => `proxyAddresses/any(p:p eq '${type}:${address})`).join(' or ')
}

const MOST_PER_PAGE = 999
const MOST_EVENTS_PER_PAGE = 200

export const urls = {
  organization: (select: readonly string[]): GraphPath => withQuery(path('organization'), { select }),
  subscribedSkus: (select: readonly string[]): GraphPath => withQuery(path('subscribedSkus'), { select }),
  batch: path('$batch'),

  invitations: path('invitations'),
  users: path('users'),
  user: (id: string): DeletablePath => deletablePath('users', guid(id)),
  userRead: (id: string, select: readonly string[]): GraphPath => withQuery(path('users', guid(id)), { select }),
  usersBy: (key: UserKey, value: string, select: readonly string[]): GraphPath =>
    withQuery(path('users'), {
      select,
      filter: key === 'proxyAddresses' ? proxyAddressFilter(value) : `${key} eq ${literal(key, value)}`,
      top: MOST_PER_PAGE,
    }),
  usersLike: (text: string, select: readonly string[]): GraphPath =>
    withQuery(path('users'), { select, filter: likeFilter(text), top: MOST_PER_PAGE }),
  deletedItem: (id: string, select: readonly string[]): GraphPath =>
    withQuery(path('directory', 'deletedItems', guid(id)), { select }),
  deletedUsersBy: (employeeId: string, select: readonly string[]): GraphPath =>
    withQuery(path('directory', 'deletedItems', 'microsoft.graph.user'), {
      select,
      filter: `employeeId eq ${literal('employeeId', employeeId)}`,
    }),
  restore: (id: string): GraphPath => path('directory', 'deletedItems', guid(id), 'restore'),
  manager: (userId: string, select: readonly string[]): GraphPath =>
    withQuery(path('users', guid(userId), 'manager'), { select }),
  managerRef: (userId: string): DeletablePath => deletablePath('users', guid(userId), 'manager', '$ref'),
  memberOf: (userId: string, select: readonly string[]): GraphPath =>
    withQuery(path('users', guid(userId), 'memberOf'), { select, top: MOST_PER_PAGE }),
  allUsers: (select: readonly string[]): GraphPath => withQuery(path('users'), { select, top: MOST_PER_PAGE }),
  roleMembers: (roleId: string, select: readonly string[]): GraphPath =>
    withQuery(path('directoryRoles', guid(roleId), 'members'), { select }),
  assignLicense: (userId: string): GraphPath => path('users', guid(userId), 'assignLicense'),
  mailboxSettings: (userId: string): GraphPath => path('users', guid(userId), 'mailboxSettings'),
  inboxRules: (userId: string): GraphPath => path('users', guid(userId), 'mailFolders', 'inbox', 'messageRules'),
  inboxRule: (userId: string, ruleId: string): GraphPath =>
    path('users', guid(userId), 'mailFolders', 'inbox', 'messageRules', opaque(ruleId)),
  calendarView: (userId: string, view: NonNullable<Query['view']>, select: readonly string[]): GraphPath =>
    withQuery(path('users', guid(userId), 'calendarView'), { select, top: MOST_EVENTS_PER_PAGE, view }),
  eventRead: (userId: string, eventId: string, select: readonly string[]): GraphPath =>
    withQuery(path('users', guid(userId), 'events', opaque(eventId)), { select }),
  cancelEvent: (userId: string, eventId: string): GraphPath =>
    path('users', guid(userId), 'events', opaque(eventId), 'cancel'),
  sendMail: (senderId: string): GraphPath => path('users', guid(senderId), 'sendMail'),
  revokeSessions: (userId: string): GraphPath => path('users', guid(userId), 'revokeSignInSessions'),
  methods: (userId: string): GraphPath => path('users', guid(userId), 'authentication', 'methods'),
  method: (userId: string, type: MethodType, methodId: string): DeletablePath =>
    deletablePath(
      'users',
      guid(userId),
      'authentication',
      `${type}${type === 'external' ? 'Authentication' : ''}Methods`,
      opaque(methodId),
    ),
  passes: (userId: string): GraphPath => path('users', guid(userId), 'authentication', 'temporaryAccessPassMethods'),
  pass: (userId: string, passId: string): DeletablePath =>
    deletablePath('users', guid(userId), 'authentication', 'temporaryAccessPassMethods', guid(passId)),

  group: (id: string): GraphPath => path('groups', guid(id)),
  groupRead: (id: string, select: readonly string[]): GraphPath => withQuery(path('groups', guid(id)), { select }),
  groupsNamed: (name: string, select: readonly string[]): GraphPath =>
    withQuery(path('groups'), { select, filter: `displayName eq ${literal('displayName', name)}`, top: MOST_PER_PAGE }),
  groupsBeginning: (text: string, select: readonly string[]): GraphPath =>
    withQuery(path('groups'), {
      select,
      filter: `startsWith(displayName,${literal('displayName', text)})`,
      top: MOST_PER_PAGE,
    }),
  members: (groupId: string, select: readonly string[]): GraphPath =>
    withQuery(path('groups', guid(groupId), 'members'), { select, top: MOST_PER_PAGE }),
  /** To add to by POST; not deletable. */
  membersRef: (groupId: string): GraphPath => path('groups', guid(groupId), 'members', '$ref'),
  memberRef: (groupId: string, memberId: string): DeletablePath =>
    deletablePath('groups', guid(groupId), 'members', guid(memberId), '$ref'),
}

/** Values of `@odata.id` and `@odata.bind`: full addresses below Graph's own root, whatever address requests go to. */
export const references = ({ publicRoot }: Pick<GraphRoot, 'publicRoot'>) => ({
  user: (id: string): string => `${publicRoot}/users/${guid(id)}`,
  directoryObject: (id: string): string => `${publicRoot}/directoryObjects/${guid(id)}`,
})
