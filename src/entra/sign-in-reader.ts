import type { Json } from '../model/json.ts'
import type { DeletedUser, SignInMethod } from '../model/sign-in.ts'
import type { EntraSignInReader } from '../ports/entra-sign-in.ts'
import { member, textIn, textsIn } from '../wire/json-shape.ts'
import type { Send } from './graph-request.ts'
import type { GraphRoot } from './graph-root.ts'
import { urls } from './graph-url.ts'
import { allPages } from './pages.ts'
import { deletedUserProperties, sessionProperties } from './select-lists.ts'
import { nameBeforeDeletion, required } from './shapes.ts'

/** Reads of how users sign in, over Graph. */
export const signInReader = (send: Send, root: GraphRoot): EntraSignInReader => ({
  async sessionsOf(userId) {
    const doing = `reading since when sessions of ${userId} count`
    const { json } = await send({ method: 'GET', path: urls.userRead(userId, sessionProperties), doing })
    return {
      validFrom: textIn(json, 'signInSessionsValidFromDateTime') ?? null,
      passwordChanged: textIn(json, 'lastPasswordChangeDateTime') ?? null,
      created: textIn(json, 'createdDateTime') ?? null,
    }
  },
  async methodsOf(userId) {
    const doing = `reading the sign-in methods of ${userId}`
    const methods = (await allPages(send, root, urls.methods(userId), doing)).map(methodOf)
    return methods.filter(({ type }) => type !== 'password').sort(byId)
  },
  async deletedUsersBy(_key, value) {
    const doing = 'looking for a deleted user by employeeId'
    return (await allPages(send, root, urls.deletedUsersBy(value, deletedUserProperties), doing))
      .map(deletedOf)
      .sort(byId)
  },
})

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1)

const TYPE = /^#microsoft\.graph\.(\w+?)(?:AuthenticationMethod)?$/

const methodOf = (json: Json): SignInMethod => {
  const type = TYPE.exec(textIn(json, '@odata.type') ?? '')?.[1] ?? 'unknown'
  return { id: required(json, 'id'), type, name: nameOf(json) }
}

/** Of a phone the use comes before the number, and the device where the app or key is, by the name that its owner gave it. */
const nameOf = (json: Json): string | null => {
  const phone = [textIn(json, 'phoneType'), textIn(json, 'phoneNumber')].filter(Boolean).join(' ')
  return phone || (textIn(json, 'emailAddress') ?? textIn(json, 'displayName') ?? null)
}

const deletedOf = (json: Json): DeletedUser => {
  const id = required(json, 'id')
  return {
    id,
    userPrincipalName: nameBeforeDeletion(id, required(json, 'userPrincipalName')),
    displayName: textIn(json, 'displayName') ?? null,
    proxyAddresses: textsIn(json, 'proxyAddresses'),
    onPremisesSyncEnabled: member(json, 'onPremisesSyncEnabled') === true,
    deleted: textIn(json, 'deletedDateTime') ?? null,
  }
}
