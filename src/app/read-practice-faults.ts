import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { checkShape } from '../files/check-shape.ts'
import { readYaml } from '../files/read-yaml.ts'
import { Fault, Faults } from '../model/fault.ts'
import type { PracticeFaultSettings } from '../model/practice-fault-settings.ts'
import { faultsNamed } from '../practice/faults/named-faults.ts'
import { fileProblem } from './file-problem.ts'

/** Something with an ending or a folder is a file; a bare word is a name. */
const isFile = (text: string): boolean => /[./\\]/.test(text)

/**
 * The faults that `--faults` asks for: of a name, or of a file in YAML or JSON. Throws `practice/unknown-faults`, `cli/file-missing`, or
 * everything that is wrong with the file.
 */
export const readPracticeFaults = async (given: string, cwd: string): Promise<PracticeFaultSettings> => {
  if (!isFile(given)) return faultsNamed(given)
  const { practiceFaultSettings } = await import('../model/practice-fault-settings.ts')
  const source = readYaml(await textOf(resolve(cwd, given)), given)
  if (!source.ok) throw new Faults(source.faults)
  const checked = checkShape(practiceFaultSettings, source.value)
  if (!checked.ok) throw new Faults(checked.faults)
  return checked.value
}

const textOf = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new Fault('cli/file-missing', { file, why: fileProblem(cause) }, { cause })
  }
}
