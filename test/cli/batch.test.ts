import { describe, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import type { RunReport } from '../../src/model/run.ts'
import { practiceWorld, type World } from '../support/practice-world.ts'
import { documentOf } from '../support/run-joinery.ts'

const heading = 'employeeId,Given Name,surname,department,title,country,manager'
const given = [
  'John',
  'John',
  'Megan',
  'Alex',
  'Diego',
  'Grady',
  'Henrietta',
  'Isaiah',
  'Joni',
  'Lee',
  'Lidia',
  'Lynne',
  'Miriam',
  'Nestor',
  'Patti',
  'Enrico',
  'Cameron',
  'Ben',
  'Delia',
  'Ada',
]
const surnames = [
  'Smith',
  'Smith',
  'Bowen',
  'Wilber',
  'Siciliani',
  'Archie',
  'Mueller',
  'Langer',
  'Sherman',
  'Gu',
  'Holloway',
  'Robbins',
  'Graham',
  'Wilke',
  'Fernandez',
  'Cattaneo',
  'White',
  'Walters',
  'Dennis',
  'Lovelace',
]
const idOf = (at: number): string => `0300${String(at).padStart(2, '0')}`
/** The only one in Finance. */
const FINANCE = 7

/** Twenty people; the first two have one name. */
const hires = [
  heading,
  ...given.map((name, at) =>
    [idOf(at), name, surnames[at], at === FINANCE ? 'Finance' : 'Sales', 'Account Executive', 'GB', '00101'].join(','),
  ),
].join('\n')

const peopleMade = async (world: World): Promise<number> => {
  const ldap = await world.ldap()
  const { searchEntries } = await ldap.search(world.practice.info.base, {
    scope: 'sub',
    filter: '(employeeID=0300*)',
    attributes: ['sAMAccountName'],
  })
  return searchEntries.length
}

/** Runs `work` when the first account has been made, before the directory answers anything else. */
const afterFirstAccount = ({ practice: { company } }: World, work: () => void): void => {
  const size = company.ad.size
  const commit = company.commit
  let done = false
  Object.assign(company, {
    commit: () => {
      if (!done && company.ad.size > size) {
        done = true
        work()
      }
      commit()
    },
  })
}

/** What AdminSDHolder does to a group that became privileged: delegated rights end. */
const guardGroup = ({ practice: { company } }: World, name: string, guarded: boolean): void => {
  const group = [...company.ad.all()].find(({ rdn }) => rdn.value === name)
  if (!group) throw new Error(`there is no group ${name}`)
  company.ad.setValues(group.id, 'adminCount', guarded ? ['1'] : [])
}

describe('a CSV of twenty people', () => {
  test('is one plan, with two names for the two of one name, and everybody is made', async () => {
    const world = await practiceWorld({ mode: 'ad' })
    const input = world.file('hires.csv', hires)

    const plan = documentOf<Plan>(await world.joinery(['onboard', input, '--dry-run', '--json']))
    const end = await world.joinery(['onboard', input, '--yes'])

    expect(plan.people.map(({ key }) => key)).toEqual(given.map((_, at) => idOf(at)))
    const names = plan.changes.flatMap(({ kind, after }) =>
      kind === 'ad.entry.add' ? [String(after?.['sAMAccountName'])] : [],
    )
    expect(new Set(names).size).toBe(20)
    // John Smith of the company has the first candidate already.
    expect(names.slice(0, 2)).toEqual(['jsmith', 'jsmith2'])
    expect({ code: end.code, stderr: end.stderr }).toEqual({ code: 0, stderr: '' })
    expect(end.stdout).toContain('New hire (onboard, ad) for 20 people')
    expect(await peopleMade(world)).toBe(20)
  })

  test('stops the person whose group may not be written any more and nobody else: exit 4, told by name, and a retry ends it', async () => {
    const world = await practiceWorld({ mode: 'ad' })
    const input = world.file('hires.csv', hires)
    afterFirstAccount(world, () => guardGroup(world, 'Finance Share', true))

    const end = await world.joinery(['onboard', input, '--yes'])

    expect(end.code).toBe(4)
    const [, id = ''] = /Run (\S+) partial: /.exec(end.stdout) ?? []
    const run = documentOf<RunReport>(await world.joinery(['runs', 'show', id, '--json']))
    const troubled = run.changes.filter(({ outcome }) => outcome !== 'made')
    expect(new Set(troubled.map(({ person }) => person))).toEqual(new Set([idOf(FINANCE)]))
    expect(troubled.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
      'ad.member.add failed',
      'handover.secret.give blocked',
    ])
    expect(run.faults).toMatchObject([{ code: 'ad/denied', person: idOf(FINANCE) }])
    expect(end.stdout).toContain('\nIsaiah Langer: ')
    expect(end.stdout).toContain(`Try again:   joinery retry ${id}`)
    expect(await peopleMade(world)).toBe(20)

    guardGroup(world, 'Finance Share', false)
    const retried = documentOf<RunReport>(await world.joinery(['retry', id, '--json']))

    expect(retried).toMatchObject({ id, status: 'done', faults: [], counts: { failed: 0, blocked: 0 } })
    expect((await world.account(`(employeeID=${idOf(FINANCE)})`))?.['memberOf']).toEqual(
      expect.arrayContaining([expect.stringMatching(/^CN=Finance Share,/)]),
    )
  })

  test('with anything wrong with anybody makes no plan, and tells all of it with its place', async () => {
    const world = await practiceWorld({ mode: 'ad' })
    const rows = hires.split('\n')
    const wrong = [...rows.slice(0, 5), '30004,,,Sales,,GB,', rows[6]?.replace('Sales', 'Salez'), rows[1]].join('\n')
    const before = world.digest()

    const end = await world.joinery(['onboard', world.file('hires.csv', wrong), '--yes'])

    expect(end.code).toBe(65)
    expect(end.stderr).toMatch(/hires\.csv:6:\d+ /)
    expect(end.stderr).toMatch(/hires\.csv:8:\d+ /)
    expect(world.digest()).toBe(before)
  })
})

describe('other forms of input', () => {
  const person = { employeeId: '030001', givenName: 'Megan', surname: 'Bowen', department: 'Sales', country: 'GB' }
  const yaml = (of: object): string =>
    Object.entries(of)
      .map(([key, value]) => `${key}: "${value}"`)
      .join('\n')

  test.each([
    ['a YAML list under people:', 'hires.yaml', `people:\n  - ${yaml(person).replaceAll('\n', '\n    ')}\n`],
    ['JSON', 'hires.json', JSON.stringify({ people: [person] })],
    [
      'CSV with byte order mark, semicolons and Windows line ends',
      'hires.csv',
      `\ufeff${Object.keys(person).join(';')}\r\n${Object.values(person).join(';')}\r\n`,
    ],
  ])('%s is read', async (_what, name, content) => {
    const world = await practiceWorld({ mode: 'ad', people: 20 })

    const plan = documentOf<Plan>(await world.joinery(['onboard', world.file(name, content), '--dry-run', '--json']))

    expect(plan.people).toMatchObject([{ key: '030001', name: 'Megan Bowen' }])
  })

  test('standard input and a file make one plan', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 20 })
    const other = world.file('other.yaml', yaml({ ...person, employeeId: '030002', givenName: 'Alex' }))

    const end = await world.joinery(['onboard', '-', other, '--dry-run', '--json'], { stdin: yaml(person) })

    expect(documentOf<Plan>(end).people.map(({ key }) => key)).toEqual(['030001', '030002'])
  })
})
