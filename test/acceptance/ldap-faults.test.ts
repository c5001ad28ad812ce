import { beforeAll, describe, expect, test } from 'vitest'
import { exitCodeOfRun, exitCodes } from '../../src/cli/exit-code.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { RunReport } from '../../src/model/run.ts'
import { isPasswordOf } from '../../src/practice/ad/rules/password.ts'
import type { FaultsFired, FaultsWish } from '../../src/practice/faults/practice-faults.ts'
import { applyPlan } from '../../src/runner/apply-plan.ts'
import { hires } from './support/hires.ts'
import { notHolding } from './support/not-holding.ts'
import { seeds } from './support/seeds.ts'
import { type SweepCompany, sweepCompany, withFaults } from './support/sweep-company.ts'
import { Crash, inProcess } from './support/sweep-process.ts'

const PEOPLE = 10
const people = hires(PEOPLE)
/** Of real time: a request that is never answered costs as much. */
const PATIENCE_MS = 400

type Tested = 'ad' | 'hybrid'
const changesPerPerson = { ad: 8, hybrid: 14 }

const onCompany = async <T>(mode: Tested, use: (company: SweepCompany) => Promise<T>): Promise<T> => {
  const company = await sweepCompany({ mode, ldapTimeoutMs: PATIENCE_MS })
  try {
    return await use(company)
  } finally {
    await company.close()
  }
}

const applyOn = async (company: SweepCompany, plan: Plan): Promise<RunReport> => {
  const end = await inProcess(company, 'joinery', (deps) => applyPlan(plan, { ...deps, runId: 'r1' }))
  if (end instanceof Crash) throw end
  return end
}

/** Whether every account that was made opens with a password that was handed over. */
const passwordsOpen = ({ practice, secrets }: SweepCompany): boolean => {
  const made = [...practice.company.ad.all()].filter(({ values }) => values.get('employeeID')?.[0]?.startsWith('06'))
  const given = [...secrets().values()]
  return made.length === PEOPLE && made.every((account) => given.some((secret) => isPasswordOf(account, secret)))
}

describe.each<Tested>(['ad', 'hybrid'])(`${PEOPLE} onboardings in mode %s`, (mode) => {
  let plan: Plan
  let undisturbed: string

  beforeAll(async () => {
    undisturbed = await onCompany(mode, async (company) => {
      plan = await company.plan(people)
      const made = PEOPLE * changesPerPerson[mode]
      expect(await applyOn(company, plan)).toMatchObject({ status: 'done', counts: { made } })
      expect(passwordsOpen(company)).toBe(true)
      return company.digest()
    })
  })

  /** Applies under faults and holds the company to the undisturbed one. Answers how many faults there were. */
  const endsAsWithout = (faults: FaultsWish): Promise<FaultsFired> =>
    onCompany(mode, async (company) => {
      const [report, fired] = await withFaults(company, faults, () => applyOn(company, plan))

      expect(report).toMatchObject({ status: 'done', faults: [] })
      expect(company.digest()).toBe(undisturbed)
      expect(passwordsOpen(company)).toBe(true)
      return fired
    })

  test.each(seeds(2))(
    'seed %i: with connections that break before and after anything is done they end as without',
    async (seed) => {
      const graph = { throttled: 0.1, failing: 0.05, lost: 0.1, lagging: 0.2, lagMs: 20_000 }
      const faults = { seed: `${seed}`, graph, ldap: { reset: 0.08, lost: 0.08, busy: 0.03, unavailable: 0.03 } }

      const { ldap } = await endsAsWithout(faults)

      for (const kind of ['reset', 'lost', 'busy', 'unavailable'] as const) expect(ldap[kind], kind).toBeGreaterThan(4)
    },
    120_000,
  )
})

describe('a domain controller', () => {
  test('that falls silent now and then delays a run and harms nothing', async () => {
    await onCompany('ad', async (company) => {
      const plan = await company.plan(people)

      const [report, fired] = await withFaults(company, { ldap: { silent: 0.02 } }, () => applyOn(company, plan))

      expect(report).toMatchObject({ status: 'done', faults: [] })
      expect(fired.ldap.silent).toBeGreaterThan(1)
      expect(passwordsOpen(company)).toBe(true)
    })
  }, 120_000)

  test.each(seeds(3))(
    'seed %i: that confirms writes and does not make them is found out',
    async (seed) => {
      await onCompany('ad', async (company) => {
        const plan = await company.plan(people)

        const [report, fired] = await withFaults(company, { seed: `${seed}`, ldap: { ignored: 0.2 } }, () =>
          applyOn(company, plan),
        )

        expect(fired.ldap.ignored).toBeGreaterThan(1)
        expect(report.status).toBe('partial')
        expect(exitCodeOfRun(report)).toBe(exitCodes.mismatch)
        expect(await notHolding(company, plan, report)).toEqual([])
      })
    },
    120_000,
  )
})
