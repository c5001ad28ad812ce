import { describe, expect, test } from 'vitest'
import type { Change } from '../../../src/changes/change.ts'
import { valuesOf } from '../../../src/model/ad-entry.ts'
import type { Plan } from '../../../src/model/plan.ts'
import { type Planned, planOf } from '../../runner/support/plans.ts'
import { value } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { adGroupsOf, entryOf, userOf } from '../../support/look-up.ts'
import { e3, f1 } from '../../support/memory-directory.ts'
import { onboard } from '../../support/onboard-steps.ts'
import { adele, planWith } from '../../support/plan-with.ts'
import { type RunBench, runBench } from '../../support/undo-runs.ts'

const MIRIAM = '00101'

interface Bench {
  readonly company: Contoso
  readonly bench: RunBench
}

const open = async (mode: 'ad' | 'cloud'): Promise<Bench> => {
  const company = await contoso(mode)
  return { company, bench: runBench(company) }
}

const modify = (
  company: Contoso,
  changes: { readonly [attribute: string]: readonly [readonly string[], readonly string[]] },
): Change => ({
  kind: 'ad.entry.modify',
  type: 'account',
  target: { id: company.idOf(MIRIAM), name: 'CN=Miriam Graham' },
  changes: Object.fromEntries(Object.entries(changes).map(([name, [before, after]]) => [name, { before, after }])),
})

const planFor = (...changes: readonly Change[]): Plan =>
  planOf([{ key: MIRIAM, changes: changes.map((change, at): Planned => ({ id: `c${at}`, change })) }])

/** What somebody else does in Active Directory. */
const replace = ({ company }: Bench, attribute: string, ...values: readonly string[]): Promise<void> =>
  company.ad.modify(company.idOf(MIRIAM), [{ op: 'replace', attribute, values }])

const read = async ({ company }: Bench, attribute: string): Promise<readonly string[]> =>
  valuesOf(await entryOf(company, MIRIAM, [attribute]), attribute)

const reasons = (plan: Plan): readonly string[] =>
  plan.people.flatMap(({ skipped }) => skipped.map(({ because }) => because))

describe('undo', () => {
  test('brings back the values from before, attribute by attribute', async () => {
    const bench = await open('ad')
    await bench.bench.apply(planFor(modify(bench.company, { title: [[], ['Clerk']], department: [['Sales'], ['HR']] })))

    await bench.bench.apply(await bench.bench.undoPlan('run-1'))

    expect([await read(bench, 'title'), await read(bench, 'department')]).toEqual([[], ['Sales']])
  })

  test('leaves a value that somebody else changed since, says so, and takes back the others', async () => {
    const bench = await open('ad')
    await bench.bench.apply(planFor(modify(bench.company, { title: [[], ['Clerk']], department: [['Sales'], ['HR']] })))
    await replace(bench, 'title', 'Director')

    const plan = await bench.bench.undoPlan('run-1')
    await bench.bench.apply(plan)

    expect(reasons(plan)).toEqual([expect.stringContaining('title is Director, and was set to Clerk')])
    expect([await read(bench, 'title'), await read(bench, 'department')]).toEqual([['Director'], ['Sales']])
  })

  test('takes that back too with force', async () => {
    const bench = await open('ad')
    await replace(bench, 'title', 'Clerk')
    await bench.bench.apply(planFor(modify(bench.company, { title: [['Clerk'], ['Buyer']] })))
    await replace(bench, 'title', 'Director')

    await bench.bench.apply(await bench.bench.undoPlan('run-1', { force: true }))

    expect(await read(bench, 'title')).toEqual(['Clerk'])
  })

  test('turns back the bits of userAccountControl that the run turned, and no others', async () => {
    const bench = await open('ad')
    await bench.bench.apply(planFor(modify(bench.company, { userAccountControl: [['512'], ['514']] })))
    await replace(bench, 'userAccountControl', String(514 | 0x10000))

    await bench.bench.apply(await bench.bench.undoPlan('run-1'))

    expect(await read(bench, 'userAccountControl')).toEqual([String(512 | 0x10000)])
  })

  test('of a list takes back what the run put in and out, and leaves what others did', async () => {
    const bench = await open('ad')
    await replace(bench, 'proxyAddresses', 'SMTP:a@contoso.com', 'smtp:b@contoso.com')
    const lists = modify(bench.company, {
      proxyAddresses: [
        ['SMTP:a@contoso.com', 'smtp:b@contoso.com'],
        ['SMTP:a@contoso.com', 'smtp:c@contoso.com'],
      ],
    })
    await bench.bench.apply(planFor(lists))
    await replace(bench, 'proxyAddresses', 'SMTP:a@contoso.com', 'smtp:c@contoso.com', 'smtp:d@contoso.com')

    await bench.bench.apply(await bench.bench.undoPlan('run-1'))

    expect([...(await read(bench, 'proxyAddresses'))].sort()).toEqual([
      'SMTP:a@contoso.com',
      'smtp:b@contoso.com',
      'smtp:d@contoso.com',
    ])
  })

  test('never takes back what was there before the run', async () => {
    const bench = await open('ad')
    const sales = await bench.company.ad.byDn('CN=Sales,OU=Groups,DC=corp,DC=contoso,DC=com', [])
    const join: Change = {
      kind: 'ad.member.add',
      group: { id: sales?.id ?? '', name: sales?.dn ?? '' },
      member: { id: bench.company.idOf(MIRIAM), name: 'Miriam Graham' },
      groupName: 'Sales',
      memberName: 'Miriam Graham',
    }
    await bench.company.ad.addMember(sales?.id ?? '', bench.company.idOf(MIRIAM))
    const run = await bench.bench.apply(planFor(join))

    const plan = await bench.bench.undoPlan('run-1')

    expect(run.counts).toMatchObject({ found: 1, made: 0 })
    expect(plan.changes).toEqual([])
    expect(await adGroupsOf(bench.company, MIRIAM)).toEqual(['Sales'])
  })

  test('gives a licence back with the service plans that were off', async () => {
    const { company, bench } = await open('cloud')
    const user = { id: company.idOf(MIRIAM), name: 'miriam.graham@contoso.com' }
    const off = e3.servicePlans.slice(0, 2).map(({ servicePlanId }) => servicePlanId)
    await company.entra.assignLicences(user.id, { add: [{ skuId: e3.skuId, disabledPlans: off }], remove: [] })
    const swap: Change = {
      kind: 'entra.licence.assign',
      user,
      add: [{ skuId: f1.skuId, skuPartNumber: 'SPE_F1', disabledPlans: [] }],
      remove: [{ skuId: e3.skuId, skuPartNumber: 'SPE_E3', disabledPlans: off }],
    }
    await bench.apply(planFor(swap))

    await bench.apply(await bench.undoPlan('run-1'))

    expect(await company.entra.licencesOf(user.id)).toMatchObject([{ skuId: e3.skuId, disabledPlans: off }])
  })

  test('says of what Entra does not let be emptied that it stays', async () => {
    const { company, bench } = await open('cloud')
    const target = { id: company.idOf(MIRIAM), name: 'miriam.graham@contoso.com' }
    await company.view.sync.entra?.modifyUser(target.id, { usageLocation: null })
    const change: Change = {
      kind: 'entra.user.modify',
      target,
      changes: { usageLocation: { before: null, after: 'PL' }, jobTitle: { before: null, after: 'Clerk' } },
    }
    await bench.apply(planFor(change))

    const plan = await bench.undoPlan('run-1')
    await bench.apply(plan)

    expect(plan.people[0]?.notes).toEqual([expect.stringContaining('usageLocation: Entra does not let it be emptied')])
    const { properties } = await userOf(company, MIRIAM)
    expect([properties['usageLocation'], properties['jobTitle'] ?? null]).toEqual(['PL', null])
  })

  test('moves an account back, and leaves it where somebody else has moved it since', async () => {
    const bench = await open('ad')
    const [from, to] = ['OU=Sales', 'OU=HR'].map(
      (ou) => `CN=Miriam Graham,${ou},OU=Staff,DC=corp,DC=contoso,DC=com`,
    ) as [string, string]
    const target = { id: bench.company.idOf(MIRIAM), name: from }
    const move: Change = { kind: 'ad.entry.move', type: 'account', target, from, to }
    await bench.bench.apply(planFor(move))
    await bench.company.ad.move(target.id, {
      rdn: 'CN=Miriam Graham',
      parent: 'OU=IT,OU=Staff,DC=corp,DC=contoso,DC=com',
    })

    const left = await bench.bench.undoPlan('run-1')
    await bench.bench.apply(await bench.bench.undoPlan('run-1', { force: true }))

    expect([left.changes, reasons(left)]).toEqual([[], [expect.stringContaining('distinguishedName is')]])
    expect((await entryOf(bench.company, MIRIAM)).dn).toBe(from)
  })
})

describe('undo of an onboarding', () => {
  const hired = async (mode: 'ad' | 'cloud'): Promise<Bench> => {
    const bench = await open(mode)
    await bench.bench.apply(value(await planWith(bench.company, onboard, [adele])))
    return bench
  }

  test('deletes the account, and tells only of what outlives it', async () => {
    const bench = await hired('ad')

    const plan = await bench.bench.undoPlan('run-1')
    const run = await bench.bench.apply(plan)

    expect(run.status).toBe('done')
    expect(plan.people[0]?.notes).toEqual([expect.stringMatching(/^cannot be taken back: hand over the secret of/)])
    await expect(entryOf(bench.company, '01024')).rejects.toThrow('0 accounts')
    expect(plan.people[0]?.loses).toEqual(['data', 'groups', 'sign-in'])
  })

  test('leaves an account that somebody else has changed since, with everything about it, and says why', async () => {
    const bench = await hired('ad')
    const { id } = await entryOf(bench.company, '01024')
    await bench.company.ad.modify(id, [{ op: 'replace', attribute: 'title', values: ['Director'] }])

    const plan = await bench.bench.undoPlan('run-1')

    expect(plan.changes).toEqual([])
    expect(reasons(plan)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('title is Director'),
        expect.stringContaining('so it is left too'),
      ]),
    )
  })

  test('leaves an account that somebody has put into a further group', async () => {
    const bench = await hired('ad')
    const { id } = await entryOf(bench.company, '01024')
    const vpn = await bench.company.ad.byDn('CN=VPN,OU=Groups,DC=corp,DC=contoso,DC=com', [])
    await bench.company.ad.addMember(vpn?.id ?? '', id)

    const plan = await bench.bench.undoPlan('run-1')

    expect(plan.changes).toEqual([])
    expect(reasons(plan)).toEqual(expect.arrayContaining([expect.stringContaining('it is in CN=VPN')]))
  })

  test('takes all of it with force', async () => {
    const bench = await hired('cloud')
    const user = await userOf(bench.company, '01024')
    await bench.company.entra.modifyUser(user.id, { jobTitle: 'Director' })

    const run = await bench.bench.apply(await bench.bench.undoPlan('run-1', { force: true }))

    expect(run.status).toBe('done')
    await expect(userOf(bench.company, '01024')).rejects.toThrow('0 users')
  })

  test('that was cut off takes back what had been made, asking about what nobody knows', async () => {
    const bench = await open('ad')
    const plan = value(await planWith(bench.company, onboard, [adele]))
    const victim = plan.changes.find(({ kind }) => kind === 'ad.member.add')?.id
    const crash = bench.bench.apply(plan, {
      crashPoint(name, change) {
        if (name === 'after-apply' && change === victim) throw new Error('power cut')
      },
    })
    await expect(crash).rejects.toThrow('power cut')
    expect(await adGroupsOf(bench.company, '01024')).toHaveLength(1)
    // Until then the claim of the process that died keeps everybody away.
    bench.company.clock.pass(60_000)

    const run = await bench.bench.apply(await bench.bench.undoPlan('run-1'))

    expect(run.status).toBe('done')
    await expect(entryOf(bench.company, '01024')).rejects.toThrow('0 accounts')
  })

  test('is as stale as any plan when the directory moves before it is applied', async () => {
    const bench = await hired('ad')
    const plan = await bench.bench.undoPlan('run-1')
    const { id } = await entryOf(bench.company, '01024')
    await bench.company.ad.modify(id, [{ op: 'replace', attribute: 'title', values: ['Director'] }])

    const { staleReads } = await import('../../../src/runner/stale-reads.ts')

    expect(await staleReads(plan, bench.bench.readers)).not.toEqual([])
  })
})
