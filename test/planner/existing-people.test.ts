import { describe, expect, test } from 'vitest'
import type { PendingWork } from '../../src/model/pending-work.ts'
import type { Person } from '../../src/model/person.ts'
import { makePlan } from '../../src/planner/make-plan.ts'
import type { PlanRequest } from '../../src/planner/plan-request.ts'
import { employeeIdOf } from '../../src/planner/resolve-person.ts'
import { loadPlaybook } from '../../src/playbook/load-playbook.ts'
import { steps } from '../../src/steps/catalogue.ts'
import { findings, messages, value } from '../support/checked.ts'
import { contoso } from '../support/contoso.ts'
import { recordOf, requestOf } from '../support/plan-with.ts'
import { quickClock } from '../support/quick-clock.ts'

const anna = {
  employeeId: '00123',
  name: 'Anna Nowak',
  attributes: { title: 'Recruiter', physicalDeliveryOfficeName: 'Kraków', c: 'PL' },
  department: 'HR',
}

const playbookOf = (top: string, lines: string) =>
  value(loadPlaybook(`name: test\n${top}\nsteps:\n${lines.replace(/^/gm, '  ')}\n`, 'test.yaml', { steps }))

interface More extends Partial<PlanRequest> {
  readonly people?: never
}

const world = async (mode: 'ad' | 'cloud' | 'hybrid' = 'ad') => {
  const company = await contoso(mode)
  await company.hire({ ...anna, properties: { jobTitle: 'Recruiter', usageLocation: 'PL' } })
  const clock = quickClock(Date.parse('2026-11-22T12:00:00Z'))
  return {
    company,
    plan: (top: string, lines: string, person: Person = { employeeId: '00123' }, more: More = {}) => {
      const base = requestOf(company, '- ad.groups: { add: [] }', [])
      const people = [recordOf(person)]
      const readers = { ...company.readers, clock }
      return makePlan({ ...base, readers, people, playbook: playbookOf(top, lines), ...more })
    },
  }
}

const stamp = (expression: string) => `- ad.attributes: { info: '\${{ ${expression} }}' }`

describe('people who have an account', () => {
  test('need no more than their number: the rest is what the account says', async () => {
    const { plan } = await world()
    const all =
      'person.displayName + "|" + person.title + "|" + person.office + "|" + person.country + "|" + person.department'

    const made = value(await plan('people: existing', stamp(all)))

    expect(made.people[0]?.name).toBe('Anna Nowak')
    expect(made.changes[0]?.after).toEqual({ info: ['Anna Nowak|Recruiter|Kraków|PL|HR'] })
  })

  test('keep what the input says', async () => {
    const { plan } = await world()
    const input = { employeeId: '00123', surname: 'Kowalska', title: 'Head of HR' }
    const all = 'person.givenName + " " + person.surname + "|" + person.displayName + "|" + person.title'

    const made = value(await plan('people: existing', stamp(all), input))

    expect(made.changes[0]?.after).toEqual({ info: ['Anna Kowalska||Head of HR'] })
  })

  test('have their manager named by number', async () => {
    const { company, plan } = await world()
    const miriam = await company.readers.ad?.byId(company.idOf('00101'), ['cn'])
    await company.ad.modify(company.idOf('00123'), [
      { op: 'replace', attribute: 'manager', values: [miriam?.dn ?? ''] },
    ])

    const made = value(await plan('people: existing', stamp('person.manager')))

    expect(made.changes[0]?.after).toEqual({ info: ['00101'] })
  })

  test('are read from Entra where there is no Active Directory', async () => {
    const { plan } = await world('cloud')

    const made = value(
      await plan(
        'people: existing',
        '- entra.attributes: { officeLocation: "${{ person.title + person.usageLocation }}" }',
      ),
    )

    expect(made.changes[0]?.after).toEqual({ officeLocation: 'RecruiterPL' })
  })

  test('are refused where there is no account, with a number that differs in zeros', async () => {
    const { plan } = await world()

    const refused = await plan('people: existing', stamp('person.title'), { employeeId: '123' })

    expect(findings(refused)).toEqual(['new-hires.yaml:1:2 plan/unknown-employee'])
    expect(messages(refused)[0]).toContain('Did you mean 00123 (Anna Nowak)?')
  })

  test('are kept out although their department stands in no role, unless the playbook asks for roles', async () => {
    const { company, plan } = await world()
    await company.ad.modify(company.idOf('00123'), [{ op: 'replace', attribute: 'department', values: ['Alchemy'] }])

    expect(findings(await plan('people: existing', '- ad.disable: {}'))).toEqual([])
    expect(findings(await plan('people: existing', stamp('person.department')))).toEqual([])
  })

  test('make a plan stale when what was read of them changes', async () => {
    const { company, plan } = await world()
    const before = value(await plan('people: existing', '- ad.disable: {}'))
    await company.ad.modify(company.idOf('00123'), [{ op: 'replace', attribute: 'title', values: ['Director'] }])
    const after = value(await plan('people: existing', '- ad.disable: {}'))

    expect(after.basis).not.toBe(before.basis)
  })
})

describe('an address', () => {
  const where = { file: 'command line', line: 1, column: 1 }
  const key = { ad: 'employeeID', entra: 'employeeId' }

  test('leads to the number of the account, by sign-in name or mail', async () => {
    const { company } = await world('hybrid')

    expect(await employeeIdOf('Anna.Nowak@contoso.com', where, { readers: company.readers, key })).toBe('00123')
  })

  test('that nobody has is refused with one that is nearly so', async () => {
    const { company } = await world()

    const asked = employeeIdOf('anna.novak@contoso.com', where, { readers: company.readers, key })

    await expect(asked).rejects.toMatchObject({
      code: 'plan/unknown-address',
      hint: 'Did you mean anna.nowak@contoso.com?',
    })
  })

  test('of an account that is nobody’s is refused', async () => {
    const { company } = await world()
    const attributes = { sAMAccountName: ['svc'], userPrincipalName: ['svc@contoso.com'], objectClass: ['user'] }
    await company.ad.add({ dn: 'CN=svc,OU=HR,OU=Staff,DC=corp,DC=contoso,DC=com', attributes })

    const asked = employeeIdOf('svc@contoso.com', where, { readers: company.readers, key })

    await expect(asked).rejects.toMatchObject({ code: 'plan/no-key' })
  })
})

describe('due:', () => {
  const due = 'people: existing\ndue: ${{ person.lastDay }}'
  const lastDay = (day: string) => ({ employeeId: '00123', lastDay: day, timeZone: 'Europe/Warsaw' })
  const verdict = async (person: Person, more: More = {}) => {
    const { plan } = await world()
    return value(await plan(due, '- ad.disable: {}', person, more)).guards.find(({ name }) => name === 'due')
  }

  test('refuses before the day, and says both ways on', async () => {
    expect(await verdict(lastDay('2026-11-23'))).toMatchObject({
      verdict: 'refused',
      because: 'test (test) is not due yet for Anna Nowak on 2026-11-23',
      hint: expect.stringMatching(/--schedule.*--now/),
    })
  })

  test('lets it from the beginning of the day on, without a day, and with --now', async () => {
    expect(await verdict(lastDay('2026-11-22'))).toEqual({ name: 'due', verdict: 'ok' })
    expect(await verdict({ employeeId: '00123' })).toEqual({ name: 'due', verdict: 'ok' })
    expect(await verdict(lastDay('2026-11-23'), { now: true })).toEqual({ name: 'due', verdict: 'ok' })
  })
})

describe('what a parked run waits to do', () => {
  const lines = [
    '- ad.groups: { add: ["CRM Admins"] }',
    '- { id: until, wait.until: { time: "${{ person.lastDay }}T00:00:00Z" } }',
    '- { needs: [until], ad.groups: { remove: ["CRM Admins"] } }',
  ].join('\n')
  const until = (lastDay: string): Person => ({ employeeId: '00123', lastDay })
  const pendingIn = async (plan: Awaited<ReturnType<typeof world>>['plan']): Promise<PendingWork> => {
    const made = value(await plan('people: existing', lines, until('2027-01-31')))
    const last = made.changes.at(-1)
    const change = { id: last?.id ?? '', summary: last?.summary ?? '', until: '2027-01-31T00:00:00Z' }
    return { run: 'r1', person: '00123', changes: [change] }
  }

  test('is not planned again at the same time', async () => {
    const { plan } = await world()
    const pending = [await pendingIn(plan)]

    const again = value(await plan('people: existing', lines, until('2027-01-31'), { pending }))

    expect(again.changes.map(({ kind }) => kind)).toEqual(['ad.member.add'])
    expect(again.people[0]?.notes).toEqual([
      'waits already in run r1 until 2027-01-31T00:00:00Z: remove Anna Nowak from CRM Admins',
    ])
    expect(again.supersedes).toBeUndefined()
  })

  test('is taken over by a plan with another time', async () => {
    const { plan } = await world()
    const pending = [await pendingIn(plan)]

    const later = value(await plan('people: existing', lines, until('2027-03-31'), { pending }))

    expect(later.changes).toHaveLength(3)
    expect(later.supersedes).toEqual([{ run: 'r1', person: '00123', changes: pending[0]?.changes.map(({ id }) => id) }])
    expect(later.people[0]?.notes.join()).toContain('run r1, which waits until 2027-01-31T00:00:00Z, gives way')
  })

  test('is left alone, and told, where the plan is about something else', async () => {
    const { plan } = await world()
    const pending = [await pendingIn(plan)]

    const other = value(await plan('people: existing', '- ad.disable: {}', undefined, { pending }))

    expect(other.changes).toHaveLength(1)
    expect(other.people[0]?.notes.join()).toContain('run r1 goes on at 2027-01-31T00:00:00Z all the same')
  })
})
