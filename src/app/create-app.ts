import { refuseNodeDebug } from '../config/refuse-node-debug.ts'
import { Fault } from '../model/fault.ts'
import { adoptCommands } from './adopt-commands.ts'
import type { App } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { auditCommands } from './audit-commands.ts'
import { testCommand } from './cases/test-command.ts'
import { openCorrelation } from './correlation.ts'
import { feedCommands } from './feed-commands.ts'
import type { Host } from './host.ts'
import { loadSettings, type Settings, type SettingsOptions } from './load-settings.ts'
import { lookupCommands } from './lookup-commands.ts'
import { once } from './once.ts'
import { openState } from './open-state.ts'
import { openSystems, type Systems } from './open-systems.ts'
import { planCommand } from './plan-command.ts'
import { planFileCommands } from './plan-file-commands.ts'
import { planGroupChange } from './plan-group-change.ts'
import { playbookCommands } from './playbook-commands.ts'
import { practiceCommands } from './practice-commands.ts'
import { faultEntries, stepEntries } from './reference-entries.ts'
import { runCommands } from './run-commands.ts'
import { scheduleCommands } from './schedule-commands.ts'
import { serveCommand } from './serve-command.ts'
import { stateCommands } from './state-commands.ts'
import { undoCommand } from './undo-command.ts'
import { workerCommand } from './worker-command.ts'

/**
 * The application over one machine and one configuration. Configuration and systems are opened when a command first needs them, so that
 * `joinery steps` works without either. `tell` shows the user something that cannot wait, such as the code of a device sign-in.
 */
export const createApp = async (options: SettingsOptions, host: Host, tell: (text: string) => void): Promise<App> => {
  const unsafe = refuseNodeDebug(host.env)
  if (unsafe) throw unsafe
  const { parts, close } = openParts(options, host, tell)
  const app: App = {
    read: async () => (await parts.systems({ readOnly: false })).readers,
    plan: planCommand(parts),
    ...planFileCommands(host),
    ...runCommands(parts),
    ...scheduleCommands(parts, () => app),
    ...workerCommand(parts, () => app),
    ...serveCommand(parts, () => app),
    planUndo: undoCommand(parts),
    ...auditCommands(parts),
    ...stateCommands(parts),
    ...playbookCommands(parts),
    ...lookupCommands(parts),
    planGroupChange: planGroupChange(parts),
    ...adoptCommands(parts),
    ...feedCommands(parts),
    ...practiceCommands(parts),
    ...testCommand(parts, (own, ownHost) => createApp(own, ownHost, () => undefined)),
    steps: stepEntries,
    faults: faultEntries,
    close,
  }
  return app
}

const openParts = (
  options: SettingsOptions,
  host: Host,
  tell: (text: string) => void,
): { readonly parts: AppParts; close(): Promise<void> } => {
  const settings = once(() => loadSettings(options, host))
  const correlation = openCorrelation(host)
  let systems: Promise<Systems> | undefined
  const state = openState(settings, host, tell)
  const parts: AppParts = {
    host,
    correlation,
    settings,
    settingsOrPractice: once(() => settings().catch(orPractice(host))),
    async systems(how) {
      const { config, folder } = await settings()
      systems ??= openSystems(config, { ...how, folder, tell, correlation: correlation.current }, host)
      return systems
    },
    journal: state.journal,
    journalIfAny: state.journalIfAny,
  }
  const close = async (): Promise<void> => {
    await (await systems?.catch(() => undefined))?.close()
    await state.close()
  }
  return { parts, close }
}

const orPractice =
  (host: Host) =>
  (thrown: unknown): Promise<Settings> => {
    if (!(thrown instanceof Fault) || thrown.code !== 'config/not-found') throw thrown
    return loadSettings({ config: null, practice: true }, host)
  }
