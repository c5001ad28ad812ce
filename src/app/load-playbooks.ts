import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import type { Config } from '../config/config.ts'
import { decodeText } from '../files/decode-text.ts'
import { didYouMean } from '../model/did-you-mean.ts'
import { type Checked, Fault } from '../model/fault.ts'
import type { Policy } from '../model/policy.ts'
import { loadHouse } from '../playbook/load-house.ts'
import { loadPlaybook } from '../playbook/load-playbook.ts'
import type { House, Playbook } from '../playbook/playbook.ts'
import { steps } from '../steps/catalogue.ts'
import { fileProblem } from './file-problem.ts'
import { shippedPlaybooks } from './shipped.ts'

const FILE = 'playbook.yaml'

/** A playbook and the house it lives in. */
export interface LoadedPlaybook {
  readonly playbook: Playbook
  readonly house: House
}

const namesIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder).catch(() => [])
  return entries.filter((name) => existsSync(join(folder, name, FILE))).sort()
}

/** Names of the playbooks in the organisation's folder; where it has none, of those that come with Joinery. */
export const playbookNames = async ({ playbooks }: Config): Promise<readonly string[]> => {
  const own = await namesIn(playbooks.path)
  return own.length > 0 ? own : namesIn(shippedPlaybooks)
}

/**
 * The file of a playbook that is named by its folder or by a path. One that the organisation does not have is taken from those that come with
 * Joinery. Throws `cli/unknown-playbook`.
 */
export const playbookFile = async (name: string, config: Config, cwd: string): Promise<string> => {
  if (config.playbooks.given && !existsSync(config.playbooks.path)) throw noFolder(config.playbooks.path)
  const isPath = /[\\/]/.test(name) || /\.ya?ml$/.test(name)
  const path = isPath ? resolve(cwd, name) : join(config.playbooks.path, name)
  const found = await stat(path).catch(() => null)
  if (found?.isFile() && isPath) return path
  if (found?.isDirectory() && existsSync(join(path, FILE))) return join(path, FILE)
  const standard = join(shippedPlaybooks, name, FILE)
  if (!isPath && existsSync(standard)) return standard
  const known = [...new Set([...(await namesIn(config.playbooks.path)), ...(await namesIn(shippedPlaybooks))])].sort()
  throw new Fault('cli/unknown-playbook', {
    playbook: name,
    folder: config.playbooks.path,
    known: known.join(', ') || 'none',
    like: didYouMean(name, known),
  })
}

const noFolder = (folder: string): Fault =>
  new Fault('cli/file-missing', {
    file: folder,
    why: 'playbooks: in joinery.yaml names it, and there is no such folder',
  })

/** Reads and checks a playbook with the organisation's names and roles. All findings of the three files are answered together. */
export const loadPlaybookFile = async (
  file: string,
  config: Config,
  cwd: string,
  { privilege }: Pick<Policy, 'privilege'>,
): Promise<Checked<LoadedPlaybook>> => {
  const text = await readText(file, cwd)
  if (!text.ok) return text
  const named = privilege.filter(({ playbook }) => playbook === basename(dirname(file)))
  const loaded = await loadText(text.value, shownPath(file, cwd), config, cwd, {
    privilege,
    allowed: allowedNames(named),
  })
  return (loaded.ok && nameFits(loaded.value.playbook, file, cwd)) || loaded
}

/** Checks a playbook that stands in no file. */
export const loadPlaybookText = (
  text: string,
  config: Config,
  cwd: string,
  { privilege }: Pick<Policy, 'privilege'>,
): Promise<Checked<LoadedPlaybook>> => loadText(text, 'command line', config, cwd, { privilege, allowed: [] })

const loadText = async (
  text: string,
  shown: string,
  config: Config,
  cwd: string,
  { privilege, allowed }: { readonly privilege: Policy['privilege']; readonly allowed: readonly string[] },
): Promise<Checked<LoadedPlaybook>> => {
  const house = await loadHouseFiles(config, cwd, privilege)
  const loaded = loadPlaybook(text, shown, {
    steps,
    mode: config.organisation.mode,
    privilege: allowed,
    ...(house.ok ? { house: house.value } : {}),
  })
  if (loaded.ok && house.ok) return { ok: true, value: { playbook: loaded.value, house: house.value } }
  return { ok: false, faults: [...(loaded.ok ? [] : loaded.faults), ...(house.ok ? [] : house.faults)] }
}

/** A folder and the name inside are one name, so that plans, runs and the command line speak of the same thing. */
const nameFits = (playbook: Playbook, file: string, cwd: string): Checked<never> | null => {
  const folder = basename(dirname(file))
  if (basename(file) !== FILE || folder === playbook.name) return null
  const where = { file: shownPath(file, cwd), line: 1, column: 1 }
  return { ok: false, faults: [new Fault('playbook/name-differs', { name: playbook.name, folder }, { where })] }
}

/** Privileged names that may stand in a file. Whether they are given is decided by the guards, with a second person. */
const allowedNames = (rules: Policy['privilege']): readonly string[] =>
  rules.flatMap(({ groups, roles = [], accounts, ous }) => [...groups, ...roles, ...accounts, ...ous])

/** Reads and checks the files that belong to every playbook: names and roles. */
export const loadHouseFiles = async (
  config: Config,
  cwd: string,
  privilege: Policy['privilege'],
): Promise<Checked<House & { readonly hash: string }>> => {
  const naming = await readText(config.naming.path, cwd)
  if (!naming.ok) return naming
  const roles = config.roles.given || existsSync(config.roles.path) ? await readText(config.roles.path, cwd) : null
  if (roles && !roles.ok) return roles
  return loadHouse(
    {
      naming: { text: naming.value, file: shownPath(config.naming.path, cwd) },
      roles: roles ? { text: roles.value, file: shownPath(config.roles.path, cwd) } : null,
    },
    config.organisation,
    allowedNames(privilege),
  )
}

const readText = async (path: string, cwd: string): Promise<Checked<string>> => {
  try {
    return decodeText(await readFile(path), shownPath(path, cwd))
  } catch (cause) {
    return {
      ok: false,
      faults: [new Fault('cli/file-missing', { file: shownPath(path, cwd), why: fileProblem(cause) }, { cause })],
    }
  }
}

/** A path as somebody would type it: relative to where they are, unless that climbs out. */
export const shownPath = (path: string, cwd: string): string => {
  const short = relative(cwd, path)
  return short.startsWith('..') ? path : short
}
