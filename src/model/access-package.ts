import type { Readable } from './readable.ts'

/** An access package that somebody has. https://learn.microsoft.com/graph/api/resources/accesspackageassignment */
export interface PackageAssignment {
  readonly id: string
  readonly packageId: string
  readonly packageName: string
}

/** Access packages of a user, or why nobody can tell: the tenant needs a licence for them, and the application a right of its own. */
export type AccessPackages = Readable<{
  /** Those that are delivered and that nobody has begun to take away. */
  readonly assigned: readonly PackageAssignment[]
  /** Names of packages that were asked for and are not delivered yet. */
  readonly asked: readonly string[]
}>
