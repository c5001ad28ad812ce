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
import { Crash, type Dies, dyingAt, dyingAtNth, inProcess } from './sweep-process.ts'

const points: readonly CrashPoint[] = ['before-intent', 'after-intent', 'after-apply', 'after-outcome']

const RUN = 'r1'
const CHANGES = 14
/** Of the boundaries that a resume can meet; the later half is met by few. */
const LATEST_SECOND_DEATH = 12

/** Whether the password that was handed over opens the account that was made. */
const opensAccount = ({ ad }: Company, secrets: ReadonlyMap<string, string>, employeeId: string): boolean => {
  const account = [...ad.all()].find(({ values }) => values.get('employeeID')?.[0] === employeeId)
  return account !== undefined && [...secrets.values()].some((secret) => isPasswordOf(account, secret))
}

/** What a run leaves behind. */
interface Left {
  readonly digest: string
  readonly sent: readonly string[]
  readonly notes: readonly string[]
  readonly passwordOpens: boolean
}

const leftBy = (company: SweepCompany, employeeId: string): Left => {
  const secrets = company.secrets()
  return {
    digest: company.digest(),
    sent: company.sent.toSorted(),
    notes: [...secrets.keys()],
    passwordOpens: opensAccount(company.practice.company, secrets, employeeId),
  }
}

const apply = (plan: Plan, company: SweepCompany, dies?: Dies): Promise<RunReport | Crash> =>
  inProcess(company, 'first', (deps) => applyPlan(plan, { ...deps, runId: RUN }), dies)

const resume = (company: SweepCompany, process: string, dies?: Dies): Promise<RunReport | Crash> =>
  inProcess(company, process, (deps) => resumeRun(RUN, deps), dies)

/** Applies and, as long as the process dies, resumes. Answers how many died, and what is left. */
const untilDone = async (
  plan: Plan,
  employeeId: string,
  deaths: readonly Dies[],
): Promise<{ readonly died: number; readonly left: Left }> => {
  const company = await sweepCompany({ mode: 'hybrid' })
  try {
    let end = await apply(plan, company, deaths[0])
    let died = 0
    while (end instanceof Crash) {
      died += 1
      end = await resume(company, `process ${died}`, deaths[died])
    }
    expect(end).toMatchObject({ status: 'done', faults: [] })
    return { died, left: leftBy(company, employeeId) }
  } finally {
    await company.close()
  }
}

const planFor = async (person: ReturnType<typeof sweepPerson>): Promise<Plan> => {
  const company = await sweepCompany({ mode: 'hybrid' })
  try {
    return await company.plan([person])
  } finally {
    await company.close()
  }
}

/**
 * A process is killed at every boundary of every change of an onboarding with 14 changes, and another goes on, each time on a company of its
 * own. With `again` the second process is killed too.
 */
export const crashSweep = (seed: number, { again }: { readonly again: boolean }): void => {
  const person = sweepPerson(seed)

  describe(`seed ${seed}, ${person.employeeId}${again ? ', killed once more while resuming' : ''}`, () => {
    let plan: Plan
    let undisturbed: Left

    beforeAll(async () => {
      plan = await planFor(person)
      const { died, left } = await untilDone(plan, person.employeeId, [])
      undisturbed = left
      expect([died, left.passwordOpens]).toEqual([0, true])
    })

    test.each(points)(
      'killed %s of each change, a resume ends in the same company',
      async (point) => {
        const random = seededRandom(`${seed} ${point}`)
        let died = 0
        for (const change of writesOf(plan)) {
          const second = again ? [dyingAtNth(1 + random.integer(LATEST_SECOND_DEATH))] : []
          const end = await untilDone(plan, person.employeeId, [dyingAt(point, change), ...second])

          expect(end.died).toBeGreaterThanOrEqual(1)
          expect(end.left).toEqual(undisturbed)
          died += end.died
        }
        expect(writesOf(plan)).toHaveLength(CHANGES)
        expect(died).toBeGreaterThanOrEqual(again ? CHANGES * 1.5 : CHANGES)
      },
      120_000,
    )
  })
}
