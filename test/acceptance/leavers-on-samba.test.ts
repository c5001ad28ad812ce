import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expiryValue } from '../../src/changes/ad/account-expiry.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { RunReport } from '../../src/model/run.ts'
import { freshTag } from '../support/fresh-tag.ts'
import { documentOf } from '../support/run-joinery.ts'
import { isSambaRequired, sambaMissing, sharedSamba } from '../support/shared-samba.ts'
import { openSambaHouse, type SambaHouse } from './support/samba-house.ts'

const missing = sambaMissing()

if (missing) {
  test(`nobody leaves a real domain controller here: ${missing}`, () => {
    expect(isSambaRequired(), missing).toBe(false)
  })
}

describe.runIf(!missing)('on a real domain controller', () => {
  const tag = freshTag(5)
  let house: SambaHouse

  beforeAll(async () => {
    house = await openSambaHouse(await sharedSamba(), tag)
  }, 120_000)
  afterAll(() => house?.close())

  const idOf = (number: string): string => `${number}${tag}`
  const input = (number: string, name: string): string =>
    house.file(
      `${number}.yaml`,
      `employeeId: "${idOf(number)}"\ngivenName: ${name}\nsurname: Vance${tag}\ndepartment: Sales\n`,
    )
  const run = async (...argv: readonly string[]): Promise<RunReport> => {
    const end = await house.joinery(...argv, '--yes', '--json')
    expect(end.code, `${end.stderr}${end.stdout}`.slice(-1500)).toBe(0)
    return documentOf<RunReport>(end)
  }
  const planned = async (playbook: string, file: string): Promise<readonly string[]> => {
    const end = await house.joinery(playbook, file, '--dry-run', '--json')
    expect(end.code, end.stderr).toBe(0)
    return documentOf<Plan>(end).changes.map(({ summary }) => summary)
  }
  const account = async (number: string, ...attributes: readonly string[]) => {
    const [entry] = await house.samba.ldapsearch(`(employeeID=${idOf(number)})`, attributes, house.ou)
    return entry
  }
  const one = async (number: string, attribute: string): Promise<string | undefined> =>
    (await account(number, attribute))?.attributes[attribute.toLowerCase()]?.[0]

  test('disabling and an end are seen by ldapsearch, planned once, and taken back', async () => {
    const file = input('A1', 'Adele')
    await run('onboard', file)
    house.playbook('out', '- ad.disable: {}\n- ad.expire: { on: "2030-06-30", timeZone: Europe/Warsaw }')
    const before = await house.snapshot()

    const made = await run('out', file)

    expect([await one('A1', 'userAccountControl'), await one('A1', 'accountExpires')]).toEqual([
      '514',
      expiryValue(Date.parse('2030-07-01T00:00:00+02:00')),
    ])
    expect(await planned('out', file)).toEqual([])
    await run('undo', made.id)
    expect(await house.snapshot()).toEqual(before)
  })

  test('an end is taken away, and both words of Active Directory for never count as such', async () => {
    const file = input('A2', 'Alex')
    await run('onboard', file)
    house.playbook('end', '- ad.expire: { on: "2030-06-30" }')
    house.playbook('endless', '- ad.expire: { on: null }')
    expect(await planned('endless', file)).toEqual([])
    await run('end', file)

    await run('endless', file)

    expect(await one('A2', 'accountExpires')).toBe('9223372036854775807')
    const dn = (await account('A2'))?.dn
    await house.samba.ldapmodify(`dn: ${dn}\nchangetype: modify\nreplace: accountExpires\naccountExpires: 0\n`)
    expect(await planned('endless', file)).toEqual([])
  })

  test('a locked account is unlocked, once', async () => {
    const file = input('A3', 'Anna')
    await run('onboard', file)
    house.playbook('open', '- ad.unlock: {}')
    expect(await planned('open', file)).toEqual([])
    const dn = (await account('A3'))?.dn
    // Samba takes any time, where Windows takes 0 alone.
    const locked = '133500000000000000'
    await house.samba.ldapmodify(`dn: ${dn}\nchangetype: modify\nreplace: lockoutTime\nlockoutTime: ${locked}\n`)

    await run('open', file)

    expect(await one('A3', 'lockoutTime')).toBe('0')
    expect(await planned('open', file)).toEqual([])
  })

  test('twenty reports of a leaver go to the successor, and back', { timeout: 120_000 }, async () => {
    const [boss, heir] = [input('B1', 'Boss'), input('B2', 'Heir')]
    await run('onboard', boss)
    await run('onboard', heir)
    const bossDn = (await account('B1'))?.dn ?? ''
    const reports = Array.from(
      { length: 20 },
      (_, at) =>
        `dn: CN=Report ${at},OU=Sales,${house.ou}\nobjectClass: user\nsAMAccountName: r${at}${tag}\nmanager: ${bossDn}\n`,
    )
    await house.samba.ldapmodify(reports.join('\n'))
    house.playbook('reports', `- ad.reports: { to: "${idOf('B2')}" }`)
    const before = await house.snapshot()

    const made = await run('reports', boss)

    const heirDn = (await account('B2'))?.dn ?? ''
    expect(made.counts.made).toBe(20)
    expect(await house.samba.ldapsearch(`(manager=${bossDn})`, ['cn'], house.ou)).toEqual([])
    expect(await house.samba.ldapsearch(`(manager=${heirDn})`, ['cn'], house.ou)).toHaveLength(20)
    expect(await planned('reports', boss)).toEqual([])
    await run('undo', made.id)
    expect(await house.snapshot()).toEqual(before)
  })

  test('a group is made with its owner, once, and undo deletes it', async () => {
    const file = input('C1', 'Cara')
    await run('onboard', file)
    const wanted = `name: Falcon ${tag}, ou: "${house.ou}", scope: universal, kind: distribution, description: Falcon`
    house.playbook('falcon', `- ad.group: { ${wanted}, owner: "\${{ person.employeeId }}" }`)
    const before = await house.snapshot()

    const made = await run('falcon', file)

    const [group] = await house.samba.ldapsearch(
      `(cn=Falcon ${tag})`,
      ['groupType', 'managedBy', 'description'],
      house.ou,
    )
    expect(group?.attributes).toEqual({
      grouptype: ['8'],
      managedby: [(await account('C1'))?.dn],
      description: ['Falcon'],
    })
    expect(await planned('falcon', file)).toEqual([])
    await run('undo', made.id)
    expect(await house.snapshot()).toEqual(before)
  })

  test('without the recycle bin an account is deleted for good: the plan says so, and undo leaves it', async () => {
    const file = input('D1', 'Dora')
    await run('onboard', file)
    house.playbook('delete', '- ad.delete: {}')
    const shown = documentOf<Plan>(await house.joinery('delete', file, '--dry-run', '--json'))
    expect(shown.changes.map(({ undo }) => undo)).toEqual(['irreversible'])
    expect(shown.people[0]?.notes.join()).toContain('the recycle bin of Active Directory is off')

    const made = await run('delete', file)

    expect(await account('D1')).toBeUndefined()
    expect(await planned('delete', file)).toEqual([])
    const undo = await house.joinery('undo', made.id, '--dry-run', '--json')
    expect(documentOf<Plan>(undo).changes).toEqual([])
    expect(documentOf<Plan>(undo).people[0]?.notes.join()).toContain('cannot be taken back')
    expect((await house.joinery('delete', file, '--dry-run')).stdout).not.toContain('delete account')
  })

  test('somebody in 600 groups is out of all of them, one of which has 4,500 members', {
    timeout: 300_000,
  }, async () => {
    const file = input('E1', 'Emma')
    await run('onboard', file)
    const { dn } = (await account('E1')) ?? { dn: '' }
    const others = Array.from({ length: 4500 }, (_, at) => `CN=m${at},OU=Crowd,${house.ou}`)
    const contacts = others.map((other) => `dn: ${other}\nobjectClass: contact\n`)
    const members = (list: readonly string[]): string => list.map((member) => `member: ${member}\n`).join('')
    await house.samba.ldapmodify(
      [
        `dn: OU=Crowd,${house.ou}\nobjectClass: organizationalUnit\n`,
        `dn: OU=Many,${house.ou}\nobjectClass: organizationalUnit\n`,
        ...contacts,
        `dn: CN=Big ${tag},OU=Many,${house.ou}\nobjectClass: group\nsAMAccountName: Big ${tag}\n${members([...others, dn])}`,
        ...Array.from(
          { length: 600 },
          (_, at) =>
            `dn: CN=Many ${at} ${tag},OU=Many,${house.ou}\nobjectClass: group\nsAMAccountName: many${at}${tag}\n${members([dn])}`,
        ),
      ].join('\n'),
    )
    house.playbook('groups', '- ad.groups: { only: [] }')

    const made = await run('groups', file)

    expect(made.counts.made).toBe(603)
    expect((await account('E1', 'memberOf'))?.attributes['memberof']).toBeUndefined()
    const [big] = await house.samba.ldapsearch(`(cn=Big ${tag})`, ['member'], house.ou)
    expect(big?.attributes['member']).toHaveLength(4500)
    expect(await planned('groups', file)).toEqual([])
  })
})
