import type { JsonObject } from '../../../model/json.ts'
import { type StoredUser, textOf } from '../../entra/stored-objects.ts'
import type { GraphAnswer, GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import type { Route } from '../route.ts'
import { bodyObject } from './resolve.ts'
import { checkUserUnique } from './user-rules.ts'

const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** https://learn.microsoft.com/graph/api/resources/invitation */
const PROPERTIES: ReadonlySet<string> = new Set([
  'invitedUserDisplayName',
  'invitedUserEmailAddress',
  'invitedUserMessageInfo',
  'invitedUserType',
  'inviteRedirectUrl',
  'resetRedemption',
  'sendInvitationMessage',
])

const required = (body: JsonObject, property: string): string => {
  const value = body[property]
  if (typeof value === 'string' && value !== '') return value
  throw new GraphFault('required', { property, resource: 'Invitation' })
}

/** Whoever has this address: a guest is invited again, a colleague is not. */
const knownGuest = (call: GraphCall, mail: string): StoredUser | undefined => {
  const users = [...call.store.find('mail', mail), ...call.store.find('proxyAddresses', `smtp:${mail}`)]
  const known = users.find((object): object is StoredUser => object.type === 'user')
  if (known && known.properties.userType !== 'Guest') throw new GraphFault('invited-exists', { id: known.id })
  return known
}

/** https://learn.microsoft.com/entra/external-id/user-properties */
const newGuest = (call: GraphCall, mail: string, displayName: string | undefined): StoredUser => {
  const { store } = call
  const nickname = `${mail.replace('@', '_')}#EXT#`
  const initial = store.tenant.domains.find((domain) => domain.endsWith('.onmicrosoft.com')) ?? store.tenant.domains[0]
  const now = store.timestamp()
  const properties: JsonObject = {
    accountEnabled: true,
    creationType: 'Invitation',
    createdDateTime: now,
    displayName: displayName ?? mail.slice(0, mail.indexOf('@')),
    externalUserState: 'PendingAcceptance',
    lastPasswordChangeDateTime: now,
    mail,
    mailNickname: nickname,
    otherMails: [mail],
    proxyAddresses: [`SMTP:${mail}`],
    signInSessionsValidFromDateTime: now,
    userPrincipalName: `${nickname}@${initial}`,
    userType: 'Guest',
  }
  checkUserUnique(store, properties, null)
  return { type: 'user', id: store.newId(), deletedDateTime: null, properties, licences: [], methods: [] }
}

const invite = (call: GraphCall): GraphAnswer => {
  const body = bodyObject(call)
  const [unknown] = Object.keys(body).filter((name) => !name.includes('@') && !PROPERTIES.has(name))
  if (unknown !== undefined) throw new GraphFault('unknown-property', { property: unknown })
  const mail = required(body, 'invitedUserEmailAddress')
  const redirect = required(body, 'inviteRedirectUrl')
  if (!MAIL.test(mail)) throw new GraphFault('invite-mail')
  const known = knownGuest(call, mail)
  if (!known && isOwn(call, mail)) throw new GraphFault('invitee-is-own')
  const name = body.invitedUserDisplayName
  const guest = known ?? newGuest(call, mail, typeof name === 'string' ? name : undefined)
  if (!known) call.store.put(guest)
  return { status: 201, body: shown(call, guest, { mail, redirect, sent: body.sendInvitationMessage === true }) }
}

const isOwn = (call: GraphCall, mail: string): boolean =>
  call.store.tenant.domains.includes(mail.slice(mail.indexOf('@') + 1).toLowerCase())

const shown = (
  call: GraphCall,
  guest: StoredUser,
  { mail, redirect, sent }: { readonly mail: string; readonly redirect: string; readonly sent: boolean },
): JsonObject => {
  const id = call.store.ids.uuid('invitation', guest.id)
  const tenant = call.store.tenant.id
  return {
    '@odata.context': `${call.publicUrl}/$metadata#invitations/$entity`,
    id,
    inviteRedeemUrl: `https://login.microsoftonline.com/redeem?rd=https%3a%2f%2finvitations.microsoft.com%2fredeem%2f%3ftenant%3d${tenant}%26user%3d${id}`,
    invitedUserDisplayName: textOf(guest, 'displayName') ?? null,
    invitedUserEmailAddress: mail,
    invitedUserType: 'Guest',
    inviteRedirectUrl: redirect,
    sendInvitationMessage: sent,
    resetRedemption: false,
    status: textOf(guest, 'externalUserState') === 'Accepted' ? 'Completed' : 'PendingAcceptance',
    invitedUser: { id: guest.id },
  }
}

export const invitationRoutes: readonly Route[] = [{ method: 'POST', path: '/invitations', handle: invite }]
