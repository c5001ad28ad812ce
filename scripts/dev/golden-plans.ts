import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../src/app/create-app.ts'
import { systemHost } from '../../src/app/system-host.ts'
import { createPaint } from '../../src/cli/views/paint.ts'
import { planText } from '../../src/cli/views/plan-text.ts'
import { Faults } from '../../src/model/fault.ts'
import type { Mode } from '../../src/model/glossary.ts'

const root = join(import.meta.dirname, '..', '..')
const AT = Date.parse('2026-11-16T08:00:00Z')
const MODES: readonly Mode[] = ['hybrid', 'cloud', 'ad']

const configOf = (mode: Mode): string =>
  [
    `organisation: { name: Contoso, mode: ${mode}, mailDomain: contoso.com }`,
    ...(mode === 'cloud' ? [] : ['ad: practice']),
    ...(mode === 'ad' ? [] : ['entra: practice']),
  ].join('\n')

/** The plan of a playbook's sample on a fresh practice company, as it is shown. Its id changes with everything and is left out. */
const planOfSample = async (playbook: string, sample: string, mode: Mode): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'joinery-golden-'))
  const config = join(folder, 'joinery.yaml')
  await writeFile(config, configOf(mode))
  const machine = systemHost(new AbortController().signal)
  const host = { ...machine, cwd: root, clock: { ...machine.clock, now: () => AT }, actor: 'adele@workstation' }
  const app = await createApp({ config, practice: false }, host, () => undefined)
  try {
    const planned = await app.plan({ playbook, inputs: [sample], readOnly: true })
    if (!planned.ok) throw new Faults(planned.faults)
    return `${planText(planned.value.plan, createPaint(false)).replace(/^Plan \w+/, 'Plan')}\n`
  } finally {
    await app.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** The expected plan of each playbook's sample in each mode, by its path in the repository. */
export const goldenPlans = async (): Promise<ReadonlyMap<string, string>> => {
  const plans = new Map<string, string>()
  for (const mode of MODES) {
    const text = await planOfSample('onboard', 'playbooks/onboard/new-hire.yaml', mode)
    plans.set(`playbooks/onboard/plan.${mode}.txt`, text)
  }
  return plans
}
