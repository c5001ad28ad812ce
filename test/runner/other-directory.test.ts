import { describe, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import type { Readers } from '../../src/ports/systems.ts'
import { applyPlan, resumeRun, retryRun } from '../../src/runner/apply-plan.ts'
import type { RunDeps } from '../../src/runner/run-deps.ts'
import { contosoDomain } from '../support/memory-directory.ts'
import { type Bench, bench } from './support/bench.ts'
import { newHire, planOf } from './support/plans.ts'

const RUN = 'r1'

const contosoTenant = { id: '7d1c6a52-0c1f-4f6e-9a57-3f5d0b5f2c11', displayName: 'Contoso', domains: ['contoso.com'] }

const directory = { domain: contosoDomain.domainSid, tenant: contosoTenant.id }
const plan: Plan = { ...planOf([newHire()]), directory }

class Crash extends Error {}

/** The readers of a domain and a tenant; null where the organisation has none. */
const readersOf = (on: Bench, domain: string | null, tenant: string | null): Readers => {
  const { ad, entra, clock } = on.tenant.readers
  if (!ad || !entra) throw new Error('the bench has both')
  return {
    clock,
    ...(domain === null ? {} : { ad: { ...ad, domain: async () => ({ ...contosoDomain, domainSid: domain }) } }),
    ...(tenant === null ? {} : { entra: { ...entra, tenant: async () => ({ ...contosoTenant, id: tenant }) } }),
  }
}

const others: readonly (readonly [string, string | null, string | null])[] = [
  ['another domain', 'S-1-5-21-1-2-3', directory.tenant],
  ['another tenant', directory.domain, '00000000-0000-4000-8000-000000000000'],
  ['another domain and tenant', 'S-1-5-21-1-2-3', '00000000-0000-4000-8000-000000000000'],
  ['no domain any more', null, directory.tenant],
  ['no tenant any more', directory.domain, null],
]

const half = async (): Promise<Bench> => {
  const on = bench()
  const crashPoint = (name: string, change: string): void => {
    if (name === 'after-apply' && change === '00123-enable') throw new Crash('killed')
  }
  const readers = readersOf(on, directory.domain, directory.tenant)
  await applyPlan(plan, { ...on.deps({ crashPoint, readers }), runId: RUN }).catch(() => null)
  return on
}

const verbs: readonly (readonly [string, (deps: RunDeps) => Promise<unknown>])[] = [
  ['resume', (deps) => resumeRun(RUN, deps)],
  ['retry', (deps) => retryRun(RUN, deps)],
]

const cases = others.flatMap(([what, domain, tenant]) =>
  verbs.map(([verb, go]) => ({ what, domain, tenant, verb, go })),
)

describe('a run that was begun on one directory', () => {
  test.each(cases)('is refused by $verb on $what, with nothing written or recorded', async ({ domain, tenant, go }) => {
    const on = await half()
    const [lines, writes] = [on.journal.lines.length, on.tenant.state.writes.length]

    const refused = go(on.deps({ readers: readersOf(on, domain, tenant) }))

    await expect(refused).rejects.toMatchObject({ code: 'run/other-directory', category: 'refused', effect: 'none' })
    expect(on.journal.lines).toHaveLength(lines)
    expect(on.tenant.state.writes).toHaveLength(writes)
  })

  test('goes on on the same one', async () => {
    const on = await half()

    const report = await resumeRun(RUN, on.deps({ readers: readersOf(on, directory.domain, directory.tenant) }))

    expect(report.status).toBe('done')
  })

  test('whose plan this version does not know is refused', async () => {
    const on = await half()
    const [planned = '', ...rest] = on.journal.lines
    on.journal.lines.splice(0, on.journal.lines.length, planned.replace('joinery.plan/1', 'joinery.plan/2'), ...rest)

    await expect(resumeRun(RUN, on.deps())).rejects.toMatchObject({ code: 'run/other-version', category: 'refused' })
  })
})

test.each(others)('a saved plan is refused on %s before anything is recorded', async (_what, domain, tenant) => {
  const on = bench()

  const refused = applyPlan(plan, on.deps({ readers: readersOf(on, domain, tenant) }))

  await expect(refused).rejects.toMatchObject({ code: 'run/other-directory' })
  expect(on.journal.lines).toEqual([])
  expect(on.tenant.state.writes).toEqual([])
})
