import type { JsonObject } from '../../../model/json.ts'
import type { StoredMethod, StoredUser } from '../../entra/stored-objects.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import type { Route } from '../route.ts'
import { describePass } from './access-pass.ts'
import { guardTarget } from './privileged.ts'
import { bodyObject, resolveUser } from './resolve.ts'

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

const contextIn = (call: GraphCall, { id }: StoredUser, rest: string): string =>
  `${call.publicUrl}/$metadata#users('${id}')/authentication/${rest}`

/** Without the type, which follows from the collection. */
const untyped = (shown: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(shown).filter(([name]) => name !== '@odata.type'))

const listOf =
  (collection: string, type: StoredMethod['type']) =>
  (call: GraphCall): GraphAnswer => {
    const user = resolveUser(call)
    const value = user.methods.filter((method) => method.type === type).map((method) => untyped(describe(call, method)))
    return { status: 200, body: { '@odata.context': contextIn(call, user, collection), value } }
  }

const methodOf = (call: GraphCall, user: StoredUser, type: StoredMethod['type'] | null): StoredMethod => {
  const id = call.params.ref ?? ''
  const found = user.methods.find((one) => one.id.toLowerCase() === id.toLowerCase() && (type ?? one.type) === one.type)
  if (!found) throw new GraphFault('not-found', { id })
  return found
}

const showIn =
  (collection: string, type: StoredMethod['type'] | null) =>
  (call: GraphCall): GraphAnswer => {
    const user = resolveUser(call)
    const isPassword = type === null && call.params.ref === PASSWORD_ID
    const shown = isPassword ? password(user) : describe(call, methodOf(call, user, type))
    const context = { '@odata.context': `${contextIn(call, user, collection)}/$entity` }
    return { status: 200, body: { ...context, ...(type === null ? shown : untyped(shown)) } }
  }

/** What of a method can be changed; the others are made anew. https://learn.microsoft.com/graph/api/phoneauthenticationmethod-update */
const changeable: { readonly [type in StoredMethod['type']]?: readonly string[] } = {
  phone: ['phoneNumber', 'phoneType'],
  email: ['emailAddress'],
}

const updateIn =
  (type: StoredMethod['type']) =>
  (call: GraphCall): GraphAnswer => {
    const user = resolveUser(call)
    guardTarget(call, user)
    const before = methodOf(call, user, type)
    const wish = Object.entries(bodyObject(call)).filter(([name]) => !name.includes('@'))
    const [unknown] = wish.filter(([name]) => !changeable[type]?.includes(name))
    if (unknown) throw new GraphFault('unknown-property', { property: unknown[0] })
    const after = { ...before, properties: { ...before.properties, ...Object.fromEntries(wish) } }
    call.store.put({ ...user, methods: user.methods.map((method) => (method === before ? after : method)) })
    return noContent
  }

const PATH = '/users/{id}/authentication'

const routesOf = (collection: string, type: StoredMethod['type']): readonly Route[] => [
  { method: 'GET', path: `${PATH}/${collection}`, handle: listOf(collection, type) },
  { method: 'GET', path: `${PATH}/${collection}/{ref}`, handle: showIn(collection, type) },
  { method: 'DELETE', path: `${PATH}/${collection}/{ref}`, handle: removeFrom(type) },
  ...(changeable[type]
    ? [{ method: 'PATCH', path: `${PATH}/${collection}/{ref}`, handle: updateIn(type) } as const]
    : []),
]

export const methodRoutes: readonly Route[] = [
  { method: 'GET', path: `${PATH}/methods`, handle: list },
  { method: 'GET', path: `${PATH}/methods/{ref}`, handle: showIn('methods', null) },
  ...Object.entries(collections).flatMap(([collection, type]) => routesOf(collection, type)),
]
