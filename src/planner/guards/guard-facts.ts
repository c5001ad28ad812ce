/** What guards know of an object that a plan writes to, as the directories showed it before the plan. */
export interface ObjectFacts {
  readonly id: string
  /** How it is called in messages. */
  readonly name: string
  /** Everything that a policy may call it: id, DN, names, key. */
  readonly spellings: readonly string[]
  /** Where it stands in Active Directory; null in Entra. */
  readonly dn: string | null
  /** Why the directories themselves protect it: "is in Domain Admins", "holds the admin role Global Administrator". */
  readonly because: readonly string[]
}

/** An admin role of Entra that an account holds, may switch on, or could get through a group. */
export interface RoleFact {
  /** Everything that a policy may call it: the role by name and id, or the group. */
  readonly spellings: readonly string[]
  /** "holds the admin role User Administrator". */
  readonly because: string
}

export interface AccountFacts extends ObjectFacts {
  /** Admin roles; each of them protects the account unless the policy lets the playbook change holders of it. */
  readonly roles: readonly RoleFact[]
  /** Groups that it is in directly and that somebody has put it in: DNs in AD, ids in Entra. Not those that follow a rule. */
  readonly groups: readonly string[]
  /** Why nobody may lock it out, whatever a policy says; null for most. */
  readonly indispensable: string | null
}

/** Facts about everything that a plan writes to and that exists, by id. */
export interface GuardFacts {
  readonly accounts: ReadonlyMap<string, AccountFacts>
  readonly groups: ReadonlyMap<string, ObjectFacts>
  /** DN of the domain, from which relative OUs of a policy count; null without AD. */
  readonly base: string | null
}
