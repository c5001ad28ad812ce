/** People whom a playbook finds by itself in the directory. */
export interface FindRule {
  /** Accounts that may sign in and have not done so for so many days. */
  readonly inactiveDays?: number
  /** Accounts that carry the stamp of somebody who left, and were disabled and stamped at least so many days ago. */
  readonly leftDays?: number
  /** Only below this OU: a DN, or relative to the domain. */
  readonly ou?: string
  /** Members of these groups are left alone. */
  readonly exceptGroups: readonly string[]
}

/** Somebody whom a rule finds, and why. */
export interface FoundByRule {
  readonly employeeId: string
  readonly because: string
}

/**
 * Whom a playbook works on: anybody that the input describes; people who have an account, so that the directory knows the rest; or those whom a
 * search finds.
 */
export type PeopleRule = 'any' | 'existing' | { readonly find: FindRule }
