import type { AccessPackages } from '../model/access-package.ts'

/** Reads of entitlement management. */
export interface PackageReader {
  /** Access packages of a user; none for whoever does not exist. */
  packagesOf(userId: string): Promise<AccessPackages>
}

/** Writes to entitlement management. */
export interface PackageWriter {
  /** Asks, as an administrator, for the assignment to be taken away. Entra does it by and by. */
  removePackage(userId: string, assignmentId: string): Promise<void>
}
