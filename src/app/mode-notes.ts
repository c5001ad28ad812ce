import type { Mode, System } from '../model/glossary.ts'
import type { Playbook } from '../playbook/playbook.ts'

const LACKS: { readonly [mode in Mode]: System | null } = { hybrid: null, cloud: 'ad', ad: 'entra' }
const NAMES = { ad: 'Active Directory', entra: 'Entra', exchange: 'Exchange', none: 'this machine' } as const

/** What is worth knowing of a playbook in a mode: that nothing of it applies there, and why. Steps of this machine alone change nothing for anybody. */
export const modeNotes = ({ steps }: Playbook, mode: Mode): readonly string[] => {
  const lacking = LACKS[mode]
  const working = steps.filter(({ step }) => step.systems.length > 0)
  if (lacking === null || working.length === 0) return []
  if (!working.every(({ step }) => step.systems.includes(lacking))) return []
  return [
    `nothing of it applies here: its steps need ${NAMES[lacking]}, which this organisation does not have (mode: ${mode})`,
  ]
}
