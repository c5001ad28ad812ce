import { byPosition } from '../files/by-position.ts'
import { checkShape } from '../files/check-shape.ts'
import { readYaml } from '../files/read-yaml.ts'
import type { SourcePath, YamlSource } from '../files/yaml-source.ts'
import { didYouMean } from '../model/did-you-mean.ts'
import { type Checked, Fault } from '../model/fault.ts'
import { defaultPolicy, hazardNames, type Policy, weekdays } from '../model/policy.ts'
import { type PolicyFile, policySchema } from './policy-schema.ts'

/** What else there is that a policy may name. A rule for something that does not exist would never fit, and nobody would notice. */
export interface KnownNames {
  readonly playbooks: readonly string[]
  /** Roles of roles.yaml. */
  readonly roles: readonly string[]
}

/** Checks the text of policy.yaml. All findings are answered together, each with its place. */
export const loadPolicy = (text: string, file: string, known: KnownNames): Checked<Policy> => {
  const source = readYaml(text, file)
  if (!source.ok) return source
  const checked = checkShape(policySchema, source.value)
  if (!checked.ok) return checked
  const faults = [...unknownNames(checked.value, source.value, known), ...limitFaults(checked.value, source.value)]
  return faults.length > 0 ? { ok: false, faults: byPosition(faults) } : { ok: true, value: filledIn(checked.value) }
}

/** Taking changes back is a playbook as far as a policy goes. */
const UNDO = 'undo'

const unknownNames = (file: PolicyFile, source: YamlSource, { playbooks, roles }: KnownNames): readonly Fault[] => {
  const ofPlaybook = [...playbooks, UNDO]
  const ofApproval = [...hazardNames, ...ofPlaybook, ...roles]
  const check = (name: string, all: readonly string[], path: SourcePath, what: string): readonly Fault[] => {
    if (all.includes(name)) return []
    const meant = didYouMean(name, all)
    const hint = meant === undefined ? `There are: ${all.join(', ')}` : `Did you mean "${meant}"?`
    return [
      new Fault(
        'file/wrong-value',
        { name: String(path[0]), what: `"${name}" is ${what}`, hint },
        { where: source.at(path) },
      ),
    ]
  }
  return [
    ...(file.approvals ?? []).flatMap((rule, index) =>
      rule.for.flatMap((name, at) =>
        check(name, ofApproval, ['approvals', index, 'for', at], 'no playbook, no hazard and no role'),
      ),
    ),
    ...(file.privilege ?? []).flatMap(({ playbook }, index) =>
      check(playbook, ofPlaybook, ['privilege', index, 'playbook'], 'no playbook'),
    ),
  ]
}

const limitsOf = ({ limits = {} }: PolicyFile): Policy['limits'] => {
  const standard = defaultPolicy.limits
  return {
    people: limits.people ?? standard.people,
    percent: limits.percent ?? standard.percent,
    hardPercent: limits.hardPercent ?? standard.hardPercent,
    windowMs: limits.window ?? standard.windowMs,
  }
}

const limitFaults = (file: PolicyFile, source: YamlSource): readonly Fault[] => {
  const { percent, hardPercent } = limitsOf(file)
  if (hardPercent >= percent) return []
  const what = `it is ${hardPercent}, less than percent (${percent})`
  const hint = 'Give the larger share to hardPercent: above it a second person has to approve.'
  const params = { name: 'limits.hardPercent', what, hint }
  return [new Fault('file/wrong-value', params, { where: source.at(['limits', 'hardPercent']) })]
}

const filledIn = (file: PolicyFile): Policy => ({
  limits: limitsOf(file),
  protected: {
    accounts: file.protected?.accounts ?? [],
    groups: file.protected?.groups ?? [],
    ous: file.protected?.ous ?? [],
  },
  approvals: (file.approvals ?? []).map((rule) => ({
    for: rule.for,
    count: rule.count ?? 1,
    requesterCounts: rule.not === undefined,
  })),
  windows: (file.windows ?? []).map(({ days, ...rest }) => ({ ...rest, days: days?.flat() ?? weekdays })),
  privilege: (file.privilege ?? []).map(
    ({ playbook, groups = [], roles, accounts = [], holders, ous = [], count = 1 }) => ({
      playbook,
      groups,
      accounts,
      ous,
      count,
      ...(roles ? { roles } : {}),
      ...(holders ? { holders } : {}),
    }),
  ),
})
