/** How sure it is that an account is a person's; only a certain one is filled in as decided, and nothing is written before somebody says so. */
export type AdoptionClass = 'certain' | 'likely' | 'unclear'

/** An account as it is shown to whoever decides. */
export interface AdoptionAccount {
  /** Where the key would be written. An account that Entra Connect synchronises is one of Active Directory. */
  readonly system: 'ad' | 'entra'
  /** objectGUID or Entra id. */
  readonly id: string
  readonly name: string
  /** Sign-in name. */
  readonly signIn: string
  readonly title: string | null
  readonly department: string | null
  readonly enabled: boolean
  /** Changes when names, addresses or state of the account do: a decision holds for the account that was looked at. */
  readonly fingerprint: string
}

/** Somebody of the feed as shown to whoever decides. */
export interface AdoptionPerson {
  readonly employeeId: string
  readonly name: string
  readonly title: string | null
  readonly department: string | null
}

/** An account that may be a person's, and what speaks for and against that. */
export interface AdoptionMatch {
  readonly person: AdoptionPerson
  readonly account: AdoptionAccount
  readonly class: AdoptionClass
  readonly evidence: readonly string[]
  readonly against: readonly string[]
}

/** An account without a key that is left alone, and why it is listed. */
export interface LeftAccount {
  readonly account: AdoptionAccount
  readonly because: string
}

/** Somebody of the feed for whom no account was found, and what may explain it. */
export interface LeftPerson {
  readonly person: AdoptionPerson
  readonly because: string
}

/** What adoption proposes; `joinery.adoption/1`. */
export interface AdoptionReport {
  readonly format: 'joinery.adoption/1'
  /** People in the feed. */
  readonly people: number
  /** Accounts in the directories, with and without a key. */
  readonly accounts: number
  /** People of the feed whose account has their key already. */
  readonly adopted: number
  /** Certain ones first, each person's together, the best first. */
  readonly matches: readonly AdoptionMatch[]
  readonly withoutAccount: readonly LeftPerson[]
  /** Accounts of people by the look of them that nobody of the feed fits. */
  readonly unclaimed: readonly LeftAccount[]
  /** Accounts of services, rooms and other things by the look of them. */
  readonly ofNobody: readonly LeftAccount[]
  /** Accounts that fit two people or more, and people whom two accounts or more fit: who they are, in words. */
  readonly contested: readonly string[]
}
