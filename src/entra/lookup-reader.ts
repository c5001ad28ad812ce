import type { DirectoryMember } from '../model/entra-objects.ts'
import type { Json } from '../model/json.ts'
import type { EntraLookupReader, UserSignIns } from '../ports/entra-lookup.ts'
import { member, textIn } from '../wire/json-shape.ts'
import type { Send } from './graph-request.ts'
import type { GraphRoot } from './graph-root.ts'
import { urls } from './graph-url.ts'
import { allPages } from './pages.ts'
import { memberProperties, signInProperties, signInsProperties, userProperties } from './select-lists.ts'
import { userOf } from './shapes.ts'

/** What is shown to somebody who asks, over Graph. */
export const lookupReader = (send: Send, root: GraphRoot): EntraLookupReader => ({
  async usersLike(text) {
    const doing = 'looking for users'
    return (await allPages(send, root, urls.usersLike(text, userProperties), doing)).map(userOf)
  },
  async users() {
    const select = [...userProperties, 'createdDateTime']
    return (await allPages(send, root, urls.allUsers(select), 'reading all users')).map(userOf)
  },
  async membersOf(groupId) {
    const doing = `reading the members of the group ${groupId}`
    return (await allPages(send, root, urls.members(groupId, memberProperties), doing)).map(memberOf)
  },
  async lastSignIn(userId) {
    const path = urls.userRead(userId, signInProperties)
    const { json } = await send({ method: 'GET', path, doing: `reading when ${userId} last signed in` })
    return lastOf(member(json, 'signInActivity'))
  },
  async signIns() {
    const doing = 'reading when users last signed in'
    return (await allPages(send, root, urls.allUsers(signInsProperties), doing)).map(signInsOf)
  },
})

const signInsOf = (json: Json): UserSignIns => ({
  id: textIn(json, 'id') ?? '',
  employeeId: textIn(json, 'employeeId') || null,
  enabled: member(json, 'accountEnabled') === true,
  anchor: textIn(json, 'onPremisesImmutableId') || null,
  created: textIn(json, 'createdDateTime') ?? null,
  lastSignIn: lastOf(member(json, 'signInActivity')),
})

const types = ['user', 'group', 'device', 'servicePrincipal'] as const

const memberOf = (json: Json): DirectoryMember => {
  const type = textIn(json, '@odata.type')?.replace('#microsoft.graph.', '')
  const id = textIn(json, 'id') ?? ''
  return {
    id,
    type: types.find((known) => known === type) ?? 'other',
    displayName: textIn(json, 'displayName') ?? id,
    userPrincipalName: textIn(json, 'userPrincipalName') ?? null,
  }
}

/** With a person at the keyboard, or without: both are signs of use. https://learn.microsoft.com/graph/api/resources/signinactivity */
const lastOf = (activity: Json | undefined): string | null =>
  ['lastSignInDateTime', 'lastNonInteractiveSignInDateTime']
    .flatMap((name) => textIn(activity, name) ?? [])
    .sort()
    .at(-1) ?? null
