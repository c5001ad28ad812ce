import type { Hazard } from './glossary.ts'

/** How many people a run, and all runs of a while together, may take something away from. */
export interface Limits {
  /** So many are always allowed, however small the company. */
  readonly people: number
  /** And so many of a hundred managed people, where that is more. */
  readonly percent: number
  /** From this share of a hundred on, it takes a second person to approve. */
  readonly hardPercent: number
  /** For how long a run counts, in milliseconds. */
  readonly windowMs: number
}

/** Who has to approve what. Several rules that fit all have to be satisfied; one approval counts for each of them. */
export interface ApprovalRule {
  /** Names of playbooks, hazards, and roles of roles.yaml. */
  readonly for: readonly string[]
  /** How many people have to approve. */
  readonly count: number
  /** Whether an approval by the person who asked for the plan counts too. */
  readonly requesterCounts: boolean
}

/** When unattended runs may write. Attended runs are not bound by it. */
export interface ChangeWindow {
  readonly days: readonly Weekday[]
  /** `HH:MM` in the zone; `to` is not part of the window and may be `24:00`. */
  readonly from: string
  readonly to: string
  /** IANA name. */
  readonly timeZone: string
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** What a playbook may do to protected objects, each time with the approval of a second person. */
export interface PrivilegeRule {
  readonly playbook: string
  /** Groups that it may give. */
  readonly groups: readonly string[]
  /** Admin roles of Entra that it may give, by name or id. */
  readonly roles?: readonly string[]
  /** Admin roles of Entra whose holders it may change, or all of them. */
  readonly holders?: 'all' | readonly string[]
  /** Protected accounts that it may change. */
  readonly accounts: readonly string[]
  /** Protected OUs below which it may change things. */
  readonly ous: readonly string[]
  /** How many people other than the requester have to approve. */
  readonly count: number
}

/** Names of objects that nobody may change: DN, sAMAccountName, user principal name, employeeId, objectGUID, Entra id or display name of a group. */
export interface ProtectedNames {
  readonly accounts: readonly string[]
  readonly groups: readonly string[]
  /** With everything below them; full DNs or relative to the domain. */
  readonly ous: readonly string[]
}

/** What `policy.yaml` says, checked and with every default filled in. */
export interface Policy {
  readonly limits: Limits
  readonly protected: ProtectedNames
  readonly approvals: readonly ApprovalRule[]
  readonly windows: readonly ChangeWindow[]
  readonly privilege: readonly PrivilegeRule[]
}

const DAY_MS = 86_400_000

/** What counts where there is no policy.yaml. */
export const defaultPolicy: Policy = {
  limits: { people: 5, percent: 2, hardPercent: 10, windowMs: DAY_MS },
  protected: { accounts: [], groups: [], ous: [] },
  approvals: [],
  windows: [],
  privilege: [],
}

/** Hazards by which a rule of approval may be told; a mistyped one must not pass for the name of a playbook. */
export const hazardNames = [
  'grants-access',
  'revokes-access',
  'deletes-data',
  'costs-licence',
  'privileged',
  'locks-out',
  'notifies-people',
  'sends-outside',
] as const satisfies readonly Hazard[]
