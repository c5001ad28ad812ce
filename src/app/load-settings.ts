import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Config } from '../config/config.ts'
import { findConfig } from '../config/find-config.ts'
import { loadConfig } from '../config/load-config.ts'
import { practiceConfig, practised } from '../config/practice-config.ts'
import { Fault, Faults } from '../model/fault.ts'
import { fileProblem } from './file-problem.ts'
import type { Host } from './host.ts'

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

/** Playbooks that come with Joinery, for an organisation that has none of its own. */
const shipped = join(import.meta.dirname, '..', '..', 'playbooks')

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
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (cause) {
    throw new Fault('cli/file-missing', { file, why: fileProblem(cause) }, { cause })
  }
  const loaded = loadConfig(text, file)
  if (!loaded.ok) throw new Faults(loaded.faults)
  return loaded.value
}

const withShipped = (config: Config): Config => {
  if (config.playbooks.given || existsSync(config.playbooks.path)) return config
  const standard = (setting: Config['naming'], name: string): Config['naming'] =>
    setting.given ? setting : { path: join(shipped, 'shared', name), given: false }
  return {
    ...config,
    playbooks: { path: shipped, given: false },
    naming: standard(config.naming, 'naming.yaml'),
    roles: standard(config.roles, 'roles.yaml'),
  }
}
