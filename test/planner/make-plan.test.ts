import { describe, expect, test } from 'vitest'
import { Fault } from '../../src/model/fault.ts'
import type { Plan } from '../../src/model/plan.ts'
import { makePlan } from '../../src/planner/make-plan.ts'
import { aroundReaders, shuffledReaders } from '../support/around-readers.ts'
import { findings, messages, value } from '../support/checked.ts'
import { type Contoso, contoso } from '../support/contoso.ts'
import { onboard } from '../support/onboard-steps.ts'
import { adele, plannedBy, planWith, requestOf } from '../support/plan-with.ts'
import { quickClock } from '../support/quick-clock.ts'

const HOUR_MS = 3_600_000

const withAdele = async (mode: Contoso['mode'] = 'ad', more: { readonly [name: string]: string } = {}) => {
  const company = await contoso(mode)
  await company.hire({ employeeId: '01024', name: 'Adele Vance', attributes: more })
  return company
}

const undated = ({ createdAt: _createdAt, expiresAt: _expiresAt, ...plan }: Plan): string =>
  JSON.stringify(plan, null, 1)

describe('equal input over an equal directory gives an equal plan, byte for byte', () => {
  const people = [adele, { ...adele, employeeId: '01025', givenName: 'Bianca', manager: '01024' }]
  const steps = `${onboard}
- id: out
  ad.groups: { only: [] }
- ad.attributes: { otherTelephone: ["+1 2", "+1 3"] }`

  test.each(['ad', 'cloud', 'hybrid'] as const)('whatever the order of attributes and values (%s)', async (mode) => {
    const company = await contoso(mode)
    await company.hire({ employeeId: '01024', name: 'Adele Vance', department: 'HR' })
    if (mode !== 'cloud')
      for (const name of ['VPN', 'HR', 'CRM Admins']) {
        const group = await company.ad.byDn(`CN=${name},OU=Groups,${company.base}`, [])
        await company.ad.addMember(group?.id ?? '', company.idOf('01024'))
        const values = [`+1 ${name.length}`, '+1 2']
        await company.ad.modify(company.idOf('01024'), [{ op: 'replace', attribute: 'otherTelephone', values }])
      }

    const plan = value(await planWith(company, steps, people))
    const readers = shuffledReaders(company.readers)
    const shuffled = value(await planWith(company, steps, people, { readers }))

    expect(plan.changes.length).toBeGreaterThan(8)
    expect(undated(shuffled)).toBe(undated(plan))
  })

  test('whenever it is made: the clock decides about its dates alone', async () => {
    const company = await contoso('hybrid')
    const later = { ...company.readers, clock: quickClock(Date.parse('2031-05-06T07:08:09Z')) }

    const plan = value(await planWith(company, onboard, people))
    const other = value(await planWith(company, onboard, people, { readers: later }))

    expect(undated(other)).toBe(undated(plan))
    expect([plan.createdAt, other.createdAt]).toEqual(['2026-12-01T08:00:00.000Z', '2031-05-06T07:08:09.000Z'])
  })

  test('and another directory or other input gives another id', async () => {
    const company = await contoso('hybrid')
    const ids = [value(await planWith(company, onboard, people)).id]
    ids.push(value(await planWith(company, onboard, [adele])).id)
    ids.push(value(await planWith(company, `${onboard}\n- ad.enable: {}`, people)).id)
    await company.hire({ employeeId: '00777', name: 'Adele Vance', username: 'adele.vance' })
    ids.push(value(await planWith(company, onboard, people)).id)

    expect(new Set(ids).size).toBe(4)
  })

  test('ids of changes come from the person, the step and the kind', async () => {
    const company = await contoso('ad')
    const alone = value(await planWith(company, onboard, [adele]))
    const among = value(
      await planWith(
        company,
        onboard,
        [people[1], people[0]].flatMap((person) => person ?? []),
      ),
    )

    const ids = (plan: Plan) => plan.changes.filter(({ person }) => person === '01024').map(({ id }) => id)
    expect(ids(among)).toEqual(ids(alone))
    expect(new Set(among.changes.map(({ id }) => id)).size).toBe(among.changes.length)
  })
})

describe('a plan', () => {
  test('counts its changes by what they do', async () => {
    const company = await contoso('hybrid')

    const { counts, changes } = value(await planWith(company, onboard))

    expect(counts).toEqual({ add: 6, modify: 2, remove: 0, wait: 1, other: 2 })
    expect(changes).toHaveLength(11)
  })

  test('may be applied for seven days, and for one where it locks somebody out', async () => {
    const company = await withAdele()
    const lifetime = async (steps: string): Promise<number> => {
      const { createdAt, expiresAt } = value(await planWith(company, steps))
      return (Date.parse(expiresAt) - Date.parse(createdAt)) / HOUR_MS
    }

    expect(await lifetime('- ad.attributes: { info: x }')).toBe(7 * 24)
    expect(await lifetime('- ad.account: { ou: "OU=Sales,OU=Staff", enabled: false }')).toBe(24)
  })

  test('says of each change everything that it needs, once', async () => {
    const company = await contoso('hybrid')
    const boss = { ...adele, employeeId: '01001', givenName: 'Lidia' }

    const { changes } = value(await planWith(company, onboard, [{ ...adele, manager: '01001' }, boss]))

    const idOf = (person: string, kind: string, nth = 0): string =>
      changes.filter((change) => change.person === person && change.kind === kind)[nth]?.id ?? ''
    const needs = (kind: string, nth = 0): readonly string[] =>
      changes.filter((change) => change.person === '01024' && change.kind === kind)[nth]?.needs ?? []
    const own = idOf('01024', 'ad.entry.add')
    expect(needs('ad.entry.add')).toEqual([idOf('01001', 'ad.entry.add')])
    expect(needs('ad.password.set')).toEqual([own])
    expect(needs('ad.entry.modify')).toEqual([own, idOf('01024', 'ad.password.set')])
    expect(needs('ad.member.add')).toEqual([own])
    expect(needs('wait.entra.synced')).toEqual([own])
    expect(needs('entra.member.add')).toEqual([idOf('01024', 'wait.entra.synced')])
    expect(needs('entra.licence.assign')).toEqual([idOf('01024', 'wait.entra.synced')])
    expect(needs('handover.secret.give')).toEqual([idOf('01024', 'ad.password.set')])
  })

  test('carries the needs of steps, and what becomes of the rest when one fails', async () => {
    const company = await withAdele()
    const steps = `- id: groups
  ad.groups: { add: [Sales, VPN] }
- id: none
  ad.enable: {}
- id: info
  needs: [groups, none]
  if-fails: continue
  ad.attributes: { info: x }`

    const { changes } = value(await planWith(company, steps))

    const [sales, vpn, info] = changes
    expect([sales?.needs, sales?.ifFails]).toEqual([[], 'stop'])
    expect([info?.needs, info?.ifFails]).toEqual([[sales?.id, vpn?.id], 'continue'])
  })

  test('lists what does not apply, with the reason, in each mode', async () => {
    const skipped = async (mode: Contoso['mode']) => {
      const plan = value(await planWith(await contoso(mode), onboard))
      return plan.people[0]?.skipped.map(({ step, because }) => `${step}: ${because}`)
    }

    expect(await skipped('ad')).toEqual([
      ...['cloud-account', 'synced', 'location', 'manager', 'teams', 'licences', 'pass'].map(
        (step) => `${step}: this organisation has no Entra (mode: ad)`,
      ),
      'give-pass: no secret was made, so there is nothing to hand over',
    ])
    expect(await skipped('cloud')).toEqual([
      ...['account', 'groups', 'synced'].map(
        (step) => `${step}: this organisation has no Active Directory (mode: cloud)`,
      ),
      'give-password: no secret was made, so there is nothing to hand over',
    ])
    expect(await skipped('hybrid')).toEqual([
      'cloud-account: accounts come from Active Directory here (mode: hybrid)',
      'manager: the manager comes from Active Directory with the account',
      'pass: its condition (when) does not hold',
      'give-pass: no secret was made, so there is nothing to hand over',
    ])
  })

  test('has no secret in it', async () => {
    const company = await contoso('cloud')

    expect(JSON.stringify(value(await planWith(company, onboard)))).not.toMatch(/Pass-word|\[secret\]/)
  })
})

describe('steps', () => {
  test('with a condition apply where it holds, and what they would have put in scope is empty elsewhere', async () => {
    const company = await withAdele()
    const steps = `- id: move
  when: \${{ person.department == "HR" }}
  ad.move: { to: "OU=HR,OU=Staff" }
- ad.attributes: { info: "dn: \${{ steps.move.dn }}" }`

    const sales = value(await planWith(company, steps))
    const hr = value(await planWith(company, steps, [{ ...adele, department: 'HR' }]))

    expect(sales.people[0]?.skipped).toEqual([{ step: 'move', because: 'its condition (when) does not hold' }])
    expect(sales.changes.map(({ after }) => after)).toEqual([{ info: ['dn: '] }])
    expect(hr.changes[1]?.after).toEqual({ info: [`dn: CN=Adele Vance,OU=HR,OU=Staff,${company.base}`] })
  })

  test('with a list run once for each item, and a condition decides about each', async () => {
    const company = await withAdele()
    const steps = `- id: each
  for-each: \${{ roles.groups + ["VPN"] }}
  when: \${{ item != "Sales" }}
  ad.groups: { add: ["\${{ item }}"] }
- needs: [each]
  ad.attributes: { info: x }`

    const plan = value(await planWith(company, steps))

    expect(plan.changes.map(({ summary, step }) => [step, summary])).toEqual([
      ['each', 'add Adele Vance to All Staff (everyone)'],
      ['each', 'add Adele Vance to CRM Users (from department Sales)'],
      ['each', 'add Adele Vance to VPN'],
      ['ad.attributes', 'change info of account Adele Vance'],
    ])
    expect(plan.changes[3]?.needs).toEqual(plan.changes.slice(0, 3).map(({ id }) => id))
    expect(plan.people[0]?.skipped).toEqual([{ step: 'each[1]', because: 'its condition (when) does not hold' }])
  })

  test('see what the steps before them will have done', async () => {
    const company = await contoso('ad')
    const steps = `- ad.account: { ou: OU=Staff }
- ad.groups: { add: [Sales, VPN] }
- ad.groups: { only: [VPN] }`

    expect(await plannedBy(company, steps)).toEqual([
      'create account adele.vance',
      'add Adele Vance to Sales (from department Sales)',
      'add Adele Vance to VPN',
      'remove Adele Vance from Sales',
    ])
  })

  test('that ask for a kind of change which they do not declare are a defect of Joinery', async () => {
    const company = await withAdele()
    const request = requestOf(company, '- ad.attributes: { info: x }')
    const [step] = request.playbook.steps
    if (!step) throw new Error('no step')
    const steps = [{ ...step, step: { ...step.step, kinds: ['ad.member.add' as const] } }]

    await expect(makePlan({ ...request, playbook: { ...request.playbook, steps } })).rejects.toThrow(
      'ad.attributes asked for ad.entry.modify, which it does not declare',
    )
  })
})

describe('what is wrong', () => {
  test('is told of all steps and all people together, and equal findings once', async () => {
    const company = await contoso('ad')
    const steps = `- ad.account: { ou: "\${{ roles.ou }}", attributes: { manager: "\${{ person.manager }}" } }
- ad.groups: { add: [No such group] }
- ad.attributes: { department: "\${{ person.title }}" }`
    const people = [
      adele,
      { ...adele, employeeId: '01025', givenName: 'Bianca', manager: '99999' },
      { ...adele, employeeId: '01026', givenName: 'Cameron', title: 'x'.repeat(99) },
      { ...adele, employeeId: '01027', givenName: 'Dario', department: 'Sails' },
      { ...adele, employeeId: '00101', givenName: 'Miriam', manager: '88888' },
    ]

    const plan = await planWith(company, steps, people)

    expect([...findings(plan)].sort()).toEqual([
      'new-hires.yaml:10:3 roles/unknown-value',
      'new-hires.yaml:13:6 plan/unknown-person',
      'new-hires.yaml:4:6 plan/unknown-person',
      'test.yaml:4:5 plan/unknown-group',
      'test.yaml:5:39 playbook/wrong-value',
    ])
  })

  test('keeps its place where the person stands, if nothing knows it better', async () => {
    const company = await contoso('cloud')
    await company.hire({ employeeId: '01024', name: 'Adele Vance' })
    await company.hire({ employeeId: '01024', name: 'Adele Smith' })

    expect(findings(await planWith(company, onboard, [{ ...adele, employeeId: '5' }, adele]))).toEqual([
      'new-hires.yaml:4:1 plan/two-accounts',
    ])
  })

  test('with the directory itself stops planning at once: nobody else is asked about', async () => {
    const company = await contoso('ad')
    let asked = 0
    const readers = aroundReaders(company.readers, async (name, ask) => {
      if (name !== 'ad search') return ask()
      asked += 1
      if (asked === 1) return ask()
      throw new Fault('ad/unreachable', { server: 'dc1', text: 'connection reset' })
    })
    const people = Array.from({ length: 50 }, (_, at) => ({ ...adele, employeeId: `E${at}` }))

    const plan = await planWith(company, onboard, people, { readers })

    expect(plan).toMatchObject({ ok: false, faults: [{ code: 'ad/unreachable' }] })
    expect(messages(plan)).toHaveLength(1)
    // The canary, each person once side by side, and the first person once more.
    expect(asked).toBeLessThanOrEqual(1 + 50 + 1)
  })
})

describe('a directory that does not show krbtgt', () => {
  test('is not believed when it says that somebody is absent', async () => {
    const company = await contoso('ad')
    const readers = aroundReaders(company.readers, async (name, ask) => (name === 'ad search' ? [] : ask()))

    const plan = await planWith(company, onboard, [adele], { readers })

    expect(plan).toMatchObject({ ok: false, faults: [{ code: 'plan/canary-missing', category: 'unreachable' }] })
    expect(messages(plan)[0]).toContain(`dc1.corp.contoso.com does not show krbtgt below ${company.base}`)
  })
})

describe('a role that has to be approved', () => {
  const admin = { ...adele, roles: ['crm-admin'] }
  const approval = (plan: Plan) => plan.guards.find(({ name }) => name === 'approval')

  test('keeps the plan until a second person has approved it', async () => {
    const company = await contoso('ad')

    const plan = value(await planWith(company, onboard, [admin]))

    expect(approval(plan)).toMatchObject({ verdict: 'needs-approval' })
    expect(approval(plan)?.because).toContain('role crm-admin for Adele Vance has to be approved')
  })

  test('asks for nothing where nobody has it', async () => {
    expect(approval(value(await planWith(await contoso('ad'), onboard)))).toMatchObject({ verdict: 'ok' })
  })
})
