import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type People, type PeopleInput, readPeople } from '../feed/read-people.ts'
import { type Checked, Fault } from '../model/fault.ts'
import type { JsonObject } from '../model/json.ts'
import { fileProblem } from './file-problem.ts'
import type { Host } from './host.ts'

/** Stands for the name of a file where people were given as data: places in it are those of the data as indented JSON. */
const DATA = 'people.json'

/** People from the files of a command line, `-` being standard input, and people given as data. All findings are answered together. */
export const readInputs = async (
  inputs: readonly string[],
  given: readonly JsonObject[],
  host: Host,
): Promise<Checked<People>> => {
  const files: PeopleInput[] =
    given.length > 0 ? [{ name: DATA, bytes: Buffer.from(JSON.stringify({ people: given }, null, 2)) }] : []
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
