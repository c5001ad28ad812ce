import { beforeAll, describe, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import type { RunReport } from '../../src/model/run.ts'
import { settleDueLicences } from '../../src/practice/entra/licence-worker.ts'
import { type FaultsName, namedFaults } from '../../src/practice/faults/named-faults.ts'
import { applyPlan, retryRun } from '../../src/runner/apply-plan.ts'
import { hires } from './support/hires.ts'
import { notHolding } from './support/not-holding.ts'
import { type SweepCompany, sweepCompany, withFaults } from './support/sweep-company.ts'
import { Crash, inProcess } from './support/sweep-process.ts'

const people = hires(1)
const RUN = 'r1'
/** As long as anything in the background takes. */
const WORKERS_DONE_MS = 600_000

/** Faults under which a run may end before everything is done. All others it outlasts. */
const stopped: { readonly [name in FaultsName]?: string } = {
  liar: 'run/unverified',
  expired: 'entra/token-refused',
}

const onCompany = async <T>(use: (company: SweepCompany) => Promise<T>): Promise<T> => {
  const company = await sweepCompany({ mode: 'hybrid', ldapTimeoutMs: 3_000 })
  try {
    return await use(company)
  } finally {
    await company.close()
  }
}

const apply = async (company: SweepCompany, plan: Plan): Promise<RunReport> => {
  const end = await inProcess(company, 'joinery', (deps) => applyPlan(plan, { ...deps, runId: RUN }))
  if (end instanceof Crash) throw end
  return end
}

/** The company once work in the background is done. */
const settled = async (company: SweepCompany): Promise<string> => {
  await company.clock.sleep(WORKERS_DONE_MS)
  settleDueLicences(company.practice.company.entra)
  return company.digest()
}

describe('an onboarding in AD and Entra', () => {
  let plan: Plan
  let undisturbed: string

  beforeAll(async () => {
    undisturbed = await onCompany(async (company) => {
      plan = await company.plan(people)
      expect(await apply(company, plan)).toMatchObject({ status: 'done', faults: [] })
      return settled(company)
    })
  }, 120_000)

  const names = Object.keys(namedFaults) as readonly FaultsName[]

  test.each(names.filter((name) => !stopped[name]))(
    'ends under the faults called %s as without',
    async (name) => {
      await onCompany(async (company) => {
        const [report] = await withFaults(company, name, () => apply(company, plan))

        expect(report).toMatchObject({ status: 'done', faults: [] })
        expect(await settled(company)).toBe(undisturbed)
      })
    },
    120_000,
  )

  test('says under a server that lies what is not there, and of the rest nothing that is not true', async () => {
    await onCompany(async (company) => {
      const [report] = await withFaults(company, 'liar', () => apply(company, plan))

      expect(report.status).toBe('partial')
      expect(report.faults.map(({ code }) => code)).toContain(stopped.liar)
      expect(await notHolding(company, plan, report)).toEqual([])
    })
  }, 120_000)

  test('stops where its token is not taken any more, and is brought to its end by a retry', async () => {
    await onCompany(async (company) => {
      const [report] = await withFaults(company, { graph: { expired: 0.4 } }, () => apply(company, plan))
      const retried = await inProcess(company, 'retry', (deps) => retryRun(RUN, deps))

      expect(report.status).toBe('partial')
      expect(new Set(report.faults.map(({ code }) => code))).toEqual(new Set([stopped.expired]))
      expect(retried).toMatchObject({ status: 'done', faults: [] })
      expect(await settled(company)).toBe(undisturbed)
    })
  }, 120_000)
})
