import type { Json, JsonObject } from '../../../model/json.ts'
import type { StoredMethod, StoredUser } from '../../entra/stored-objects.ts'
import type { PracticeIds } from '../../practice-ids.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import type { Route } from '../route.ts'
import { bodyObject, resolveUser } from './resolve.ts'

/** Minutes. https://learn.microsoft.com/graph/api/resources/temporaryaccesspassauthenticationmethod */
const LIFETIME = { least: 10, most: 43_200, usual: 60 }
const PASS_LENGTH = 8
const MS_PER_MINUTE = 60_000
const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789*+=$%&'

const isPass = ({ type }: StoredMethod): boolean => type === 'temporaryAccessPass'

/** A pass as Graph shows it, its value apart. */
export const describePass = (call: GraphCall, pass: StoredMethod): JsonObject => {
  const start = Date.parse(String(pass.properties.startDateTime))
  const end = start + Number(pass.properties.lifetimeInMinutes) * MS_PER_MINUTE
  const now = call.store.clock.now()
  const reason = now < start ? 'NotYetValid' : now >= end ? 'Expired' : 'EnabledByPolicy'
  return {
    temporaryAccessPass: null,
    ...pass.properties,
    isUsable: reason === 'EnabledByPolicy',
    methodUsabilityReason: reason,
  }
}

const contextOf = (call: GraphCall, user: StoredUser): string =>
  `${call.publicUrl}/$metadata#users('${user.id}')/authentication/temporaryAccessPassMethods`

const list = (call: GraphCall): GraphAnswer => {
  const user = resolveUser(call)
  const value = user.methods.filter(isPass).map((pass): Json => ({ id: pass.id, ...describePass(call, pass) }))
  return { status: 200, body: { '@odata.context': contextOf(call, user), value } }
}

const passOf = (call: GraphCall, user: StoredUser): StoredMethod => {
  const id = call.params.ref ?? ''
  const pass = user.methods.find((method) => isPass(method) && method.id === id.toLowerCase())
  if (!pass) throw new GraphFault('not-found', { id })
  return pass
}

const show = (call: GraphCall): GraphAnswer => {
  const user = resolveUser(call)
  const pass = passOf(call, user)
  return {
    status: 200,
    body: { '@odata.context': `${contextOf(call, user)}/$entity`, id: pass.id, ...describePass(call, pass) },
  }
}

/** A new pass takes the place of the one before. Its value is in this answer and nowhere else. */
const issue = (call: GraphCall): GraphAnswer => {
  const user = resolveUser(call)
  if (call.store.tenant.policies?.accessPasses === 'off') throw new GraphFault('tap-policy')
  if (user.properties.userType === 'Guest') throw new GraphFault('tap-guest')
  const properties = readPass(call)
  const pass: StoredMethod = { id: call.store.newId(), type: 'temporaryAccessPass', properties }
  call.store.put({ ...user, methods: [...user.methods.filter((method) => !isPass(method)), pass] })
  const temporaryAccessPass = passValue(call.store.ids, pass.id)
  const body = {
    '@odata.context': `${contextOf(call, user)}/$entity`,
    id: pass.id,
    ...describePass(call, pass),
    temporaryAccessPass,
  }
  return { status: 201, body }
}

const readPass = (call: GraphCall): JsonObject => {
  const { lifetimeInMinutes = LIFETIME.usual, isUsableOnce = false, startDateTime, ...others } = bodyObject(call)
  const [unknown] = Object.keys(others).filter((name) => !name.includes('@'))
  if (unknown !== undefined) throw new GraphFault('unknown-property', { property: unknown })
  const lifetime = typeof lifetimeInMinutes === 'number' ? lifetimeInMinutes : Number.NaN
  if (!Number.isInteger(lifetime) || lifetime < LIFETIME.least || lifetime > LIFETIME.most) {
    throw new GraphFault('tap-lifetime', { min: LIFETIME.least, max: LIFETIME.most })
  }
  if (typeof isUsableOnce !== 'boolean')
    throw new GraphFault('conversion', { value: String(isUsableOnce), type: 'Edm.Boolean' })
  const now = call.store.timestamp()
  return {
    createdDateTime: now,
    startDateTime: readStart(startDateTime) ?? now,
    lifetimeInMinutes: lifetime,
    isUsableOnce,
  }
}

const readStart = (value: Json | undefined): string | undefined => {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) {
    throw new GraphFault('conversion', { value: String(value), type: 'Edm.DateTimeOffset' })
  }
  return value
}

/** The value of a pass follows from its id, so that it need not be kept. */
export const passValue = (ids: PracticeIds, pass: string): string =>
  [...ids.bytes('pass', pass).subarray(0, PASS_LENGTH)].map((byte) => SIGNS.charAt(byte % SIGNS.length)).join('')

const remove = (call: GraphCall): GraphAnswer => {
  const user = resolveUser(call)
  const pass = passOf(call, user)
  call.store.put({ ...user, methods: user.methods.filter((method) => method !== pass) })
  return noContent
}

export const accessPassRoutes: readonly Route[] = [
  { method: 'GET', path: '/users/{id}/authentication/temporaryAccessPassMethods', handle: list },
  { method: 'POST', path: '/users/{id}/authentication/temporaryAccessPassMethods', handle: issue },
  { method: 'GET', path: '/users/{id}/authentication/temporaryAccessPassMethods/{ref}', handle: show },
  { method: 'DELETE', path: '/users/{id}/authentication/temporaryAccessPassMethods/{ref}', handle: remove },
]
