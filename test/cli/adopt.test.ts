import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Attribute, Change, type Client } from 'ldapts'
import { describe, expect, test } from 'vitest'
import type { AdoptionReport } from '../../src/model/adoption.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { RunReport } from '../../src/model/run.ts'
import { tally } from '../support/adoption-town.ts'
import { practiceWorld, type World } from '../support/practice-world.ts'
import { documentOf, type JoineryEnd } from '../support/run-joinery.ts'

interface Account {
  readonly dn: string
  readonly id: string
  readonly key: string
  readonly values: { readonly [attribute: string]: string }
}

const attributes = [
  'employeeID',
  'givenName',
  'sn',
  'title',
  'department',
  'physicalDeliveryOfficeName',
  'mail',
  'manager',
]

/** Accounts of Active Directory with a key, in the order of the key. */
const keyedAccounts = async (world: World, client: Client): Promise<readonly Account[]> => {
  const { searchEntries } = await client.search(world.practice.info.base, {
    scope: 'sub',
    filter: '(&(objectClass=user)(employeeID=*)(!(adminCount=1)))',
    attributes: [...attributes, 'objectGUID'],
    explicitBufferAttributes: ['objectGUID'],
  })
  const accounts = searchEntries.map((entry) => ({
    dn: entry.dn,
    id: guidOf(entry['objectGUID'] as Buffer),
    key: String(entry['employeeID']),
    values: Object.fromEntries(attributes.map((name) => [name, String(entry[name] ?? '')])),
  }))
  return accounts.sort((a, b) => (a.key < b.key ? -1 : 1))
}

const guidOf = (bytes: Buffer): string => {
  const hex = (from: number, to: number): string => bytes.subarray(from, to).toString('hex')
  const turned = (from: number, to: number): string => Buffer.from(bytes.subarray(from, to)).reverse().toString('hex')
  return [turned(0, 4), turned(4, 6), turned(6, 8), hex(8, 10), hex(10, 16)].join('-')
}

const write = (client: Client, dn: string, type: string, values: readonly string[]): Promise<void> =>
  client.modify(dn, new Change({ operation: 'replace', modification: new Attribute({ type, values: [...values] }) }))

interface Row {
  readonly key: string
  readonly given: string
  readonly surname: string
  readonly title: string
  readonly department: string
  readonly office: string
  readonly manager: string
  readonly mail?: string
}

const rowsOf = (accounts: readonly Account[]): readonly Row[] => {
  const keys = new Map(accounts.map(({ dn, key }) => [dn, key]))
  return accounts.map(({ key, values }) => ({
    key,
    given: values['givenName'] ?? '',
    surname: values['sn'] ?? '',
    title: values['title'] ?? '',
    department: values['department'] ?? '',
    office: values['physicalDeliveryOfficeName'] ?? '',
    manager: keys.get(values['manager'] ?? '') ?? '',
  }))
}

const feedOf = (rows: readonly Row[]): string => {
  const lines = rows.map(({ key, given, surname, title, department, office, manager, mail = '' }) =>
    [key, given, surname, title, department, office, manager, mail, '2024-02-01'].join(';'),
  )
  const heading = 'employeeId;givenName;surname;title;department;office;manager;extra.mail;startDate'
  return [heading, ...lines, ''].join('\n')
}

interface Scene {
  readonly world: World
  readonly client: Client
  readonly all: readonly Account[]
}

/** A company in which nobody but protected people has a key. */
const withoutKeys = async (people: number): Promise<Scene> => {
  const world = await practiceWorld({ people })
  const client = await world.ldap()
  const all = await keyedAccounts(world, client)
  for (const { dn } of all) await write(client, dn, 'employeeID', [])
  world.practice.syncNow()
  return { world, client, all }
}

const at = <T>(items: readonly T[], index: number): T => {
  const item = items[index]
  if (item === undefined) throw new Error(`there is no item ${index}`)
  return item
}

const textOf = (world: World): string => readFileSync(join(world.folder, 'adopt.csv'), 'utf8')

const ends = async (end: Promise<JoineryEnd>): Promise<JoineryEnd> => {
  const done = await end
  expect(done.code, `${done.stderr}${done.stdout}`).toBe(0)
  return done
}

const keysIn = async ({ world, client }: Scene): Promise<ReadonlyMap<string, string>> =>
  new Map((await keyedAccounts(world, client)).map(({ id, key }) => [id, key]))

describe('joinery adopt', () => {
  test('finds whose the accounts are, with nobody wrong among the certain, writes the keys once, and undo takes them back', async () => {
    const scene = await withoutKeys(50)
    const { world, client, all } = scene
    const truth = new Map(all.map(({ id, key }) => [id, key]))
    const rows = rowsOf(all)
    const [twin, other, married, turned, moved] = [at(rows, 20), at(rows, 28), at(rows, 30), at(rows, 31), at(rows, 32)]
    const twinName = { given: twin.given, surname: twin.surname }
    await write(client, at(all, 28).dn, 'givenName', [twin.given])
    await write(client, at(all, 28).dn, 'sn', [twin.surname])
    await write(client, at(all, 28).dn, 'displayName', [`${twin.given} ${twin.surname}`])
    const feed = rows.map((row): Row => {
      if (row === other) return { ...row, ...twinName, department: twin.department, title: twin.title }
      if (row === married) return { ...row, surname: 'Kowalska' }
      if (row === turned) return { ...row, given: row.surname, surname: row.given }
      if (row === moved) return { ...row, department: 'Legal', mail: `${row.given}.${row.surname}@contoso.com` }
      return row.surname === 'Müller' ? { ...row, given: 'Zoe', surname: 'Mueller' } : row
    })
    const hired: Row = { ...at(rows, 33), key: '00999', given: 'Adele', surname: 'Vance' }
    world.file('hr.csv', feedOf([...feed, hired]))

    const proposed = documentOf<AdoptionReport>(await ends(world.joinery(['adopt', 'hr.csv', '--json'])))
    const applied = documentOf<RunReport>(
      await ends(world.joinery(['adopt', 'hr.csv', '--decisions', 'adopt.csv', '--yes', '--json'])),
    )
    const adopted = await keysIn(scene)
    const again = documentOf<RunReport>(
      await ends(world.joinery(['adopt', 'hr.csv', '--decisions', 'adopt.csv', '--yes', '--json'])),
    )
    const rest = documentOf<AdoptionReport>(await ends(world.joinery(['adopt', 'hr.csv', '--dry-run', '--json'])))

    const counts = tally(proposed.matches, truth)
    expect(counts['certain']?.wrong).toBe(0)
    expect(counts['certain']?.right).toBeGreaterThan(all.length * 0.8)
    const classOf = ({ key }: Row): unknown => proposed.matches.find(({ person }) => person.employeeId === key)?.class
    expect([married, turned].map(classOf)).toEqual(['likely', 'certain'])
    expect([twin, other].map(classOf)).not.toContain('certain')
    expect(proposed.withoutAccount.map(({ person }) => person.employeeId)).toEqual(['00999'])
    expect(proposed.ofNobody.map(({ account }) => account.name)).toContain('Joinery')
    expect([...adopted].filter(([id, key]) => truth.get(id) !== key)).toEqual([])
    expect(adopted.size).toBe(counts['certain']?.right)
    expect(again.counts.made).toBe(0)
    expect(rest).toMatchObject({ adopted: adopted.size })
    expect(rest.matches.filter((match) => match.class === 'certain')).toEqual([])
    await ends(world.joinery(['undo', applied.id, '--yes']))
    expect(await keysIn(scene)).toEqual(new Map())
  }, 180_000)

  test('writes a file for its owner alone that says what to do, and never over one that is there', async () => {
    const { world, all } = await withoutKeys(20)
    world.file('hr.csv', feedOf([{ ...at(rowsOf(all), 12), given: '=cmd()', key: '00990' }, ...rowsOf(all)]))
    world.file('mine.csv', 'decided already')

    await ends(world.joinery(['adopt', 'hr.csv']))
    const second = await world.joinery(['adopt', 'hr.csv', '--out', 'mine.csv'])

    expect(textOf(world)).toMatch(/^\ufeff"# Whose account is whose\?/)
    expect(textOf(world)).toContain('--decisions adopt.csv --dry-run')
    expect(textOf(world)).not.toMatch(/(?:^|;)"?[=+@]/m)
    expect(statSync(join(world.folder, 'adopt.csv')).mode & 0o077).toBe(0)
    expect(second.code).toBe(65)
    expect(readFileSync(join(world.folder, 'mine.csv'), 'utf8')).toBe('decided already')
  })

  test('lets the playbooks find an account that somebody has adopted by its sign-in name, in a file that Excel has saved', async () => {
    const scene = await withoutKeys(20)
    const { world, all } = scene
    const person = at(all, 12)
    const [row] = rowsOf([person])
    world.file('hr.csv', feedOf(row ? [{ ...row, surname: 'Öz', given: 'Kim' }] : []))
    const rows = [
      'Decision;Class;Person;Account;Evidence;Against;Person is;Account is;id;check',
      `adopt;;Kim Öz (${person.key});${person.values['mail']};;;;;;`,
    ]
    world.file('adopt.csv', Buffer.from(rows.join('\r\n'), 'latin1'))
    world.file(
      'move.json',
      JSON.stringify({ employeeId: person.key, givenName: 'Kim', surname: 'Öz', title: 'Counsel' }),
    )

    await ends(world.joinery(['adopt', 'hr.csv', '--decisions', 'adopt.csv', '--yes']))
    const plan = documentOf<Plan>(await ends(world.joinery(['move', 'move.json', '--dry-run', '--json'])))

    expect(await keysIn(scene)).toEqual(new Map([[person.id, person.key]]))
    expect(plan.changes.some(({ target, after }) => target.id === person.id && after?.['title'] !== undefined)).toBe(
      true,
    )
  })

  test('says every mistake in the file with its place, and writes nothing', async () => {
    const scene = await withoutKeys(20)
    const { world, all } = scene
    world.file('hr.csv', feedOf(rowsOf(all)))
    await ends(world.joinery(['adopt', 'hr.csv', '--out', 'all.csv']))
    const lines = readFileSync(join(world.folder, 'all.csv'), 'utf8').split('\r\n')
    const heading = lines.findIndex((line) => line.startsWith('"decision"'))
    const rows = lines.slice(heading + 1).filter((line) => line.startsWith('"adopt"'))
    const cells = (line: string): string[] => line.split(';')
    const mixed = [...cells(at(rows, 0)).slice(0, 8), ...cells(at(rows, 1)).slice(8)]
    const file = [
      ...lines.slice(0, heading + 1),
      mixed.join(';'),
      at(rows, 2).replace('"adopt"', '"adpot"'),
      at(rows, 3).replace(/\(0+(\d+)\)/, '(98765)'),
      at(rows, 4),
      at(rows, 4),
      '"adopt";"";"Adele Vance (00101)";"nobody@contoso.com";"";"";"";"";"";""',
    ]
    world.file('adopt.csv', file.join('\r\n'))

    const end = await world.joinery(['adopt', 'hr.csv', '--decisions', 'adopt.csv', '--yes'])
    const foreign = await world.joinery(['adopt', 'hr.csv', '--decisions', 'hr.csv', '--yes'])

    expect(end.code).toBe(65)
    for (const [line, code] of [
      [7, 'adopt/row-changed'],
      [8, 'adopt/bad-decision'],
      [9, 'adopt/unknown-person'],
      [11, 'adopt/decided-twice'],
      [12, 'adopt/unknown-account'],
    ] as const)
      expect(end.stderr).toMatch(new RegExp(`adopt\\.csv:${line}:\\d+[^]*${code}|${code}[^]*adopt\\.csv:${line}:\\d+`))
    expect(end.stderr).toContain('Did you mean "adopt"?')
    expect(foreign.stderr).toContain('adopt/not-decisions')
    expect(await keysIn(scene)).toEqual(new Map())
  })

  test('refuses an account that has another key meanwhile, a key that another account has, one that was renamed, and a protected one', async () => {
    const scene = await withoutKeys(20)
    const { world, client, all } = scene
    world.file('hr.csv', feedOf(rowsOf(all)))
    await ends(world.joinery(['adopt', 'hr.csv']))
    const [keyed, taker, renamed, holder] = ['00111', '00114', '00116', '00119'].map((key) =>
      at(
        all.filter((account) => account.key === key),
        0,
      ),
    ) as [Account, Account, Account, Account]
    await write(client, keyed.dn, 'employeeID', ['77777'])
    await write(client, holder.dn, 'employeeID', [taker.key])
    await write(client, renamed.dn, 'displayName', ['Somebody Else'])
    const before = await keysIn(scene)

    const end = await world.joinery(['adopt', 'hr.csv', '--decisions', 'adopt.csv', '--yes'])
    await write(client, renamed.dn, 'displayName', [`${renamed.values['givenName']} ${renamed.values['sn']}`])
    const later = await world.joinery(['adopt', 'hr.csv', '--decisions', 'adopt.csv', '--yes'])

    const admin = 'adopt;Lee Gu (00105);lee.gu@contoso.com;;'
    world.file('admin.csv', `decision;person;account;id;check\n${admin}\n`)
    const guarded = await world.joinery(['adopt', 'hr.csv', '--decisions', 'admin.csv', '--yes'])

    expect([end.code, later.code, guarded.code]).toEqual([3, 3, 3])
    expect(guarded.stderr).toContain('Helpdesk Admins')
    expect(end.stderr).toContain('adopt/row-changed')
    expect(later.stderr).toContain('adopt/has-key')
    expect(later.stderr).toContain('adopt/key-taken')
    expect(await keysIn(scene)).toEqual(before)
  })
})

describe('joinery adopt without Active Directory', () => {
  test('writes keys into accounts of the cloud, and undo takes them back', async () => {
    const world = await practiceWorld({ mode: 'cloud', people: 30 })
    const { graph, token } = world.practice.info
    const select = 'id,displayName,givenName,surname,mail,employeeId,jobTitle,department,onPremisesSyncEnabled'
    interface User {
      readonly id: string
      readonly givenName: string
      readonly surname: string
      readonly mail: string
      readonly employeeId: string | null
      readonly onPremisesSyncEnabled: boolean | null
    }
    const users = async (): Promise<readonly User[]> =>
      (await world.graph<{ value: readonly User[] }>(`/users?$select=${select}&$top=999`)).value
    const own = (await users()).filter((user) => user.employeeId !== null && user.onPremisesSyncEnabled !== true)
    for (const { id } of own) {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const done = await fetch(`${graph}/users/${id}`, { method: 'PATCH', headers, body: '{"employeeId":null}' })
      expect(done.status).toBe(204)
    }
    const rows = own.map(({ employeeId, givenName, surname, mail }) => [employeeId, givenName, surname, mail].join(','))
    world.file('hr.csv', ['employeeId,givenName,surname,extra.mail', ...rows, ''].join('\n'))

    const proposed = documentOf<AdoptionReport>(await ends(world.joinery(['adopt', 'hr.csv', '--json'])))
    const done = documentOf<RunReport>(
      await ends(world.joinery(['adopt', 'hr.csv', '--decisions', 'adopt.csv', '--yes', '--json'])),
    )
    const adopted = await users()
    await ends(world.joinery(['undo', done.id, '--yes']))

    const certain = proposed.matches.filter((match) => match.class === 'certain')
    const keyOf = new Map(own.map(({ id, employeeId }) => [id, employeeId]))
    expect(certain.length).toBeGreaterThan(0)
    expect(done.counts.made).toBe(certain.length)
    for (const { account, person } of certain) {
      expect(person.employeeId).toBe(keyOf.get(account.id))
      expect(adopted.find(({ id }) => id === account.id)?.employeeId).toBe(person.employeeId)
    }
    expect((await users()).filter(({ id, employeeId }) => keyOf.has(id) && employeeId !== null)).toEqual([])
  })
})
