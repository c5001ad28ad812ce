import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Config, PathSetting } from '../config/config.ts'
import { findConfig } from '../config/find-config.ts'
import { loadConfig } from '../config/load-config.ts'
import { practiceConfig, practised } from '../config/practice-config.ts'
import { decodeText } from '../files/decode-text.ts'
import { Fault, Faults } from '../model/fault.ts'
import { fileProblem } from './file-problem.ts'
import type { Host } from './host.ts'
import { shippedPlaybooks } from './shipped.ts'

export interface SettingsOptions {
  /** `--config`. */
  readonly config: string | null
  /** `--practice`. */
  readonly practice: boolean
}

/** The configuration, and the folder that relative paths of playbooks count from. */
export interface Settings {
  readonly config: Config
  readonly folder: string
}

/** Finds and checks joinery.yaml. Without one there is the practice tenant, if it was asked for; else `config/not-found`. */
export const loadSettings = async (options: SettingsOptions, host: Pick<Host, 'cwd'>): Promise<Settings> => {
  const file = options.config === null ? findConfig(host.cwd, existsSync) : resolve(host.cwd, options.config)
  if (file === null) {
    if (!options.practice) throw new Fault('config/not-found', { folder: host.cwd })
    return { config: withShipped(practiceConfig(host.cwd)), folder: host.cwd }
  }
  const config = await readConfig(file)
  return { config: withShipped(options.practice ? practised(config) : config), folder: dirname(file) }
}

const readConfig = async (file: string): Promise<Config> => {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new Fault('cli/file-missing', { file, why: fileProblem(cause) }, { cause })
  })
  const text = decodeText(bytes, file)
  if (!text.ok) throw new Faults(text.faults)
  const loaded = loadConfig(text.value, file)
  if (!loaded.ok) throw new Faults(loaded.faults)
  return loaded.value
}

/**
 * What comes with Joinery stands in for what the organisation has not written. Roles are the exception: with a folder of its own, an organisation
 * that has no roles gives nothing by them.
 */
const withShipped = (config: Config): Config => {
  const { playbooks, naming, roles } = config
  const standard = (setting: PathSetting, name: string): PathSetting =>
    setting.given || existsSync(setting.path) ? setting : { path: join(shippedPlaybooks, 'shared', name), given: false }
  const withNaming = { ...config, naming: standard(naming, 'naming.yaml') }
  if (playbooks.given || existsSync(playbooks.path)) return withNaming
  return { ...withNaming, playbooks: { path: shippedPlaybooks, given: false }, roles: standard(roles, 'roles.yaml') }
}
