/** Somebody of the practice company on its first day. Both the AD and the Entra side are made from these. */
export interface SeedPerson {
  readonly employeeId: string
  readonly givenName: string
  readonly surname: string
  readonly displayName: string
  /** sAMAccountName, mailNickname and the part of UPN and mail before the `@`. */
  readonly userName: string
  readonly title: string
  readonly department: string
  readonly office: string
  readonly city: string
  /** ISO 3166 alpha-2. */
  readonly country: string
  /** E.164 with blanks. */
  readonly phone: string
  /** employeeId of the manager; null for the head of the company. */
  readonly manager: string | null
  readonly employeeType: 'employee' | 'contractor'
  /** `ad`: an AD account that Entra Connect synchronises. `cloud`: an Entra account without AD. */
  readonly home: 'ad' | 'cloud'
  /** false for somebody who has left. */
  readonly enabled: boolean
  /** For how many days nobody has signed in with the account; absent where that is not known. */
  readonly idleDays?: number
  /** true for an administrator of the domain, whom AdminSDHolder protects. */
  readonly admin?: boolean
}
