import type { Config } from '../config/config.ts'
import { type Fault, Faults } from '../model/fault.ts'
import { showPosition } from '../model/source-position.ts'
import type { App } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { loadPlaybookFile, playbookFile, playbookNames } from './load-playbooks.ts'
import { loadPolicyFile } from './load-policy-file.ts'
import { permissionNeeds } from './permission-needs.ts'

/** The commands about playbooks as they are written; they ask no system. */
export const playbookCommands = ({ host, settingsOrPractice }: AppParts): Pick<App, 'check' | 'permissions'> => ({
  async check(names) {
    const { config } = await settingsOrPractice()
    const policy = await loadPolicyFile(config)
    const isNew = unseen()
    const findings = []
    for (const name of await wanted(names, config)) {
      const file = await playbookFile(name, config, host.cwd)
      const loaded = await loadPlaybookFile(file, config, host.cwd, policy)
      const steps = loaded.ok ? loaded.value.playbook.steps.length : 0
      findings.push({ playbook: name, file, steps, faults: loaded.ok ? [] : loaded.faults.filter(isNew) })
    }
    return findings
  },

  async permissions(names) {
    const { config } = await settingsOrPractice()
    const policy = await loadPolicyFile(config)
    const playbooks = []
    for (const name of await wanted(names, config)) {
      const loaded = await loadPlaybookFile(await playbookFile(name, config, host.cwd), config, host.cwd, policy)
      if (!loaded.ok) throw new Faults(loaded.faults)
      playbooks.push(loaded.value.playbook)
    }
    return permissionNeeds(playbooks, config.organisation.mode)
  },
})

const wanted = async (names: readonly string[], config: Config): Promise<readonly string[]> =>
  names.length > 0 ? names : playbookNames(config)

/** What is wrong with the names or roles of the house is found with every playbook, and told once. */
const unseen = (): ((fault: Fault) => boolean) => {
  const seen = new Set<string>()
  return ({ where, code, message }) => {
    const key = `${where ? showPosition(where) : ''} ${code} ${message}`
    return !seen.has(key) && seen.add(key) !== undefined
  }
}
