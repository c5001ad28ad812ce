import type { JsonObject } from '../../../model/json.ts'
import type { StoredMethod, StoredUser } from '../../entra/stored-objects.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import type { Route } from '../route.ts'
import { describePass } from './access-pass.ts'
import { resolveUser } from './resolve.ts'

/** Every account's password has this id. https://learn.microsoft.com/graph/api/resources/passwordauthenticationmethod */
const PASSWORD_ID = '28c10230-6103-485e-b985-444c60001490'

/** Collections of which a method can be taken away; a password cannot. */
const collections: { readonly [collection: string]: StoredMethod['type'] } = {
  phoneMethods: 'phone',
  fido2Methods: 'fido2',
  microsoftAuthenticatorMethods: 'microsoftAuthenticator',
  emailMethods: 'email',
  softwareOathMethods: 'softwareOath',
}

const describe = (call: GraphCall, method: StoredMethod): JsonObject => ({
  '@odata.type': `#microsoft.graph.${method.type}AuthenticationMethod`,
  id: method.id,
  ...(method.type === 'temporaryAccessPass' ? describePass(call, method) : method.properties),
})

const password = (user: StoredUser): JsonObject => ({
  '@odata.type': '#microsoft.graph.passwordAuthenticationMethod',
  id: PASSWORD_ID,
  password: null,
  createdDateTime: user.properties.lastPasswordChangeDateTime ?? null,
})

const list = (call: GraphCall): GraphAnswer => {
  const user = resolveUser(call)
  const context = `${call.publicUrl}/$metadata#users('${user.id}')/authentication/methods`
  return {
    status: 200,
    body: {
      '@odata.context': context,
      value: [password(user), ...user.methods.map((method) => describe(call, method))],
    },
  }
}

const removeFrom =
  (type: StoredMethod['type']) =>
  (call: GraphCall): GraphAnswer => {
    const user = resolveUser(call)
    const id = call.params.ref ?? ''
    const methods = user.methods.filter((method) => method.type !== type || method.id !== id.toLowerCase())
    if (methods.length === user.methods.length) throw new GraphFault('not-found', { id })
    call.store.put({ ...user, methods })
    return noContent
  }

export const methodRoutes: readonly Route[] = [
  { method: 'GET', path: '/users/{id}/authentication/methods', handle: list },
  ...Object.entries(collections).map(
    ([collection, type]): Route => ({
      method: 'DELETE',
      path: `/users/{id}/authentication/${collection}/{ref}`,
      handle: removeFrom(type),
    }),
  ),
]
