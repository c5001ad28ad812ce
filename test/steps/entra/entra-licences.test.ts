import { describe, expect, test } from 'vitest'
import type { Sku } from '../../../src/model/entra-objects.ts'
import type { Person } from '../../../src/model/person.ts'
import { runSteps } from '../../support/apply-to.ts'
import { findings, messages, value } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { userOf } from '../../support/look-up.ts'
import { e3, f1 } from '../../support/memory-directory.ts'
import { adele, houseOf, plannedBy, planWith } from '../../support/plan-with.ts'

const planId = (sku: Sku, name: string): string =>
  sku.servicePlans.find(({ servicePlanName }) => servicePlanName === name)?.servicePlanId ?? ''
const yammer = planId(e3, 'YAMMER_ENTERPRISE')
const sway = planId(e3, 'SWAY')
const company: Sku = {
  ...f1,
  skuId: '7fb55226-6b4f-492c-910c-a3b7a3c9d900',
  skuPartNumber: 'RIGHTS',
  appliesTo: 'Company',
}

const withAdele = async (skus: readonly Sku[] = [e3, f1]): Promise<Contoso> => {
  const it = await contoso('cloud', { skus })
  await it.hire({ employeeId: '01024', name: 'Adele Vance' })
  return it
}

const heldBy = async (it: Contoso): Promise<readonly (readonly [string, readonly string[]])[]> =>
  (await it.entra.licencesOf(it.idOf('01024'))).map(({ skuId, disabledPlans }) => [skuId, disabledPlans])

const give = (it: Contoso, sku: Sku, disabledPlans: readonly string[] = []): Promise<void> =>
  it.entra.assignLicences(it.idOf('01024'), { add: [{ skuId: sku.skuId, disabledPlans }], remove: [] })

describe('licences', () => {
  test('are those that the role gives, with what they cost shown as a hazard, once', async () => {
    const it = await withAdele()
    const steps = '- entra.licences: { add: "${{ roles.licences }}" }'

    const plan = await runSteps(it, steps)

    expect(plan.changes.map(({ summary, hazards }) => [summary, hazards])).toEqual([
      ['assign SPE_E3 to adele.vance@contoso.com (everyone)', ['costs-licence']],
    ])
    expect(await heldBy(it)).toEqual([[e3.skuId, []]])
    const again = value(await planWith(it, steps))
    expect([again.changes, again.people[0]?.holds]).toEqual([[], 1])
  })

  test('go in one request, for some depend on others', async () => {
    const it = await withAdele()

    const plan = await runSteps(it, `- entra.licences: { add: [spe_e3, "${f1.skuId.toUpperCase()}", SPE_E3] }`)

    expect(plan.changes.map(({ summary }) => summary)).toEqual([
      'assign SPE_E3 and SPE_F1 to adele.vance@contoso.com (everyone)',
    ])
    expect(await heldBy(it)).toEqual([
      [e3.skuId, []],
      [f1.skuId, []],
    ])
  })

  test('are exactly those under `only`', async () => {
    const it = await withAdele()
    await give(it, f1)
    const steps = '- entra.licences: { only: [SPE_E3] }'

    const plan = await runSteps(it, steps)

    expect(plan.changes.map(({ summary }) => summary)).toEqual([
      'assign SPE_E3 to adele.vance@contoso.com, remove SPE_F1 from adele.vance@contoso.com (everyone)',
    ])
    expect(await heldBy(it)).toEqual([[e3.skuId, []]])
    expect(await plannedBy(it, steps)).toEqual([])
  })

  test('are removed where they are held directly', async () => {
    const it = await withAdele()
    await give(it, f1)

    const plan = await runSteps(it, '- entra.licences: { remove: [SPE_F1, SPE_E3] }')

    expect(plan.changes.map(({ hazards }) => hazards)).toEqual([['revokes-access']])
    expect(plan.people[0]?.holds).toBe(1)
    expect(await heldBy(it)).toEqual([])
  })

  test('that are wanted and unwanted at once are kept', async () => {
    const it = await withAdele()
    await give(it, e3)

    expect(await plannedBy(it, `- entra.licences: { add: [SPE_E3], remove: ["${e3.skuId}"] }`)).toEqual([])
  })

  test('with a reason show it, whatever the licence is called in roles.yaml', async () => {
    const it = await withAdele()
    const house = houseOf(`everyone: { licences: ["${e3.skuId}"] }\ndepartment: { Sales: { licences: [spe_f1] } }`)

    const plan = value(await planWith(it, '- entra.licences: { add: "${{ roles.licences }}" }', [adele], { house }))

    expect(plan.changes[0]?.summary).toBe(
      'assign SPE_E3 and SPE_F1 to adele.vance@contoso.com (everyone, from department Sales)',
    )
  })
})

describe('service plans', () => {
  test('are switched off with the licence', async () => {
    const it = await withAdele()
    const steps = '- entra.licences: { add: [SPE_E3], without: { spe_e3: [YAMMER_ENTERPRISE, sway, SWAY] } }'

    const plan = await runSteps(it, steps)

    expect(plan.changes[0]?.summary).toBe(
      'assign SPE_E3 without YAMMER_ENTERPRISE, SWAY to adele.vance@contoso.com (everyone)',
    )
    expect(await heldBy(it)).toEqual([[e3.skuId, [yammer, sway]]])
    expect(await plannedBy(it, steps)).toEqual([])
  })

  test('change where the licence is held, which takes no seat', async () => {
    const it = await withAdele([{ ...e3, enabled: 1 }])
    await give(it, e3, [yammer, sway])
    const steps = '- entra.licences: { add: [SPE_E3], without: { SPE_E3: [SWAY] } }'

    const plan = await runSteps(it, steps)

    expect(plan.changes.map(({ summary, hazards, action }) => [summary, hazards, action])).toEqual([
      ['change SPE_E3 without SWAY of adele.vance@contoso.com (everyone)', [], 'modify'],
    ])
    expect(await heldBy(it)).toEqual([[e3.skuId, [sway]]])
    expect(await plannedBy(it, steps)).toEqual([])
  })

  test('that nobody names stay as they are, and are switched on by an empty list', async () => {
    const it = await withAdele()
    await give(it, e3, [sway])

    expect(await plannedBy(it, '- entra.licences: { add: [SPE_E3] }')).toEqual([])
    await runSteps(it, '- entra.licences: { add: [SPE_E3], without: { SPE_E3: [] } }')
    expect(await heldBy(it)).toEqual([[e3.skuId, []]])
  })

  test('of a licence that this person does not get mean nothing', async () => {
    const it = await withAdele()

    await runSteps(it, '- entra.licences: { add: [SPE_F1], without: { SPE_E3: [SWAY] } }')

    expect(await heldBy(it)).toEqual([[f1.skuId, []]])
  })
})

describe('what cannot be assigned is found while planning', () => {
  test('a licence that the tenant has not, with the one that was probably meant', async () => {
    const it = await withAdele([e3, f1, company])

    const plan = await planWith(it, '- entra.licences: { add: [SPE_E4, RIGHTS], without: { SPE_F2: [] } }')

    expect(findings(plan)).toEqual(Array(3).fill('test.yaml:3:5 plan/unknown-licence'))
    expect(messages(plan)[0]).toMatch(/It has: SPE_E3, SPE_F1\. .*Did you mean SPE_E3\?/)
  })

  test('a service plan that the licence has not', async () => {
    const plan = await planWith(await withAdele(), '- entra.licences: { add: [SPE_E3], without: { SPE_E3: [SVAY] } }')

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/unknown-service-plan'])
    expect(messages(plan)[0]).toContain('Did you mean SWAY?')
  })

  test('a licence without a seat, counting those that the batch takes before', async () => {
    const it = await contoso('cloud', { skus: [{ ...e3, enabled: 2, consumed: 0 }] })
    const people = ['Adele', 'Bianca', 'Cameron', 'Dario'].map(
      (givenName, at): Person => ({ ...adele, employeeId: `0200${at}`, givenName }),
    )
    const steps = '- entra.account: {}\n- entra.licences: { add: [SPE_E3] }'

    const plan = await planWith(it, steps, people)
    const enough = value(await planWith(it, steps, people.slice(0, 2)))

    expect(findings(plan)).toEqual(['test.yaml:4:5 plan/no-seats'])
    expect(plan).toMatchObject({ faults: [{ category: 'refused' }] })
    expect(messages(plan)[0]).toContain('SPE_E3: 2 of 2 seats are taken.')
    expect(enough.changes.filter(({ kind }) => kind === 'entra.licence.assign')).toHaveLength(2)
  })

  test('a seat that is given back in the same batch is free again', async () => {
    const it = await contoso('cloud', { skus: [{ ...f1, enabled: 1 }, e3] })
    await it.hire({ employeeId: '01024', name: 'Adele Vance' })
    await give(it, f1)
    const bianca = { ...adele, employeeId: '02000', givenName: 'Bianca', employeeType: 'contractor' }
    const steps = '- entra.account: {}\n- entra.licences: { only: "${{ roles.licences }}" }'

    const plan = await runSteps(it, steps, [adele, bianca])

    expect(plan.changes.map(({ summary }) => summary)).toEqual([
      'assign SPE_E3 to adele.vance@contoso.com, remove SPE_F1 from adele.vance@contoso.com (everyone)',
      'create cloud account bianca.vance@contoso.com',
      'assign SPE_F1 to bianca.vance@contoso.com (from employee type contractor)',
    ])
    // People go on side by side, so that the seat has to be free before.
    expect(plan.changes[2]?.needs).toEqual([plan.changes[1]?.id, plan.changes[0]?.id])
  })

  test('but not where it is given back after a time of grace', async () => {
    const it = await contoso('cloud', { skus: [{ ...f1, enabled: 1 }, e3] })
    await it.hire({ employeeId: '01024', name: 'Adele Vance' })
    await give(it, f1)
    const bianca = { ...adele, employeeId: '02000', givenName: 'Bianca', employeeType: 'contractor' }
    const steps = '- entra.account: {}\n- entra.licences: { only: "${{ roles.licences }}", grace: 14d }'

    const plan = await planWith(it, steps, [adele, bianca])

    expect(plan).toMatchObject({ ok: false, faults: [{ code: 'plan/no-seats' }] })
  })

  test('and a seat that is free anyway is nobody else’s', async () => {
    const it = await contoso('cloud', { skus: [{ ...f1, enabled: 2 }, e3] })
    await it.hire({ employeeId: '01024', name: 'Adele Vance' })
    await give(it, f1)
    const bianca = { ...adele, employeeId: '02000', givenName: 'Bianca', employeeType: 'contractor' }

    const plan = value(
      await planWith(it, '- entra.account: {}\n- entra.licences: { only: "${{ roles.licences }}" }', [adele, bianca]),
    )

    expect(plan.changes[2]?.needs).toEqual([plan.changes[1]?.id])
  })

  test.each(['Suspended', 'LockedOut', 'Deleted'])('a licence that is %s', async (capabilityStatus) => {
    const plan = await planWith(await withAdele([{ ...e3, capabilityStatus }]), '- entra.licences: { add: [SPE_E3] }')

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/no-seats'])
    expect(messages(plan)[0]).toContain(`(${capabilityStatus})`)
  })

  test('an account of which Entra does not know the country', async () => {
    const it = await contoso('cloud')
    await it.hire({ employeeId: '01024', name: 'Adele Vance', properties: { usageLocation: null } })

    const plan = await planWith(it, '- entra.licences: { add: [SPE_E3, SPE_F1] }')

    // The country of Adele in the input.
    expect(findings(plan)).toEqual(['new-hires.yaml:1:2 plan/no-usage-location'])
  })

  test('but not where a step before has set the country', async () => {
    const it = await contoso('cloud')
    await it.hire({ employeeId: '01024', name: 'Adele Vance', properties: { usageLocation: null } })
    const steps = '- entra.attributes: { usageLocation: "${{ person.country }}" }\n- entra.licences: { add: [SPE_E3] }'

    await runSteps(it, steps)

    expect(await heldBy(it)).toEqual([[e3.skuId, []]])
  })
})

describe('a licence that comes through a group', () => {
  test('counts as held and takes no second seat', async () => {
    const it = await withAdele([{ ...e3, enabled: 0 }])
    it.inherit(it.idOf('01024'), e3.skuId)

    const plan = value(await planWith(it, '- entra.licences: { add: [SPE_E3], without: { SPE_E3: [SWAY] } }'))

    expect([plan.changes, plan.people[0]?.holds]).toEqual([[], 1])
  })

  test('is not removed, and a note says how it goes', async () => {
    const it = await withAdele()
    it.inherit(it.idOf('01024'), e3.skuId)

    const plan = value(await planWith(it, '- entra.licences: { remove: [SPE_E3] }'))

    expect([plan.changes, plan.people[0]?.holds, plan.people[0]?.notes]).toEqual([
      [],
      0,
      [
        'SPE_E3 comes through the group a1a1a1a1-0000-4000-8000-00000000e3e3 and stays until the account leaves the group',
      ],
    ])
  })

  test('does not count where the group could not give it', async () => {
    const it = await withAdele()
    it.inherit(it.idOf('01024'), e3.skuId, 'Error')

    expect(await plannedBy(it, '- entra.licences: { add: [SPE_E3] }')).toEqual([
      'assign SPE_E3 to adele.vance@contoso.com (everyone)',
    ])
  })

  test('that is held directly as well is removed directly', async () => {
    const it = await withAdele()
    await give(it, e3)
    it.inherit(it.idOf('01024'), e3.skuId)

    expect(await plannedBy(it, '- entra.licences: { only: [] }')).toEqual([
      'remove SPE_E3 from adele.vance@contoso.com',
    ])
  })
})

test('a new account has no licences, and gets them once it is there', async () => {
  const it = await contoso('cloud')

  const plan = await runSteps(it, '- entra.account: {}\n- entra.licences: { add: [SPE_E3] }')

  expect(plan.changes[1]?.needs).toEqual([plan.changes[0]?.id])
  expect(await it.entra.licencesOf((await userOf(it, '01024')).id)).toHaveLength(1)
})
