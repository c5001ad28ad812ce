/** The OneDrive of a user. */
export interface Drive {
  readonly id: string
  readonly webUrl: string
  /** Bytes; null where it is not told. */
  readonly usedBytes: number | null
}

export const driveRoles = ['read', 'write'] as const

/** What somebody else may do with a whole OneDrive. */
export type DriveRole = (typeof driveRoles)[number]

/** A right of one user on the root folder of a OneDrive; links and groups are no such right. */
export interface DrivePermission {
  readonly id: string
  /** Entra id of the user who has it. */
  readonly user: string
  readonly role: DriveRole | 'owner'
  /** RFC 3339 in UTC, whole seconds; null without an end. */
  readonly until: string | null
}
