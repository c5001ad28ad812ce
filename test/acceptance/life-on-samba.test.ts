import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expiryOf } from '../../src/changes/ad/account-expiry.ts'
import type { Person } from '../../src/model/person.ts'
import type { Plan, PlannedChange } from '../../src/model/plan.ts'
import type { RunReport } from '../../src/model/run.ts'
import { freshTag } from '../support/fresh-tag.ts'
import type { LdifEntry } from '../support/ldif.ts'
import { documentOf } from '../support/run-joinery.ts'
import { isSambaRequired, sambaMissing, sharedSamba } from '../support/shared-samba.ts'
import { root } from '../support/source-files.ts'
import { openSambaHouse, type SambaHouse } from './support/samba-house.ts'

const PEOPLE = 30

interface CorpusName {
  readonly employeeId: string
  readonly given?: string
  readonly surname?: string
  readonly latin?: { readonly given?: string; readonly surname?: string }
}

/** Thirty people of the corpus, from everywhere in it. */
const corpus = (): readonly CorpusName[] => {
  const lines = readFileSync(join(root, 'test/corpus/names.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
  const step = Math.floor(lines.length / PEOPLE)
  return Array.from({ length: PEOPLE }, (_, at) => JSON.parse(lines[at * step] ?? '') as CorpusName)
}

const personOf = ({ employeeId, given, surname, latin }: CorpusName, prefix: string): Person => ({
  employeeId: `${prefix}${employeeId}`,
  ...(given ? { givenName: given } : {}),
  ...(surname ? { surname } : {}),
  ...(latin?.given ? { latinGivenName: latin.given } : {}),
  ...(latin?.surname ? { latinSurname: latin.surname } : {}),
  department: 'Sales',
  title: 'Account Manager',
  country: 'GB',
  manager: `${prefix}0boss`,
})

/** What one account has to show after a plan: the last word on each attribute, and on each group. */
interface Wanted {
  readonly attributes: Map<string, readonly string[]>
  readonly groups: Map<string, boolean>
  dn: string | null
}

const texts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]).map(String)

/** Attributes that the server answers otherwise than they are written, or does not show. */
const UNSEEN = new Set(['objectclass', 'unicodepwd', 'cn', 'pwdlastset'])

const takeIn = (wanted: Wanted, { kind, target, after }: PlannedChange): void => {
  if (kind === 'ad.member.add' || kind === 'ad.member.remove') wanted.groups.set(target.name, kind === 'ad.member.add')
  if (kind === 'ad.entry.add') wanted.dn = target.name
  if (kind === 'ad.entry.move') wanted.dn = texts(after?.['distinguishedName'])[0] ?? null
  if (kind !== 'ad.entry.add' && kind !== 'ad.entry.modify') return
  for (const [name, value] of Object.entries(after ?? {}))
    if (!UNSEEN.has(name.toLowerCase())) wanted.attributes.set(name.toLowerCase(), texts(value))
}

/** By employeeId: what each person's account has to show. */
const wantedOf = (plan: Plan): ReadonlyMap<string, Wanted> => {
  const all = new Map<string, Wanted>()
  for (const change of plan.changes) {
    const wanted = all.get(change.person) ?? { attributes: new Map(), groups: new Map(), dn: null }
    takeIn(wanted, change)
    all.set(change.person, wanted)
  }
  return all
}

const sameValues = (name: string, found: readonly string[], wanted: readonly string[]): boolean => {
  if (name === 'accountexpires') return expiryOf(found) === expiryOf(wanted)
  return JSON.stringify([...found].sort()) === JSON.stringify([...wanted].sort())
}

const missing = sambaMissing()

if (missing) {
  test(`nobody lives through a real domain controller here: ${missing}`, () => {
    expect(isSambaRequired(), missing).toBe(false)
  })
}

describe.runIf(!missing)(
  'thirty people, from the first day to the second first day, on a real domain controller',
  () => {
    const prefix = `${freshTag(3)}-`
    const people = corpus().map((name) => personOf(name, prefix))
    const departed = people.map(({ employeeId, manager = '' }) => ({
      employeeId,
      manager,
      lastDay: '2026-01-31',
      timeZone: 'Europe/London',
    }))
    const inHr = (person: Person): Person => ({ ...person, department: 'HR', title: 'Partner' })
    const renamed = (person: Person): Person => ({ ...person, surname: 'Nováková', latinSurname: 'Novakova' })
    let house: SambaHouse
    let last: { readonly run: string; readonly plan: Plan; readonly before: unknown } | null = null

    beforeAll(async () => {
      house = await openSambaHouse(await sharedSamba(), prefix)
      const boss = {
        employeeId: `${prefix}0boss`,
        givenName: 'Miriam',
        surname: `Graham${prefix}`,
        department: 'Sales',
      }
      const hired = await house.joinery('onboard', peopleFile('boss', [boss]), '--yes')
      if (hired.code !== 0) throw new Error(hired.stderr)
    }, 240_000)
    afterAll(() => house?.close())

    const peopleFile = (name: string, list: readonly object[]): string =>
      house.file(`${name}.json`, JSON.stringify({ people: list }))

    const accounts = async (): Promise<ReadonlyMap<string, LdifEntry>> => {
      const entries = await house.samba.ldapsearch(`(&(objectClass=user)(employeeID=${prefix}*))`, [], house.ou)
      return new Map(entries.map((entry) => [entry.attributes['employeeid']?.[0] ?? '', entry]))
    }

    /** Where the directory, read by another client, is otherwise than the plan says. */
    const disagreements = async (plan: Plan): Promise<readonly string[]> => {
      const found = await accounts()
      return [...wantedOf(plan)].flatMap(([person, wanted]) => {
        const entry = found.get(person)
        if (!entry) return [`${person} is not there`]
        const groups = new Set((entry.attributes['memberof'] ?? []).map((dn) => dn.toLowerCase()))
        return [
          ...(wanted.dn === null || entry.dn === wanted.dn ? [] : [`${person} is at ${entry.dn}, not at ${wanted.dn}`]),
          ...[...wanted.attributes].flatMap(([name, values]) => {
            const shown = entry.attributes[name] ?? []
            return sameValues(name, shown, values) ? [] : [`${person} ${name}: ${shown} instead of ${values}`]
          }),
          ...[...wanted.groups].flatMap(([group, isIn]) =>
            groups.has(group.toLowerCase()) === isIn ? [] : [`${person} ${isIn ? 'is not' : 'is still'} in ${group}`],
          ),
        ]
      })
    }

    const stages: readonly {
      readonly name: string
      readonly playbook: string
      readonly given: readonly object[]
      /** Of everybody, afterwards. */
      readonly shows: (entry: LdifEntry) => unknown
      readonly all: unknown
    }[] = [
      {
        name: 'are hired',
        playbook: 'onboard',
        given: people,
        shows: ({ dn, attributes }) => [
          attributes['useraccountcontrol'],
          attributes['department'],
          dn.includes('OU=Sales,'),
        ],
        all: [['512'], ['Sales'], true],
      },
      {
        name: 'move to another department',
        playbook: 'move',
        given: people.map(inHr),
        shows: ({ dn, attributes }) => [
          attributes['department'],
          dn.includes('OU=HR,'),
          attributes['memberof']?.length,
        ],
        all: [['HR'], true, 2],
      },
      {
        name: 'change their name',
        playbook: 'name-change',
        given: people.map((person) => renamed(inHr(person))),
        shows: ({ attributes }) => [
          attributes['sn'],
          (attributes['proxyaddresses'] ?? []).filter((address) => address.startsWith('SMTP:')).length,
          (attributes['proxyaddresses'] ?? []).some((address) => address.startsWith('smtp:')),
        ],
        all: [['Nováková'], 1, true],
      },
      {
        name: 'go on leave',
        playbook: 'leave-of-absence',
        given: people.map(({ employeeId }) => ({ employeeId })),
        shows: ({ attributes }) => [attributes['useraccountcontrol'], attributes['description']?.[0]?.slice(0, 8)],
        all: [['514'], 'On leave'],
      },
      {
        name: 'come back from it',
        playbook: 'return-from-leave',
        given: people.map(({ employeeId }) => ({ employeeId })),
        shows: ({ attributes }) => [attributes['useraccountcontrol'], attributes['description']],
        all: [['512'], undefined],
      },
      {
        name: 'leave',
        playbook: 'offboard',
        given: departed,
        shows: ({ dn, attributes }) => [
          attributes['useraccountcontrol'],
          attributes['memberof'],
          attributes['description'],
          dn.includes('OU=Disabled,'),
        ],
        all: [['514'], undefined, ['Left on 2026-01-31'], true],
      },
      {
        name: 'are hired again, each with the account of before',
        playbook: 'rehire',
        given: people.map((person) => renamed(person)),
        shows: ({ dn, attributes }) => [
          attributes['useraccountcontrol'],
          attributes['accountexpires'],
          attributes['description'],
          attributes['memberof']?.length,
          dn.includes('OU=Sales,'),
        ],
        all: [['512'], ['9223372036854775807'], undefined, 2, true],
      },
    ]

    test.each(stages)('$name', { timeout: 600_000 }, async ({ playbook, given, shows, all }) => {
      const file = peopleFile(playbook, given)
      const [accountsBefore, before] = [await accounts(), await house.snapshot()]
      const saved = await house.joinery('plan', playbook, file, '--out', 'plan.json', '--json')
      expect(saved.code, `${saved.stderr}${saved.stdout}`.slice(-2000)).toBe(0)
      const plan = documentOf<Plan>(saved)
      expect(plan.people).toHaveLength(PEOPLE)
      expect(new Set(plan.changes.map(({ person }) => person)).size).toBe(PEOPLE)

      const applied = await house.joinery('apply', 'plan.json', '--json')
      const again = await house.joinery(playbook, file, '--dry-run', '--json')

      expect(applied.code, `${applied.stderr}${applied.stdout}`.slice(-2000)).toBe(0)
      expect(await disagreements(plan)).toEqual([])
      const after = await accounts()
      for (const { employeeId } of people) {
        const entry = after.get(employeeId)
        expect([employeeId, entry && shows(entry)]).toEqual([employeeId, all])
        const old = accountsBefore.get(employeeId)?.attributes['objectguid']
        if (old) expect(entry?.attributes['objectguid']).toEqual(old)
      }
      expect(documentOf<Plan>(again).changes.map(({ summary }) => summary)).toEqual([])
      last = { run: documentOf<RunReport>(applied).id, plan, before }
    })

    test('and undo of the last of it leaves the directory as it was before', { timeout: 600_000 }, async () => {
      if (!last) throw new Error('nobody was hired again')

      const undo = await house.joinery('undo', last.run, '--yes', '--json')

      expect(undo.code, `${undo.stderr}${undo.stdout}`.slice(-2000)).toBe(0)
      expect(await house.snapshot()).toEqual(last.before)
      // The comparison of directory and plan sees that it was taken back: of everybody, by more than one attribute.
      expect((await disagreements(last.plan)).length).toBeGreaterThan(2 * PEOPLE)
    })
  },
)
