import { Fault } from '../model/fault.ts'
import { type Person, personName } from '../model/person.ts'
import type { Reasons, RoleGrants } from './playbook.ts'

/** What one rule of `roles.yaml` gives. */
export interface RoleRule {
  readonly ou?: string | undefined
  readonly groups?: readonly string[] | undefined
  readonly cloudGroups?: readonly string[] | undefined
  readonly licences?: readonly string[] | undefined
  readonly expires?: 'lastDay' | undefined
  readonly approval?: boolean | undefined
  readonly without?:
    | ({ readonly [K in GrantKind]?: readonly string[] | undefined } & { readonly ou?: true | undefined })
    | undefined
}

type GrantKind = 'groups' | 'cloudGroups' | 'licences'
const grantKinds: readonly GrantKind[] = ['groups', 'cloudGroups', 'licences']

/** A rule that applies to a person, and why: "everyone", "from department Sales". */
export interface AppliedRule {
  readonly rule: RoleRule
  readonly why: string
  /** The heading and its value, for approvals: "role crm-admin". */
  readonly name: string
}

export const EVERYONE = 'everyone'

/** Directories ignore letter case in names, so two spellings are one entry. */
const keyOf = (entry: string): string => entry.normalize('NFC').toLowerCase()

/**
 * The union of the rules that apply: groups and licences add up, what any rule takes out with `without` is out. An OU under `everyone` gives
 * way to any other, and any other to one with `without: { ou: true }`; two of one rank that differ are a fault.
 */
export const combineRules = (
  applied: readonly AppliedRule[],
  person: Person,
  file: string,
): { readonly grants: RoleGrants; readonly faults: readonly Fault[] } => {
  const [groups, cloudGroups, licences] = grantKinds.map((kind) => unionOf(kind, applied)) as [
    Reasons,
    Reasons,
    Reasons,
  ]
  const { ou, faults } = ouOf(applied, person, file)
  const grants: RoleGrants = {
    groups: Object.keys(groups),
    cloudGroups: Object.keys(cloudGroups),
    licences: Object.keys(licences),
    ou,
    expires: applied.some(({ rule }) => rule.expires) ? (person.lastDay ?? '') : '',
    reasons: { groups, cloudGroups, licences },
    approval: applied.filter(({ rule }) => rule.approval).map(({ name }) => name),
  }
  return { grants, faults }
}

const unionOf = (kind: GrantKind, applied: readonly AppliedRule[]): Reasons => {
  const out = new Set(applied.flatMap(({ rule }) => rule.without?.[kind] ?? []).map(keyOf))
  const seen = new Set(out)
  const reasons: { [entry: string]: string } = Object.create(null)
  for (const { rule, why } of applied) {
    for (const entry of rule[kind] ?? []) {
      if (seen.has(keyOf(entry))) continue
      seen.add(keyOf(entry))
      reasons[entry] = why
    }
  }
  return reasons
}

const ouOf = (
  applied: readonly AppliedRule[],
  person: Person,
  file: string,
): { readonly ou: string; readonly faults: readonly Fault[] } => {
  const withOu = applied.filter(({ rule }) => rule.ou !== undefined)
  const [first, ...others] = firstFilled([
    withOu.filter(({ rule }) => rule.without?.ou),
    withOu.filter(({ why }) => why !== EVERYONE),
    withOu,
  ])
  const ou = first?.rule.ou ?? ''
  const faults = others
    .filter(({ rule }) => keyOf(rule.ou ?? '') !== keyOf(ou))
    .map(
      ({ rule, why }) =>
        new Fault('roles/conflict', {
          person: personName(person),
          first: ou,
          firstWhy: first?.why,
          second: rule.ou,
          secondWhy: why,
          file,
        }),
    )
  return { ou, faults }
}

const firstFilled = (ranks: readonly (readonly AppliedRule[])[]): readonly AppliedRule[] =>
  ranks.find((rank) => rank.length > 0) ?? []
