import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { whyNoEmployeeId } from '../feed/employee-id.ts'
import { whyNoAddress } from '../feed/mail-text.ts'
import type { PersonSetting } from '../feed/person-settings.ts'
import type { PeopleInput } from '../feed/read-people.ts'
import { didYouMean } from '../model/did-you-mean.ts'
import { Fault } from '../model/fault.ts'
import type { JsonObject } from '../model/json.ts'
import type { SourcePosition } from '../model/source-position.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { fileProblem } from './file-problem.ts'
import type { Host } from './host.ts'

/** Stands for the name of a file where people were given as data: places in it are those of the data as indented JSON. */
const DATA = 'people.json'
const COMMAND_LINE = 'command line'

/** Somebody who is named by employee number or address, and where. */
export interface PersonWord {
  readonly text: string
  readonly where: SourcePosition
}

/** What the words of a command line turned out to be. */
export interface Inputs {
  readonly files: readonly PeopleInput[]
  readonly people: readonly PersonWord[]
  readonly faults: readonly Fault[]
}

interface Given {
  readonly inputs: readonly string[]
  readonly people: readonly JsonObject[]
}

/**
 * Reads the files of a command line, `-` being standard input, and takes people who were given as data for one more. A word that is no file names
 * a person where the playbook works on people who have an account. `playbook` is null where it could not be read.
 */
export const readInputs = async (given: Given, playbook: Playbook | null, host: Host): Promise<Inputs> => {
  const files: PeopleInput[] =
    given.people.length > 0
      ? [{ name: DATA, bytes: Buffer.from(JSON.stringify({ people: given.people }, null, 2)) }]
      : []
  const people: PersonWord[] = []
  const faults: Fault[] = []
  for (const [index, name] of given.inputs.entries()) {
    try {
      files.push({ name, bytes: name === '-' ? await host.readStdin() : await readFile(resolve(host.cwd, name)) })
    } catch (cause) {
      const isPerson = isMissing(cause) && looksLikePerson(name)
      if (isPerson && playbook?.people === 'existing') people.push({ text: name, where: wordAt(index) })
      else if (isPerson && playbook) faults.push(needsFile(name, playbook))
      else faults.push(await fileMissing(name, cause, host))
    }
  }
  return { files, people, faults }
}

const isMissing = (cause: unknown): boolean => (cause as { readonly code?: string }).code === 'ENOENT'

/** Addresses end in what may look like an ending of a file, so the @ is looked at first. */
const looksLikePerson = (text: string): boolean => {
  if (text.includes('@')) return whyNoAddress(text) === undefined
  return !/\.(ya?ml|json|csv|tsv|txt|xlsx?)$/i.test(text) && whyNoEmployeeId(text) === undefined
}

const wordAt = (index: number): SourcePosition => ({ file: COMMAND_LINE, line: 1, column: index + 1 })

const needsFile = (text: string, { name, sample }: Playbook): Fault =>
  new Fault('cli/needs-file', { text, playbook: name, sample: sample ?? undefined })

const fileMissing = async (name: string, cause: unknown, { cwd }: Host): Promise<Fault> => {
  const folder = dirname(resolve(cwd, name))
  const near = isMissing(cause) ? didYouMean(basename(name), await readdir(folder).catch(() => [])) : undefined
  const like = near && join(dirname(name), near)
  return new Fault('cli/file-missing', { file: name, why: fileProblem(cause), like }, { cause })
}

/** The words behind `--set`. Throws `cli/usage` for one without a name or without a `=`. */
export const readSettings = (words: readonly string[]): readonly PersonSetting[] =>
  words.map((word, index) => {
    const [, key, text] = /^([^=]+)=([\s\S]*)$/.exec(word) ?? []
    if (key === undefined || text === undefined)
      throw new Fault('cli/usage', { problem: `--set takes NAME=VALUE, not "${word}"` })
    return { key: key.trim(), text, where: { file: '--set', line: 1, column: index + 1 } }
  })
