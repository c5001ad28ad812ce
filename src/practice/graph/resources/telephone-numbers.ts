import type { JsonObject } from '../../../model/json.ts'
import { numberShelf, type StoredNumber } from '../../entra/stored-numbers.ts'
import type { GraphAnswer, GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { filteredList } from '../odata/filtered-list.ts'
import type { Route } from '../route.ts'
import { bodyObject, resolveUser } from './resolve.ts'

const ROOT = '/admin/teams/telephoneNumberManagement'
const SET = `admin${ROOT.slice('/admin'.length)}/numberAssignments`
const TYPES: ReadonlySet<unknown> = new Set(['callingPlan', 'directRouting', 'operatorConnect'])
const CATEGORIES: ReadonlySet<unknown> = new Set(['primary', 'private', 'alternate'])

const shown = (number: StoredNumber): JsonObject => ({
  ...number,
  assignmentStatus: number.assignmentTargetId === null ? 'unassigned' : 'userAssigned',
  activationState: 'activated',
  capabilities: ['userAssignment'],
  isoCountryCode: 'US',
  operatorId: null,
  portInStatus: null,
})

const list = (call: GraphCall): GraphAnswer =>
  filteredList(call, { set: SET, items: numberShelf(call.store).all().map(shown) })

const digits = (text: unknown): string => String(text).replaceAll(/\D/g, '')

/** The number that an order is about; undefined where the organisation has none like it, which only the operation would tell. */
const numberIn = (call: GraphCall, { telephoneNumber, numberType }: JsonObject): StoredNumber | undefined => {
  if (typeof telephoneNumber !== 'string' || digits(telephoneNumber) === '') throw new GraphFault('invalid-values')
  if (!TYPES.has(numberType)) throw new GraphFault('invalid-values')
  return numberShelf(call.store)
    .all()
    .find((one) => one.numberType === numberType && digits(one.telephoneNumber) === digits(telephoneNumber))
}

/** An order is taken whatever becomes of it. https://learn.microsoft.com/graph/api/teamsadministration-numberassignment-unassignnumber */
const ordered = (call: GraphCall, what: 'Assignment' | 'Unassignment'): GraphAnswer => {
  const id = Buffer.from(`${what}|${call.store.ids.uuid('order', call.request.requestId)}`).toString('base64url')
  return { status: 202, headers: { Location: `${call.publicUrl}${ROOT}/operations('${id}')` } }
}

const unassign = (call: GraphCall): GraphAnswer => {
  const number = numberIn(call, bodyObject(call))
  if (number?.numberSource === 'online')
    numberShelf(call.store).put(number.id, { ...number, assignmentTargetId: null, assignmentCategory: null })
  return ordered(call, 'Unassignment')
}

/** A number that somebody has is given to nobody else. */
const assign = (call: GraphCall): GraphAnswer => {
  const body = bodyObject(call)
  const { assignmentCategory = 'primary', locationId } = body
  if (!CATEGORIES.has(assignmentCategory)) throw new GraphFault('invalid-values')
  const user = resolveUser(call, String(body['assignmentTargetId'] ?? ''))
  const number = numberIn(call, body)
  if (number && (number.assignmentTargetId === null || number.assignmentTargetId === user.id))
    numberShelf(call.store).put(number.id, {
      ...number,
      assignmentTargetId: user.id,
      assignmentCategory: String(assignmentCategory),
      locationId: typeof locationId === 'string' ? locationId : number.locationId,
    })
  return ordered(call, 'Assignment')
}

export const telephoneNumberRoutes: readonly Route[] = [
  { method: 'GET', path: `${ROOT}/numberAssignments`, handle: list },
  { method: 'POST', path: `${ROOT}/numberAssignments/assignNumber`, handle: assign },
  { method: 'POST', path: `${ROOT}/numberAssignments/unassignNumber`, handle: unassign },
]
