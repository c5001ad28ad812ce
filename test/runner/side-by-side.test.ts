import { describe, expect, test } from 'vitest'
import { Fault } from '../../src/model/fault.ts'
import type { Plan } from '../../src/model/plan.ts'
import { applyPlan, resumeRun } from '../../src/runner/apply-plan.ts'
import type { CrashPoint } from '../../src/runner/run-deps.ts'
import { type Bench, bench } from './support/bench.ts'
import { type Planned, planOf, seed } from './support/plans.ts'
import { emptyState, type TinyState } from './support/tiny-tenant.ts'

const ADELE = '00000000-0000-4000-8000-00000000ade1'
const MANY = 50
const groupId = (at: number): string => `group-${at}`

/** Adele in many groups, or in none. */
const stateWith = (groups: readonly string[]): TinyState => {
  const state = seed(emptyState())
  const properties = { userPrincipalName: 'adele.vance@contoso.com', employeeId: '01024' }
  state.entra[ADELE] = { properties, groups: [...groups], licences: [], manager: null, passes: [], password: null }
  return state
}

const all = Array.from({ length: MANY }, (_, at) => groupId(at))

const leave = (id: string, more: { readonly licensed?: true } = {}): Planned => ({
  id: `leave-${id}`,
  change: {
    kind: 'entra.member.remove',
    group: { id, name: id },
    member: { id: ADELE, name: 'adele.vance@contoso.com' },
    groupName: id,
    memberName: 'Adele Vance',
    ...more,
  },
})

const leaveAll: Plan = planOf([{ key: '01024', changes: all.map((id) => leave(id)) }])

/** How many writes were on their way at the same time at most. */
const counting = () => {
  let running = 0
  let most = 0
  return {
    most: () => most,
    wire: async (_call: string, done: () => void) => {
      running += 1
      most = Math.max(most, running)
      await new Promise(setImmediate)
      done()
      running -= 1
    },
  }
}

const groupsOf = ({ tenant }: Bench): readonly string[] => tenant.state.entra[ADELE]?.groups ?? []

describe('many memberships of one person', () => {
  test('end twenty at a time', async () => {
    const count = counting()
    const on = bench({ state: stateWith(all), wire: count.wire })

    const report = await applyPlan(leaveAll, on.deps())

    expect([report.status, report.counts.made, groupsOf(on), count.most()]).toEqual(['done', MANY, [], 20])
  })

  test('end one by one where they are few', async () => {
    const count = counting()
    const on = bench({ state: stateWith(all), wire: count.wire })

    await applyPlan(planOf([{ key: '01024', changes: all.slice(0, 19).map((id) => leave(id)) }]), on.deps())

    expect([groupsOf(on).length, count.most()]).toEqual([MANY - 19, 1])
  })

  test('that hand out licences end one by one, after all others', async () => {
    const on = bench({ state: stateWith(all) })
    const changes = all.map((id, at) => leave(id, at < 25 ? {} : { licensed: true }))

    await applyPlan(planOf([{ key: '01024', changes }]), on.deps())

    expect(on.tenant.state.writes.slice(25).map((write) => write.split(' ')[1])).toEqual(all.slice(25))
    expect(groupsOf(on)).toEqual([])
  })

  test('stop where one fails: those on their way come to their end, and the others are not begun', async () => {
    const wire = async (call: string, done: () => void): Promise<void> => {
      if (call.includes(`${groupId(3)} `) || call.endsWith(groupId(3))) throw new Fault('entra/denied', { doing: call })
      done()
    }
    const on = bench({ state: stateWith(all), wire })

    const report = await applyPlan(leaveAll, on.deps())

    expect(report.counts).toMatchObject({ made: 19, failed: 1, blocked: MANY - 20 })
  })

  test.each<CrashPoint>(['before-intent', 'after-intent', 'after-apply', 'after-outcome'])(
    'end as without a crash where the process dies %s, wherever that is',
    async (point) => {
      for (const nth of [1, 2, 19, 20, 21, 39, 40, 41, MANY]) {
        const on = bench({ state: stateWith(all) })
        let met = 0
        const crashPoint = (name: CrashPoint): void => {
          if (name === point && ++met === nth) throw new Error('killed')
        }
        await applyPlan(leaveAll, { ...on.deps({ crashPoint }), runId: 'r1' }).catch(() => null)

        const report = await resumeRun('r1', on.deps())

        expect([nth, report.status, groupsOf(on)]).toEqual([nth, 'done', []])
        expect(on.tenant.state.writes).toEqual([...new Set(on.tenant.state.writes)])
      }
    },
  )
})
