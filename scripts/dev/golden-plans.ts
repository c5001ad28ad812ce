import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../src/app/create-app.ts'
import { systemHost } from '../../src/app/system-host.ts'
import { createPaint } from '../../src/cli/views/paint.ts'
import { planText } from '../../src/cli/views/plan-text.ts'
import { Faults } from '../../src/model/fault.ts'
import type { Mode } from '../../src/model/glossary.ts'

const root = join(import.meta.dirname, '..', '..')
const folder = join(root, 'playbooks')
const AT = Date.parse('2026-11-16T08:00:00Z')
const MODES: readonly Mode[] = ['hybrid', 'cloud', 'ad']

const configOf = (mode: Mode): string =>
  [
    `organisation: { name: Contoso, mode: ${mode}, mailDomain: contoso.com }`,
    ...(mode === 'cloud' ? [] : ['ad: practice']),
    ...(mode === 'ad' ? [] : ['entra: practice']),
  ].join('\n')

/** A playbook that comes along, and its sample input for a mode; some samples differ where accounts are made in the cloud. */
interface Shipped {
  readonly playbook: string
  readonly sample: string | null
}

const shippedFor = async (mode: Mode): Promise<readonly Shipped[]> => {
  const names = (await readdir(folder)).filter((name) => existsSync(join(folder, name, 'playbook.yaml'))).sort()
  return names.map((playbook) => {
    const text = readFileSync(join(folder, playbook, 'playbook.yaml'), 'utf8')
    const sample = /^sample: (\S+)$/m.exec(text)?.[1]
    if (sample === undefined) return { playbook, sample: null }
    const ofMode = sample.replace(/\.yaml$/, `.${mode}.yaml`)
    return { playbook, sample: existsSync(join(folder, playbook, ofMode)) ? ofMode : sample }
  })
}

/** The plans of all samples on a fresh practice company, as they are shown. Ids of plans change with everything and are left out. */
const plansOfMode = async (mode: Mode): Promise<ReadonlyMap<string, string>> => {
  const home = await mkdtemp(join(tmpdir(), 'joinery-golden-'))
  const config = join(home, 'joinery.yaml')
  await writeFile(config, configOf(mode))
  const machine = systemHost(new AbortController().signal)
  const host = { ...machine, cwd: root, clock: { ...machine.clock, now: () => AT }, actor: 'adele@workstation' }
  const app = await createApp({ config, practice: false }, host, () => undefined)
  const plans = new Map<string, string>()
  try {
    for (const { playbook, sample } of await shippedFor(mode)) {
      const inputs = sample === null ? [] : [`playbooks/${playbook}/${sample}`]
      const planned = await app.plan({ playbook, inputs, readOnly: true })
      if (!planned.ok) throw new Faults(planned.faults)
      const text = planText(planned.value.plan, createPaint(false)).replace(/^Plan \w+/, 'Plan')
      plans.set(`playbooks/${playbook}/plan.${mode}.txt`, `${text}\n`)
    }
    return plans
  } finally {
    await app.close()
    await rm(home, { recursive: true, force: true })
  }
}

/** The expected plan of each playbook's sample in each mode, by its path in the repository. */
export const goldenPlans = async (): Promise<ReadonlyMap<string, string>> => {
  const modes = await Promise.all(MODES.map(plansOfMode))
  return new Map(modes.flatMap((plans) => [...plans]))
}
