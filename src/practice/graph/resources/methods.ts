import type { JsonObject } from '../../../model/json.ts'
import type { StoredMethod, StoredUser } from '../../entra/stored-objects.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import type { Route } from '../route.ts'
import { describePass } from './access-pass.ts'
import { guardTarget } from './privileged.ts'
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
  windowsHelloForBusinessMethods: 'windowsHelloForBusiness',
  platformCredentialMethods: 'platformCredential',
  externalAuthenticationMethods: 'external',
}

/** Of these one may be the default. */
const secondFactors: ReadonlySet<StoredMethod['type']> = new Set(['phone', 'microsoftAuthenticator', 'softwareOath'])

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
    guardTarget(call, user)
    const id = call.params.ref ?? ''
    const method = user.methods.find((one) => one.type === type && one.id.toLowerCase() === id.toLowerCase())
    if (!method) throw new GraphFault('not-found', { id })
    const methods = user.methods.filter((one) => one !== method)
    refuseNeeded(method, methods)
    call.store.put({ ...user, methods })
    return noContent
  }

/** The default method goes after all others that could take its place, and the first phone after the second. */
const refuseNeeded = (method: StoredMethod, others: readonly StoredMethod[]): void => {
  if (method.isDefault && others.some(({ type }) => secondFactors.has(type)))
    throw new GraphFault(method.type === 'phone' ? 'method-default-phone' : 'method-default', { id: method.id })
  const isSecondPhone = ({ type, properties }: StoredMethod) =>
    type === 'phone' && properties.phoneType === 'alternateMobile'
  if (method.properties.phoneType === 'mobile' && others.some(isSecondPhone)) throw new GraphFault('method-first-phone')
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
