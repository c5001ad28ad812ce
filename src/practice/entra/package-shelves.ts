import type { EntraStore } from './entra-store.ts'
import type { Shelf } from './shelf.ts'

/** https://learn.microsoft.com/graph/api/resources/accesspackage */
export interface StoredPackage {
  readonly id: string
  readonly displayName: string
  readonly description: string
  readonly createdDateTime: string
}

/** https://learn.microsoft.com/graph/api/resources/accesspackageassignment */
export interface StoredAssignment {
  readonly id: string
  readonly packageId: string
  readonly userId: string
  readonly state: 'delivered' | 'expired'
  readonly expiredDateTime: string | null
}

/** https://learn.microsoft.com/graph/api/resources/accesspackageassignmentrequest */
export interface StoredPackageRequest {
  readonly id: string
  readonly packageId: string
  /** Whom it is for. */
  readonly userId: string
  /** What it ends; null where it asks for a package. */
  readonly assignmentId: string | null
  readonly requestType: 'userAdd' | 'adminRemove'
  readonly state: 'pendingApproval' | 'delivered'
  readonly createdDateTime: string
}

export const accessPackages = (store: EntraStore): Shelf<StoredPackage> => store.shelf('accessPackages')
export const packageAssignments = (store: EntraStore): Shelf<StoredAssignment> => store.shelf('packageAssignments')
export const packageRequests = (store: EntraStore): Shelf<StoredPackageRequest> => store.shelf('packageRequests')
