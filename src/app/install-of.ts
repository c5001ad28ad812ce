import { fileURLToPath } from 'node:url'
import { cronLine, fitsCron } from '../lifecycle/install/cron-line.ts'
import type { InstallSettings } from '../lifecycle/install/install-settings.ts'
import { systemdFiles } from '../lifecycle/install/systemd-files.ts'
import { taskXml } from '../lifecycle/install/task-xml.ts'
import { Fault } from '../model/fault.ts'
import type { HostInstall } from '../model/schedule-report.ts'
import type { Host } from './host.ts'
import type { InstallOrder } from './install-order.ts'
import type { Settings } from './load-settings.ts'

const MINUTE_MS = 60_000

/** The command of this installation, whether it is built or runs from its sources. */
const program = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../bin.ts' : '../bin.js', import.meta.url))

/** How a machine is told to run the schedule of this configuration every few minutes. */
export const installOf = (settings: Settings, order: InstallOrder, { cwd }: Pick<Host, 'cwd'>): HostInstall => {
  if (order.serve && order.as !== 'systemd')
    throw new Fault('cli/usage', {
      problem: `--serve is for --as systemd; ${order.as} starts one pass after the other`,
    })
  const own = installSettings(settings, order, cwd)
  if (order.as === 'systemd') return systemdFiles(own)
  if (order.as === 'task-scheduler') return taskXml(own)
  if (fitsCron(own.minutes)) return cronLine(own)
  const problem = `cron cannot do every ${own.minutes} minutes evenly; --every takes 1m, 2m, 5m, 10m, 15m, 30m, 1h and the like`
  throw new Fault('cli/usage', { problem })
}

const installSettings = ({ config, folder }: Settings, order: InstallOrder, cwd: string): InstallSettings => {
  const minutes = order.everyMs / MINUTE_MS
  if (!Number.isInteger(minutes) || minutes < 1)
    throw new Fault('cli/usage', { problem: '--every takes whole minutes here, such as 5m' })
  const refs = secretRefs(config)
  const named = (form: string): readonly string[] => [
    ...new Set(refs.flatMap(([one, target]) => (one === form ? [target] : []))),
  ]
  return {
    command: [
      process.execPath,
      program,
      ...(order.serve ? ['serve'] : ['schedule', 'work', '--once', '--every', `${minutes}m`]),
      ...(config.file === null ? [] : ['--config', config.file]),
      ...(order.practice ? ['--practice'] : []),
      // cron mails whatever is printed.
      ...(order.as === 'cron' ? ['--quiet'] : []),
    ],
    folder: config.file === null ? cwd : folder,
    minutes,
    serves: order.serve,
    variables: named('env'),
    secretFiles: named('file'),
    usesKeyring: named('keyring').length > 0,
  }
}

const FORMS: ReadonlySet<string> = new Set(['env', 'file', 'keyring', 'vault'])

/** Every reference to a secret in the configuration, as form and target. */
const secretRefs = (value: unknown): readonly (readonly [string, string])[] => {
  if (typeof value !== 'object' || value === null) return []
  const entries = Object.entries(value)
  const [form, target] = entries[0] ?? []
  if (entries.length === 1 && form !== undefined && FORMS.has(form) && typeof target === 'string')
    return [[form, target]]
  return entries.flatMap(([, inner]) => secretRefs(inner))
}
