import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The repository's folder. */
export const root = join(import.meta.dirname, '..', '..')

/** Text of every file below a folder of the repository that fits the pattern, by path relative to that folder. */
export const sourceFiles = (folder: string, pattern = '**/*.ts'): ReadonlyMap<string, string> => {
  const base = join(root, folder)
  const names = globSync(pattern, { cwd: base }).map((name) => name.replaceAll('\\', '/'))
  return new Map(names.sort().map((name) => [name, readFileSync(join(base, name), 'utf8')]))
}
