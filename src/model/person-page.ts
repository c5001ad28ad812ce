/** A line of `joinery user find`. */
export interface FoundPerson {
  /** employeeId; null where no account carries one. */
  readonly key: string | null
  readonly name: string
  readonly department: string | null
  readonly title: string | null
  readonly ad: AccountLine | null
  readonly entra: AccountLine | null
}

export interface AccountLine {
  readonly id: string
  /** userPrincipalName, or sAMAccountName where there is none. */
  readonly signIn: string
  readonly enabled: boolean
}

/** What `joinery user show` knows about a person. Times are RFC 3339; what could not be read is null and stands in `notes`. */
export interface PersonPage {
  readonly format: 'joinery.user/1'
  readonly key: string | null
  readonly name: string
  readonly title: string | null
  readonly department: string | null
  readonly manager: string | null
  readonly ad: AdAccountPage | null
  readonly entra: EntraAccountPage | null
  readonly mailbox: MailboxPage | null
  /** Runs that were about the person, newest first. */
  readonly runs: readonly PersonRun[]
  readonly notes: readonly string[]
}

export interface AdAccountPage {
  readonly id: string
  readonly dn: string
  readonly sAMAccountName: string
  readonly userPrincipalName: string | null
  readonly mail: string | null
  readonly enabled: boolean
  readonly lockedOut: boolean
  readonly mustChangePassword: boolean
  readonly passwordSet: string | null
  /** null: never. */
  readonly expires: string | null
  /** null: never. AD tells other domain controllers of it with a delay of up to two weeks. */
  readonly lastSignIn: string | null
  readonly created: string | null
  readonly description: string | null
  readonly groups: readonly HeldGroup[]
  readonly reports: number
}

export interface HeldGroup {
  readonly id: string
  readonly name: string
  /** Where it comes from: "from department Sales", "by hand", "through Sales", "by rule", "from Active Directory". */
  readonly because: string
}

export interface EntraAccountPage {
  readonly id: string
  readonly userPrincipalName: string
  readonly mail: string | null
  readonly enabled: boolean
  readonly synced: boolean
  readonly usageLocation: string | null
  readonly lastSignIn: string | null
  readonly groups: readonly HeldGroup[]
  readonly licences: readonly PageLicence[]
  readonly roles: readonly string[]
}

export interface PageLicence {
  readonly sku: string
  /** "directly", or "through" a group. */
  readonly because: string
  readonly state: string
}

export interface MailboxPage {
  readonly type: string
  readonly address: string | null
  readonly sizeInBytes: number | null
  readonly hidden: boolean | null
  readonly forward: string | null
  readonly reply: string
}

export interface PersonRun {
  readonly id: string
  readonly playbook: string
  readonly status: string
  readonly startedAt: string
}
