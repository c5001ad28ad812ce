import type { AccessPackages, PackageAssignment } from '../model/access-package.ts'
import { Fault } from '../model/fault.ts'
import type { Json } from '../model/json.ts'
import type { Unreadable } from '../model/readable.ts'
import type { PackageReader } from '../ports/access-packages.ts'
import { member, textIn } from '../wire/json-shape.ts'
import type { Send } from './graph-request.ts'
import type { GraphRoot } from './graph-root.ts'
import { packageUrls } from './package-url.ts'
import { allPages } from './pages.ts'
import { type ClosedDoors, unlessClosed } from './unless-closed.ts'

const NO_LICENCE = 'the tenant has no entitlement management (Microsoft Entra ID Governance or P2)'

/** Why access packages cannot be read, by the fault that says so. Without a licence Graph refuses in more than one way. */
const closedDoors: ClosedDoors = {
  'entra/denied': 'the application may not read them (EntitlementManagement.Read.All), or the tenant has no licence',
  'entra/no-pim': NO_LICENCE,
  'entra/bad-request': NO_LICENCE,
  'entra/not-found': NO_LICENCE,
}

/** Reads of access packages over Graph. Once it has said that there are none to be read, it is not asked again. */
export const packageReader = (send: Send, root: GraphRoot): PackageReader => {
  let closed: Unreadable | null = null

  const read = async (userId: string): Promise<AccessPackages> => {
    const doing = `reading the access packages of ${userId}`
    const assignments = await allPages(send, root, packageUrls.assignmentsTo(userId), doing)
    const requests = (await allPages(send, root, packageUrls.requestsFor(userId), doing)).filter(isOpen)
    const going = new Set(requests.filter(takesAway).map((request) => textIn(member(request, 'assignment'), 'id')))
    const held = assignments.filter(isHeldBy(userId)).map((assignment) => assignmentOf(assignment, doing))
    return {
      readable: true,
      assigned: held.filter(({ id }) => !going.has(id)).sort((a, b) => compare(a.id, b.id)),
      asked: [...new Set(requests.filter(asks).map(packageNameOf))].sort(compare),
    }
  }

  return {
    async packagesOf(userId) {
      if (closed) return closed
      const packages = await unlessClosed(read(userId), ({ code }) => closedDoors[code])
      if (!packages.readable) closed = packages
      return packages
    },
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

/** Graph writes these values with a capital letter in some answers, and without in others. */
const lower = (json: Json, property: string): string => (textIn(json, property) ?? '').toLowerCase()

/** https://learn.microsoft.com/graph/api/resources/accesspackageassignment#accesspackageassignmentstate-values */
const heldStates: ReadonlySet<string> = new Set(['delivered', 'partiallydelivered'])

/** https://learn.microsoft.com/graph/api/resources/accesspackageassignmentrequest#properties */
const endedStates: ReadonlySet<string> = new Set([
  'delivered',
  'partiallydelivered',
  'deliveryfailed',
  'denied',
  'canceled',
])

const isHeldBy =
  (userId: string) =>
  (assignment: Json): boolean => {
    const target = lower(member(assignment, 'target') ?? null, 'objectId')
    return heldStates.has(lower(assignment, 'state')) && target === userId.toLowerCase()
  }

const isOpen = (request: Json): boolean => !endedStates.has(lower(request, 'state'))
const takesAway = (request: Json): boolean => lower(request, 'requestType').endsWith('remove')
const asks = (request: Json): boolean => lower(request, 'requestType').endsWith('add')

const packageNameOf = (json: Json): string => {
  const found = member(json, 'accessPackage')
  return textIn(found, 'displayName') ?? textIn(found, 'id') ?? 'an access package'
}

const assignmentOf = (json: Json, doing: string): PackageAssignment => {
  const id = textIn(json, 'id')
  if (!id) {
    const detail = 'an assignment in it lacks id'
    throw new Fault('entra/unexpected-answer', { doing, detail, state: 'Nothing was changed.' })
  }
  return { id, packageId: textIn(member(json, 'accessPackage'), 'id') ?? '', packageName: packageNameOf(json) }
}
