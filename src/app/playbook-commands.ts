import { existsSync } from 'node:fs'
import type { Config } from '../config/config.ts'
import { type Fault, Faults } from '../model/fault.ts'
import type { PlaybookFinding } from '../model/reference.ts'
import { showPosition } from '../model/source-position.ts'
import type { App } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { checkRolesOnline } from './check-roles-online.ts'
import { loadPlaybookFile, playbookFile, playbookNames, shownPath } from './load-playbooks.ts'
import { loadPolicyFile } from './load-policy-file.ts'
import { modeNotes } from './mode-notes.ts'
import { permissionNeeds } from './permission-needs.ts'

/** The commands about playbooks as they are written; they ask no system unless they are told to. */
export const playbookCommands = (parts: AppParts): Pick<App, 'check' | 'permissions'> => ({
  async check(names, online) {
    const { host } = parts
    const { config } = await (online ? parts.settings() : parts.settingsOrPractice())
    const policy = await loadPolicyFile(config)
    const isNew = unseen()
    const findings = []
    for (const name of await wanted(names, config)) {
      const file = await playbookFile(name, config, host.cwd)
      const loaded = await loadPlaybookFile(file, config, host.cwd, policy)
      const steps = loaded.ok ? loaded.value.playbook.steps.length : 0
      const notes = loaded.ok ? modeNotes(loaded.value.playbook, config.organisation.mode) : []
      const faults = loaded.ok ? [] : loaded.faults.filter(isNew)
      findings.push({ playbook: name, file, steps, faults, ...(notes.length > 0 ? { notes } : {}) })
    }
    const sound = findings.every(({ faults }) => faults.length === 0)
    return online && sound ? [...findings, await rolesOnline(parts, config)] : findings
  },

  async permissions(names) {
    const { host, settingsOrPractice } = parts
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

const rolesOnline = async (parts: AppParts, { roles }: Config): Promise<PlaybookFinding> => {
  const shown = shownPath(roles.path, parts.host.cwd)
  const { readers } = await parts.systems({ readOnly: true })
  const faults = existsSync(roles.path) ? await checkRolesOnline(roles.path, shown, readers) : []
  return { playbook: 'roles', file: roles.path, steps: 0, faults }
}

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
