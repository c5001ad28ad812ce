/** What a rule of the policy has to name to let something. */
export interface Allowance {
  readonly under: 'accounts' | 'groups' | 'holders' | 'ous' | 'roles'
  readonly names: readonly string[]
}

const PLAIN = /^[A-Za-z][\w.@ -]*$/

/** A name as it stands in a list of policy.yaml. */
const asYaml = (name: string): string => (PLAIN.test(name) ? name : JSON.stringify(name))

/** One rule that lets all of it, as it is written in policy.yaml. */
export const ruleText = (playbook: string, allowances: readonly Allowance[]): string => {
  const byKey = Map.groupBy(allowances, ({ under }) => under)
  const lists = [...byKey].map(([under, all]) => {
    const names = new Set(all.flatMap((one) => one.names))
    return `${under}: [${[...names].map(asYaml).join(', ')}]`
  })
  return `privilege: [{ playbook: ${[playbook, ...lists].join(', ')} }]`
}
