import type { JsonObject } from '../model/json.ts'

/** A user that a source pushed over SCIM, as it sent it. */
export interface PushedUser {
  /** Name of the feed. */
  readonly source: string
  /** Version 4 UUID, by which the source addresses the user. */
  readonly id: string
  /** employeeId of the person; never changes. */
  readonly person: string
  /** Attributes under the names that RFC 7643 gives them. */
  readonly attributes: JsonObject
  /** RFC 3339. */
  readonly createdAt: string
  readonly changedAt: string
  /** Since when `active` is false; null where it is not. */
  readonly inactiveSince: string | null
  /** When the source deleted the user; nobody finds it from then on but by its id. */
  readonly goneAt: string | null
  /** Counts writes; see `PushedUsers.put`. */
  readonly version: number
}

/** What users that are not gone are looked up by. Names of users compare without case. */
export type PushedUserKey =
  | { readonly userName: string }
  | { readonly externalId: string }
  | { readonly person: string }

/** put: it is there · changed: somebody else has changed it meanwhile · taken: another user of the source has its name or is the same person. */
export type PutOutcome = 'put' | 'changed' | 'taken'

/** Users that sources pushed, in the same database as the journal. No source sees those of another. */
export interface PushedUsers {
  /** Also one that is gone. */
  get(source: string, id: string): Promise<PushedUser | null>
  /** Those that are not gone, in the order in which they came. */
  list(source: string): Promise<readonly PushedUser[]>
  find(source: string, by: PushedUserKey): Promise<readonly PushedUser[]>
  /** Adds a user (`version` 1, nothing there) or replaces what is there (`version` one more than it has). Nothing is written unless it answers `put`. */
  put(user: PushedUser): Promise<PutOutcome>
}
