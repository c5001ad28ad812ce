import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { dirname, join, parse, resolve } from 'node:path'
import pLimit from 'p-limit'
import type { Config } from '../../config/config.ts'
import { type Checked, type Fault, Faults } from '../../model/fault.ts'
import type { CaseMode, PlaybookCase } from '../../model/playbook-case.ts'
import type { App } from '../app.ts'
import type { AppParts } from '../app-parts.ts'
import { loadPlaybookFile, playbookFile, playbookNames, shownPath } from '../load-playbooks.ts'
import { loadPolicyFile } from '../load-policy-file.ts'
import { junitXml } from './junit-xml.ts'
import { loadCases } from './load-cases.ts'
import { type CaseDeps, type CaseOrder, runCase } from './run-case.ts'
import { waitForChange } from './wait-for-change.ts'

/** Each has servers of its own, which mostly wait for one another. */
const SIDE_BY_SIDE = 2 * availableParallelism()

/** Runs the cases of playbooks, side by side, each on a practice company of its own. */
export const testCommand = (parts: AppParts, openApp: CaseDeps['openApp']): Pick<App, 'test' | 'playbooksChanged'> => ({
  async test({ playbooks, only, junit, told }) {
    const { host } = parts
    const { config } = await parts.settingsOrPractice()
    const names = playbooks.length > 0 ? playbooks : await playbookNames(config)
    const orders = await allOrders(parts, config, names)
    if (!orders.ok) throw new Faults(orders.faults)
    const wanted = orders.value.filter(({ one }) => only === null || one.name.includes(only))
    const limit = pLimit(SIDE_BY_SIDE)
    const results = await Promise.all(
      wanted.map((order) =>
        limit(async () => {
          const result = await runCase(order, { host, config, openApp })
          told(result)
          return result
        }),
      ),
    )
    if (junit !== null) await writeFile(resolve(host.cwd, junit), junitXml(results))
    return results
  },
  async playbooksChanged(signal) {
    const { config } = await parts.settingsOrPractice()
    const folders = [config.playbooks.path, dirname(config.roles.path), dirname(config.naming.path)]
    await waitForChange([...new Set(folders)], signal)
  },
})

const allOrders = async (
  parts: AppParts,
  config: Config,
  names: readonly string[],
): Promise<Checked<readonly CaseOrder[]>> => {
  const orders: CaseOrder[] = []
  const faults: Fault[] = []
  for (const name of names) {
    const found = await ordersOf(parts, config, name)
    if (found.ok) orders.push(...found.value)
    else faults.push(...found.faults)
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: orders }
}

const ordersOf = async (
  { host: { cwd } }: AppParts,
  config: Config,
  name: string,
): Promise<Checked<readonly CaseOrder[]>> => {
  const file = await playbookFile(name, config, cwd)
  const loaded = await loadPlaybookFile(file, config, cwd, await loadPolicyFile(config))
  if (!loaded.ok) return loaded
  const cases = await loadCases(file, (path) => shownPath(path, cwd))
  if (!cases.ok) return cases
  const { sample } = loaded.value.playbook
  const order = (one: PlaybookCase, mode: CaseMode): CaseOrder => ({
    playbook: loaded.value.playbook.name,
    file,
    sample: sample === null ? null : sampleFor(mode, join(dirname(file), sample)),
    mode,
    one,
  })
  return {
    ok: true,
    value: cases.value.flatMap((one) => (one.modes ?? (['hybrid'] as const)).map((mode) => order(one, mode))),
  }
}

/** `leaver.cloud.yaml` stands beside `leaver.yaml` where somebody else is needed in cloud mode. */
const sampleFor = (mode: CaseMode, sample: string): string => {
  const { dir, name, ext } = parse(sample)
  const ofMode = join(dir, `${name}.${mode}${ext}`)
  return existsSync(ofMode) ? ofMode : sample
}
