/** What `joinery group show` knows about a group. One that is synchronised has both halves. */
export interface GroupPage {
  readonly format: 'joinery.group/1'
  readonly name: string
  readonly ad: AdGroupPage | null
  readonly entra: EntraGroupPage | null
  readonly notes: readonly string[]
}

export interface AdGroupPage {
  readonly id: string
  readonly dn: string
  readonly sAMAccountName: string
  readonly scope: 'global' | 'domain local' | 'universal' | 'built-in'
  readonly kind: 'security' | 'distribution'
  readonly description: string | null
  readonly managedBy: string | null
  readonly memberOf: readonly string[]
  readonly members: readonly GroupMember[]
}

export interface EntraGroupPage {
  readonly id: string
  readonly displayName: string
  readonly mail: string | null
  readonly kind: string
  /** Whose members they are to change: "by hand", "by rule", "in Active Directory", "in Exchange". */
  readonly membersChange: string
  readonly members: readonly GroupMember[]
}

export interface GroupMember {
  readonly id: string
  readonly name: string
  readonly type: string
  /** false: may not sign in; null where that was not read. */
  readonly enabled: boolean | null
}

/** A line of `joinery licence list`. */
export interface LicenceLine {
  readonly skuPartNumber: string
  readonly skuId: string
  readonly enabled: number
  readonly consumed: number
  readonly free: number
  readonly status: string
}
