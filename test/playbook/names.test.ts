import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Person } from '../../src/model/person.ts'
import { foldName } from '../../src/playbook/names/fold-name.ts'
import { nameConcerns } from '../../src/playbook/names/name-concerns.ts'
import { loadNaming } from '../../src/playbook/naming.ts'
import type { Names } from '../../src/steps/name-candidates.ts'
import { value } from '../support/checked.ts'

interface NameRow {
  readonly id: string
  readonly employeeId: string
  readonly given: string
  readonly surname: string
  readonly tags: readonly string[]
  readonly latin?: { readonly given: string; readonly surname: string }
  readonly fold: { readonly given: string; readonly surname: string }
  readonly expect: {
    readonly samPattern: string
    readonly samMax: number
    readonly displayNameKept: 'exact-NFC' | 'trim-and-collapse' | 'flag-for-review'
  }
}

const rows: readonly NameRow[] = readFileSync(new URL('../corpus/names.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as NameRow)
const shared = readFileSync(new URL('../../playbooks/shared/naming.yaml', import.meta.url), 'utf8')
const naming = value(loadNaming(shared, 'naming.yaml', { name: 'Contoso', mailDomain: 'contoso.com' }))

const personOf = ({ employeeId, given, surname, latin }: NameRow): Person => ({
  employeeId,
  ...(given ? { givenName: given } : {}),
  ...(surname ? { surname } : {}),
  ...(latin ? { latinGivenName: latin.given, latinSurname: latin.surname } : {}),
})

/** Names for everybody, each the first that nobody before has. */
const nameAll = (): ReadonlyMap<string, Names> => {
  const taken = new Set<string>()
  const named = new Map<string, Names>()
  for (const row of rows) {
    for (const names of naming.candidates(personOf(row))) {
      if (taken.has(names.username) || taken.has(names.upn)) continue
      taken.add(names.username).add(names.upn)
      named.set(row.id, names)
      break
    }
  }
  return named
}

describe('every person of the corpus of names', () => {
  const named = nameAll()
  const namesOf = (row: NameRow): Names => named.get(row.id) as Names

  test.each(rows)(
    '$id $given $surname gets a user name, addresses and shown names that meet what is expected',
    (row) => {
      const { username, upn, mail, displayName, cn } = namesOf(row)

      expect(username).toMatch(new RegExp(row.expect.samPattern))
      expect(username.length).toBeLessThanOrEqual(row.expect.samMax)
      expect(username).not.toMatch(/\.\.|^\.|\.$/)
      expect([
        'administrator',
        'admin',
        'root',
        'guest',
        'krbtgt',
        'null',
        'con',
        'nul',
        'aux',
        'prn',
        'test',
      ]).not.toContain(username)
      for (const address of [upn, mail]) expect(address).toMatch(/^[A-Za-z0-9'._!#^~-]+@contoso\.com$/)
      const given = [row.given, row.surname].filter(Boolean).join(' ').normalize('NFC')
      const kept = row.expect.displayNameKept === 'exact-NFC' ? given : given.replace(/\s+/gu, ' ').trim()
      expect(displayName).toBe(kept)
      expect(cn).toBe(kept.slice(0, 64))
    },
  )

  test('all of them are different', () => {
    expect(named.size).toBe(rows.length)
    expect(new Set([...named.values()].map(({ username }) => username)).size).toBe(rows.length)
  })

  test('the same people get the same names again', () => {
    expect(nameAll()).toEqual(named)
  })

  test.each(rows)('$id $given $surname folds to the accepted spelling', (row) => {
    const source = row.latin ?? row

    const folds = { given: foldName(source.given), surname: foldName(source.surname) }

    expect(folds).toEqual(row.fold)
  })

  test.each(rows.filter(({ tags }) => tags.includes('german')))(
    '$id $given $surname keeps the accepted spelling with German rules, where ü is ue',
    (row) => {
      const plain = (name: string): string =>
        foldName(name, 'de').replace(/ae/g, 'a').replace(/oe/g, 'o').replace(/ue/g, 'u')
      const accepted = (name: string): string => name.replace(/ae/g, 'a').replace(/oe/g, 'o').replace(/ue/g, 'u')

      expect(plain(row.given)).toBe(accepted(row.fold.given))
      expect(plain(row.surname)).toBe(accepted(row.fold.surname))
    },
  )

  test.each(rows)('$id $given $surname is flagged for review only where something is odd', (row) => {
    // Letters swapped for others of the same shape are seen only where the word cannot be read otherwise.
    const flagged = nameConcerns(personOf(row)).length > 0

    expect(flagged).toBe(row.expect.displayNameKept === 'flag-for-review')
  })
})
