import { beforeAll, describe, expect, test } from 'vitest'
import type { Plan } from '../../../src/model/plan.ts'
import type { RunReport } from '../../../src/model/run.ts'
import { isPasswordOf } from '../../../src/practice/ad/rules/password.ts'
import type { Company } from '../../../src/practice/company.ts'
import { applyPlan, resumeRun } from '../../../src/runner/apply-plan.ts'
import type { CrashPoint } from '../../../src/runner/run-deps.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import { writesOf } from './onboarding-plan.ts'
import { type SweepCompany, sweepCompany } from './sweep-company.ts'
import { sweepPerson } from './sweep-person.ts'
import { Crash, dyingAt, dyingAtNth, inProcess } from './sweep-process.ts'

export const crashPoints: readonly CrashPoint[] = ['before-intent', 'after-intent', 'after-apply', 'after-outcome']

const RUN = 'r1'

/** Whether the password that was handed over opens the account that was made. */
const opensAccount = ({ ad }: Company, secrets: ReadonlyMap<string, string>, employeeId: string): boolean => {
  const account = [...ad.all()].find(({ values }) => values.get('employeeID')?.[0] === employeeId)
  return account !== undefined && [...secrets.values()].some((secret) => isPasswordOf(account, secret))
}

const newCompany = (): Promise<SweepCompany> => sweepCompany({ mode: 'hybrid' })

/**
 * A process is killed at every boundary of every change of an onboarding with 14 changes, and another goes on, each time on a company of its
 * own. With `again` the second process is killed too.
 */
export const crashSweep = (seed: number, { again }: { readonly again: boolean }): void => {
  const person = sweepPerson(seed)
  const title = `seed ${seed}, ${person.employeeId}${again ? ', killed once more while resuming' : ''}`

  describe(title, () => {
    let plan: Plan
    let undisturbed: { readonly digest: string; readonly notes: readonly string[] }

    beforeAll(async () => {
      const company = await newCompany()
      plan = await company.plan([person])
      const report = await inProcess(company, 'undisturbed', (deps) => applyPlan(plan, { ...deps, runId: RUN }))
      expect(report).toMatchObject({ status: 'done', counts: { made: 14, found: 1 } })
      undisturbed = { digest: company.digest(), notes: [...company.secrets().keys()] }
      await company.close()
    })

    const killedAndResumed = async (point: CrashPoint, change: string, second: number | null): Promise<number> => {
      const company = await newCompany()
      try {
        const first = await inProcess(
          company,
          'first',
          (deps) => applyPlan(plan, { ...deps, runId: RUN }),
          dyingAt(point, change),
        )
        expect(first).toBeInstanceOf(Crash)
        let resumed: RunReport | Crash | null = null
        if (second !== null)
          resumed = await inProcess(company, 'second', (deps) => resumeRun(RUN, deps), dyingAtNth(second))
        const diedAgain = resumed instanceof Crash
        if (resumed === null || diedAgain) resumed = await inProcess(company, 'last', (deps) => resumeRun(RUN, deps))

        expect(resumed).toMatchObject({ status: 'done', faults: [] })
        expect(company.digest()).toBe(undisturbed.digest)
        const secrets = company.secrets()
        expect([...secrets.keys()]).toEqual(undisturbed.notes)
        expect(opensAccount(company.practice.company, secrets, person.employeeId)).toBe(true)
        return diedAgain ? 2 : 1
      } finally {
        await company.close()
      }
    }

    test.each(crashPoints)(
      'killed %s of each change, a resume ends in the same company',
      async (point) => {
        const random = seededRandom(`${seed} ${point}`)
        const changes = writesOf(plan)
        let died = 0
        for (const change of changes)
          died += await killedAndResumed(point, change, again ? 1 + random.integer(12) : null)

        expect(changes).toHaveLength(14)
        expect(died).toBeGreaterThanOrEqual(again ? 21 : 14)
      },
      120_000,
    )
  })
}

/** How many seeds a sweep covers: one unless told by JOINERY_SWEEP_SEEDS, as every night. */
export const seedsFrom = (first: number): readonly number[] => {
  const count = Number(process.env['JOINERY_SWEEP_SEEDS'] ?? 1)
  return Array.from({ length: count }, (_, at) => first + 2 * at)
}
