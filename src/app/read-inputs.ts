import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type People, type PeopleInput, readPeople } from '../feed/read-people.ts'
import { type Checked, Fault } from '../model/fault.ts'
import { fileProblem } from './file-problem.ts'
import type { Host } from './host.ts'

/** People from the files of a command line, `-` being standard input. All findings of all files are answered together. */
export const readInputs = async (inputs: readonly string[], host: Host): Promise<Checked<People>> => {
  const files: PeopleInput[] = []
  const faults: Fault[] = []
  for (const name of inputs) {
    try {
      files.push({ name, bytes: name === '-' ? await host.readStdin() : await readFile(resolve(host.cwd, name)) })
    } catch (cause) {
      faults.push(new Fault('cli/file-missing', { file: name, why: fileProblem(cause) }, { cause }))
    }
  }
  const read = readPeople(files)
  if (faults.length > 0) return { ok: false, faults: [...faults, ...(read.ok ? [] : read.faults)] }
  return read
}
