import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Person } from '../../../src/model/person.ts'
import { adele } from '../../support/plan-with.ts'
import { root } from '../../support/source-files.ts'

interface CorpusName {
  readonly employeeId: string
  readonly given?: string
  readonly surname?: string
  readonly latin?: { readonly given?: string; readonly surname?: string }
}

const names: readonly CorpusName[] = readFileSync(join(root, 'test/corpus/names.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as CorpusName)
  .filter(({ given, surname }) => given && surname)

/** A new hire of Sales: Adele Vance, or for other seeds somebody of the corpus of names. */
export const sweepPerson = (seed: number): Person => {
  const name = names[(seed * 41) % names.length]
  if (seed === 0 || !name) return adele
  const { given = '', surname = '', latin } = name
  return {
    ...adele,
    employeeId: `07${String(seed).padStart(3, '0')}`,
    givenName: given,
    surname,
    ...(latin?.given ? { latinGivenName: latin.given } : {}),
    ...(latin?.surname ? { latinSurname: latin.surname } : {}),
  }
}
