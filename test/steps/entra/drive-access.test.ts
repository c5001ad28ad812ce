import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { findings, value } from '../../support/checked.ts'
import { contoso } from '../../support/contoso.ts'
import { adele, plannedBy, planWith } from '../../support/plan-with.ts'

const GB = 1024 ** 3

const withDrive = async (mode: 'cloud' | 'hybrid' = 'cloud') => {
  const company = await contoso(mode)
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  const idOf = async (employeeId: string) => (await company.entra.usersBy('employeeId', employeeId))[0]?.id ?? ''
  const [user, miriam] = [await idOf('01024'), await idOf('00101')]
  const drive = company.devices.putDrive(user, { usedBytes: 60 * GB })
  const rights = async () =>
    (await company.entra.drivePermissions(drive)).map(({ user: holder, role, until }) => ({ holder, role, until }))
  return { company, miriam, drive, user, rights }
}

describe('access to a OneDrive', () => {
  test.each(['cloud', 'hybrid'] as const)('is given to the one who is named, once (%s)', async (mode) => {
    const { company, miriam, rights } = await withDrive(mode)
    const step = '- id: files\n  drive.access: { give: "${{ person.manager }}", as: write }'

    const plan = await runSteps(company, step)

    expect(plan.changes).toMatchObject([
      {
        summary: 'give miriam.graham@contoso.com access to the OneDrive of adele.vance@contoso.com (write)',
        hazards: ['grants-access'],
        undo: 'reversible',
      },
    ])
    expect(plan.people[0]?.notes).toEqual(['the OneDrive of adele.vance@contoso.com holds 60.0 GB'])
    expect(await rights()).toEqual([{ holder: miriam, role: 'write', until: null }])
    const again = value(await planWith(company, step))
    expect([again.changes, again.people[0]?.holds]).toEqual([[], 1])
  })

  test('lasts until the end of the day where the person works', async () => {
    const { company, miriam, rights } = await withDrive()

    await runSteps(company, '- drive.access: { give: "00101", as: read, until: 2099-12-31 }', [
      { ...adele, timeZone: 'Europe/Warsaw' },
    ])

    expect(await rights()).toEqual([{ holder: miriam, role: 'read', until: '2099-12-31T23:00:00Z' }])
  })

  test('that ended before it began is not given', async () => {
    const { company } = await withDrive()

    const plan = value(await planWith(company, '- drive.access: { give: "00101", as: read, until: 2001-01-01 }'))

    expect(plan.changes).toEqual([])
    expect(plan.people[0]?.skipped).toEqual([
      { step: 'drive.access', because: 'the access would have ended on 2001-01-01' },
    ])
  })

  test.each(['""', '"  "', 'null'])('is given to nobody where %s is named', async (nobody) => {
    const { company } = await withDrive()

    const plan = value(await planWith(company, `- drive.access: { give: ${nobody}, as: read }`))

    expect(plan.people[0]?.skipped).toEqual([{ step: 'drive.access', because: 'nobody is named' }])
  })

  test('is skipped where there is no OneDrive', async () => {
    const company = await contoso('cloud')
    await company.hire({ employeeId: '01024', name: 'Adele Vance' })

    const plan = value(await planWith(company, '- drive.access: { give: "00101", as: read }'))

    expect(plan.people[0]?.skipped).toEqual([
      {
        step: 'drive.access',
        because: 'the person has no OneDrive: there is no licence for it, or it was never opened',
      },
    ])
  })

  test.each([
    ['write without an end', { role: 'write', until: null }, []],
    ['owner', { role: 'owner', until: null }, []],
    ['read without an end', { role: 'read', until: null }, ['take', 'give']],
    ['write with another end', { role: 'write', until: '2098-01-01T00:00:00Z' }, ['take', 'give']],
    ['write with this end', { role: 'write', until: '2099-01-01T00:00:00Z' }, []],
  ] as const)('of somebody who has %s is changed as far as it has to be', async (_has, right, verbs) => {
    const { company, miriam, user } = await withDrive()
    company.devices.putDrive(user, { permissions: [{ id: 'p1', user: miriam, ...right }] })
    const step = '- drive.access: { give: "00101", as: write, until: "2099-01-01T01:00:00+01:00" }'

    const plan = await runSteps(company, step)

    expect(plan.changes.map(({ summary }) => summary.split(' ')[0])).toEqual(verbs)
    expect(await plannedBy(company, step)).toEqual([])
  })

  test('is not given to the person, and not to somebody unknown', async () => {
    const { company } = await withDrive()

    expect(findings(await planWith(company, '- drive.access: { give: "01024", as: read }'))).toEqual([
      'test.yaml:3:5 plan/same-person',
    ])
    expect(findings(await planWith(company, '- drive.access: { give: "99999", as: read }'))).toEqual([
      'test.yaml:3:5 plan/unknown-person',
    ])
  })

  test('does not make a plan stale because files come and go', async () => {
    const { company, user } = await withDrive()
    const step = '- drive.access: { give: "00101", as: read }'
    const before = value(await planWith(company, step))

    company.devices.putDrive(user, { usedBytes: 61 * GB })

    expect(value(await planWith(company, step)).basis).toBe(before.basis)
  })
})

test.each([
  ['{ give: "00101", as: admin }', ''],
  ['{ give: "00101" }', ''],
  ['{ give: "00101", as: read, until: soon }', 'is no date'],
  ['{ give: "00101", as: read, until: "2099-12-31T10:00" }', 'needs an offset'],
])('%s is refused when the playbook is read', async (input, said) => {
  const company = await contoso('cloud')

  expect(() => planWith(company, `- drive.access: ${input}`)).toThrow(said)
})
