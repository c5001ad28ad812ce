import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Change } from '../../src/changes/change.ts'
import type { HeldLicence, Sku } from '../../src/model/entra-objects.ts'
import type { RunReport } from '../../src/model/run.ts'
import { applyPlan, resumeRun, retryRun } from '../../src/runner/apply-plan.ts'
import type { RunDeps } from '../../src/runner/run-deps.ts'
import { contoso } from '../support/contoso.ts'
import { kiosk, type Lags, laggingMailbox, type MailboxWorld, visio, withExchange } from '../support/lagging-mailbox.ts'
import { salesTeam } from '../support/memory-directory.ts'
import { memoryJournal } from '../support/memory-journal.ts'
import { memoryLeases } from '../support/memory-leases.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { virtualClock } from '../support/virtual-clock.ts'
import { type Planned, planOf } from './support/plans.ts'

const MINUTE = 60_000
const skus = [withExchange, kiosk, visio]

interface Bench {
  readonly world: MailboxWorld
  readonly journal: ReturnType<typeof memoryJournal>
  readonly deps: RunDeps
  readonly change: (id: string, of: Omit<Change, 'user' | 'member' | 'mailbox'>) => Planned
  readonly apply: (...changes: readonly Planned[]) => Promise<RunReport>
}

/** Adele, who holds these licences directly, and these through Sales Team. */
const bench = async (
  lags: Lags,
  { direct = [], throughGroup = [] }: { readonly direct?: readonly Sku[]; readonly throughGroup?: readonly Sku[] },
): Promise<Bench> => {
  const company = await contoso('cloud', { skus })
  const user = await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  for (const { skuId } of direct)
    await company.entra.assignLicences(user, { add: [{ skuId, disabledPlans: [] }], remove: [] })
  await company.entra.addMember(salesTeam.id, user)
  const inherited = throughGroup.map(
    ({ skuId }): HeldLicence => ({ skuId, disabledPlans: [], group: salesTeam.id, state: 'Active' }),
  )
  const clock = virtualClock()
  const world = laggingMailbox(company, { user, skus, lags, inherited, clock })
  const journal = memoryJournal()
  const deps: RunDeps = {
    ...world,
    journal,
    leases: memoryLeases(),
    clock,
    random: seededRandom('last refusal'),
    progress: () => {},
  }
  const ref = { id: user, name: 'adele.vance@contoso.com' }
  return {
    world,
    journal,
    deps,
    change: (id, of) => ({
      id,
      change: { user: ref, mailbox: ref, member: ref, memberName: 'Adele Vance', ...of } as unknown as Change,
      ifFails: 'continue',
    }),
    apply: (...changes) => applyPlan(planOf([{ key: '01024', changes }]), { ...deps, runId: 'r1' }),
  }
}

const licence = ({ skuId, skuPartNumber }: Sku) => ({ skuId, skuPartNumber, disabledPlans: [] })
const taking = (...remove: readonly Sku[]) =>
  ({ kind: 'entra.licence.assign', add: [], remove: remove.map(licence) }) as const
const leaving = {
  kind: 'entra.member.remove',
  group: { id: salesTeam.id, name: 'Sales Team' },
  groupName: 'Sales Team',
  licensed: true,
} as const
const sharing = { kind: 'mailbox.type.set', type: 'shared', before: 'user' } as const
const waiting = { kind: 'wait.mailbox.shared', withinMs: 30 * MINUTE, pollMs: MINUTE } as const

const never: Lags = { exchangeMs: Number.POSITIVE_INFINITY, graphMs: Number.POSITIVE_INFINITY, groupMs: MINUTE }
const atOnce: Lags = { exchangeMs: 0, graphMs: 0, groupMs: 0 }

describe('a write that something speaks against at the last moment', () => {
  test('fails with nothing sent and no intent on record, and is made by a retry once nothing does', async () => {
    const { world, journal, deps, change, apply } = await bench(atOnce, { direct: [withExchange] })

    const report = await apply(change('licence', taking(withExchange)))

    expect(report).toMatchObject({ status: 'failed', counts: { failed: 1 } })
    expect(report.faults).toMatchObject([{ code: 'entra/would-lose-mailbox', effect: 'none', change: 'licence' }])
    expect(journal.lines.filter((line) => line.includes('"intent"'))).toEqual([])
    expect(await world.licences()).toHaveLength(1)
    world.convert()
    expect(await retryRun('r1', deps)).toMatchObject({ status: 'done', counts: { made: 1 } })
    expect([await world.licences(), world.losses]).toEqual([[], ['shared']])
  })

  test('is asked of the live readers each time, and not of what was read before', async () => {
    const { world, deps, change, apply } = await bench(atOnce, { direct: [withExchange] })
    await apply(change('licence', taking(withExchange)))

    expect(await retryRun('r1', deps)).toMatchObject({ status: 'failed' })
    expect(world.losses).toEqual([])
  })

  test('fails where nobody can be asked', async () => {
    const it = await bench(atOnce, { direct: [withExchange] })
    const { entra } = it.deps.readers
    const denied = async () => Promise.reject(new Error('no right to read mailboxes'))
    const readers = { ...it.deps.readers, ...(entra ? { entra: { ...entra, mailboxSettings: denied } } : {}) }
    const plan = planOf([{ key: '01024', changes: [it.change('licence', taking(withExchange))] }])

    const report = await applyPlan(plan, { ...it.deps, readers })

    expect(report.counts).toMatchObject({ made: 0, failed: 1 })
    expect(await it.world.licences()).toHaveLength(1)
  })
})

describe('the last licence with Exchange', () => {
  test.each([
    [
      'another licence with Exchange stays',
      { direct: [withExchange, visio], throughGroup: [kiosk] },
      taking(withExchange),
    ],
    ['another one comes in its place', { direct: [withExchange] }, { ...taking(withExchange), add: [licence(kiosk)] }],
    ['the licence has none', { direct: [withExchange, visio] }, taking(visio)],
    [
      'the step says that the mailbox may go',
      { direct: [withExchange] },
      { ...taking(withExchange), loseMailbox: true },
    ],
  ] as const)('goes while the mailbox is a person’s where %s', async (_why, held, change) => {
    const it = await bench(never, held)

    expect(await it.apply(it.change('licence', change))).toMatchObject({ status: 'done', counts: { made: 1 } })
  })

  test('does not go with its service plan switched off either', async () => {
    const it = await bench(never, { direct: [withExchange] })
    const off = {
      ...licence(withExchange),
      disabledPlans: ['efb87545-963c-4e0d-99df-69c6916d9eb0'],
      disabledBefore: [],
    }

    const report = await it.apply(it.change('plan', { ...taking(), add: [off] } as Omit<Change, 'user'>))

    expect(report.faults).toMatchObject([{ code: 'entra/would-lose-mailbox' }])
  })

  test('does not go with the group through which it comes', async () => {
    const it = await bench(never, { throughGroup: [withExchange] })

    const report = await it.apply(it.change('group', leaving))

    expect(report.faults).toMatchObject([{ code: 'entra/would-lose-mailbox', change: 'group' }])
    expect(it.world.losses).toEqual([])
  })

  test('does not go because the same licence still shows through a group that was left a moment ago', async () => {
    const it = await bench(never, { direct: [withExchange], throughGroup: [withExchange] })

    const report = await it.apply(it.change('group', leaving), it.change('licence', taking(withExchange)))

    expect(report.changes.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['group', 'made'],
      ['licence', 'failed'],
    ])
    expect(it.world.losses).toEqual([])
  })
})

const lag = fc.oneof(fc.integer({ min: 0, max: 120 * MINUTE }), fc.constantFrom(0, MINUTE, Number.POSITIVE_INFINITY))

test('over 1,000 conversion lags no licence goes before the mailbox reads shared, in whatever order a plan has them', async () => {
  const which = fc.subarray([withExchange, kiosk, visio])
  let [lost, kept] = [0, 0]
  await fc.assert(
    fc.asyncProperty(
      fc.record({ exchangeMs: lag, graphMs: lag, groupMs: fc.integer({ min: 0, max: 30 * MINUTE }) }),
      fc.shuffledSubarray(['share', 'wait', 'group', 'licence'] as const, { minLength: 2 }),
      which,
      fc.subarray([withExchange, visio]),
      async (lags, order, direct, throughGroup) => {
        const it = await bench(lags, { direct, throughGroup })
        const all = {
          share: it.change('share', sharing),
          wait: it.change('wait', waiting),
          group: it.change('group', throughGroup.length > 0 ? leaving : ({ ...leaving, licensed: undefined } as never)),
          licence: it.change('licence', taking(...direct)),
        }
        const changes = order.filter((name) => name !== 'licence' || direct.length > 0).map((name) => all[name])

        let report = await it.apply(...changes)
        for (let round = 0; round < 6 && report.status !== 'done'; round += 1) {
          await it.deps.clock.sleep(15 * MINUTE)
          report = await (round % 2 === 0 ? resumeRun : retryRun)('r1', it.deps)
        }

        expect(it.world.losses.filter((type) => type !== 'shared')).toEqual([])
        lost += it.world.losses.length
        kept += Number(it.world.losses.length === 0)
      },
    ),
    { seed: 20261122, numRuns: 1000 },
  )
  expect(lost).toBeGreaterThan(200)
  expect(kept).toBeGreaterThan(200)
}, 120_000)
