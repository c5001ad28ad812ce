import { existsSync } from 'node:fs'
import { readFile, realpath, stat } from 'node:fs/promises'
import type { Config } from '../config/config.ts'
import { type KnownNames, loadPolicy } from '../config/load-policy.ts'
import { whyNotTrusted } from '../config/why-not-trusted.ts'
import { readYaml } from '../files/read-yaml.ts'
import { Fault, Faults } from '../model/fault.ts'
import { defaultPolicy, type Policy } from '../model/policy.ts'
import { fileProblem } from './file-problem.ts'
import { playbookNames } from './load-playbooks.ts'

/** The organisation's policy; safe defaults where there is no file. Throws everything that is wrong with it. */
export const loadPolicyFile = async (config: Config): Promise<Policy> => {
  const { path, given } = config.policy
  if (!given && !existsSync(path)) return defaultPolicy
  await refuseUntrusted(config)
  const loaded = loadPolicy(await readText(path), path, await knownNames(config))
  if (!loaded.ok) throw new Faults(loaded.faults)
  return loaded.value
}

const refuseUntrusted = async ({ policy, playbooks }: Config): Promise<void> => {
  const { path } = policy
  const real = await realpath(path).catch((cause: unknown) => {
    throw missing(path, cause)
  })
  const { mode, uid } = await stat(real)
  const why = whyNotTrusted({
    path: real,
    playbooks: await realpath(playbooks.path).catch(() => playbooks.path),
    mode,
    owner: uid,
    user: process.getuid?.() ?? null,
  })
  if (why) throw new Fault('config/policy-not-trusted', { file: path, why, mode: /mode/.test(why) ? mode : undefined })
}

const missing = (file: string, cause: unknown): Fault =>
  new Fault('cli/file-missing', { file, why: fileProblem(cause) }, { cause })

const readText = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw missing(path, cause)
  }
}

/** A file of roles that cannot be read is reported where it is used. */
const knownNames = async (config: Config): Promise<KnownNames> => {
  const text = await readFile(config.roles.path, 'utf8').catch(() => '')
  const read = readYaml(text, config.roles.path)
  const { role } = ((read.ok ? read.value.value : null) ?? {}) as { readonly role?: unknown }
  return {
    playbooks: await playbookNames(config),
    roles: typeof role === 'object' && role !== null ? Object.keys(role) : [],
  }
}
