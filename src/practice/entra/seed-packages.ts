import type { EntraStore } from './entra-store.ts'
import { accessPackages, packageAssignments, packageRequests } from './package-shelves.ts'

/** A notable person of `seed-people.ts`. */
const JOHN = '00111'

const packages = [
  { name: 'Sales Partners', description: 'What it takes to work with partners' },
  { name: 'Trade Fair', description: 'Papers and tools of the stand' },
] as const

const packageId = (store: EntraStore, name: (typeof packages)[number]['name']): string =>
  store.ids.uuid('access package', name)

/** Two access packages: John Smith has one, and has asked for the other. */
export const seedPackages = (store: EntraStore): void => {
  const createdDateTime = store.timestamp()
  for (const { name, description } of packages) {
    const id = packageId(store, name)
    accessPackages(store).put(id, { id, displayName: name, description, createdDateTime })
  }
  for (const { id: userId } of store.find('employeeId', JOHN)) {
    const assigned = store.ids.uuid('package assignment', userId)
    const held = { packageId: packageId(store, 'Sales Partners'), userId }
    packageAssignments(store).put(assigned, { id: assigned, ...held, state: 'delivered', expiredDateTime: null })
    const id = store.ids.uuid('package request', userId)
    const asked = { packageId: packageId(store, 'Trade Fair'), userId, assignmentId: null, createdDateTime }
    packageRequests(store).put(id, { id, ...asked, requestType: 'userAdd', state: 'pendingApproval' })
  }
}
