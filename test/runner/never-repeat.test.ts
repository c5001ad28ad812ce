import { describe, expect, test } from 'vitest'
import { Fault } from '../../src/model/fault.ts'
import type { OutgoingMail } from '../../src/model/message.ts'
import { applyPlan, resumeRun, retryRun } from '../../src/runner/apply-plan.ts'
import type { CrashPoint, RunDeps } from '../../src/runner/run-deps.ts'
import { value } from '../support/checked.ts'
import { contoso } from '../support/contoso.ts'
import { userOf } from '../support/look-up.ts'
import { memoryJournal } from '../support/memory-journal.ts'
import { memoryLeases } from '../support/memory-leases.ts'
import { planWith } from '../support/plan-with.ts'
import { seededRandom } from '../support/seeded-random.ts'

class Crash extends Error {}

const RUN = 'r1'
const steps = `- entra.disable: {}
- notify.mail: { to: "00101", subject: Adele leaves, text: Her account is blocked. }
- entra.attributes: { city: Gdańsk }`

/** How the mail server answers, one after the other; it takes the mail where the list has come to its end. */
type Answer = 'takes it' | 'takes it, and the answer is lost' | 'is gone' | 'is busy' | 'refuses'

const fault = (answer: Answer): Fault | null => {
  const params = { doing: 'sending a mail', detail: 'x', state: 'x', seconds: 1 }
  if (answer === 'takes it, and the answer is lost')
    return new Fault('entra/unreachable', params, { effect: 'unknown' })
  if (answer === 'is gone') return new Fault('entra/unreachable', params)
  if (answer === 'is busy') return new Fault('entra/throttled', params, { retryAfterMs: 1000 })
  return answer === 'refuses' ? new Fault('entra/denied', params) : null
}

const mailServer = (answers: readonly Answer[]) => {
  const arrived: OutgoingMail[] = []
  const left = [...answers]
  return {
    arrived,
    async sendMail(_from: string, mail: OutgoingMail) {
      const answer = left.shift() ?? 'takes it'
      if (answer.startsWith('takes it')) arrived.push(mail)
      const thrown = fault(answer)
      if (thrown) throw thrown
    },
  }
}

const onMailServer = async (...answers: readonly Answer[]) => {
  const company = await contoso('cloud')
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  await company.hire({ employeeId: '09001', name: 'IT Service Desk', username: 'it' })
  const plan = value(await planWith(company, steps))
  const { arrived, sendMail } = mailServer(answers)
  const writers = { ...company.writers, entra: { ...company.entra, sendMail } }
  const journal = memoryJournal()
  const leases = memoryLeases()
  let processes = 0
  const deps = (more: Partial<RunDeps> = {}): RunDeps => {
    processes += 1
    const random = seededRandom(`process ${processes}`)
    return {
      readers: company.readers,
      writers,
      journal,
      leases,
      clock: company.clock,
      random,
      progress: () => {},
      ...more,
    }
  }
  const cityOf = async () => (await userOf(company, '01024')).properties['city']
  return { plan, arrived, deps, cityOf }
}

const outcomes = (report: { readonly changes: readonly { readonly outcome: string }[] }) =>
  report.changes.map(({ outcome }) => outcome)

describe('a message that must not arrive twice', () => {
  test('is sent once', async () => {
    const { plan, arrived, deps } = await onMailServer()

    const report = await applyPlan(plan, { ...deps(), runId: RUN })

    expect([report.status, outcomes(report), arrived.length]).toEqual(['done', ['made', 'made', 'made'], 1])
  })

  test.each(['is gone', 'is busy'] as const)(
    'is sent again where it certainly was not: the server %s',
    async (answer) => {
      const { plan, arrived, deps } = await onMailServer(answer, answer)

      const report = await applyPlan(plan, { ...deps(), runId: RUN })

      expect([outcomes(report), arrived.length]).toEqual([['made', 'made', 'made'], 1])
    },
  )

  test('is left in doubt where the answer is lost, by resume and retry too, and the rest goes on', async () => {
    const { plan, arrived, deps, cityOf } = await onMailServer('takes it, and the answer is lost')

    const report = await applyPlan(plan, { ...deps(), runId: RUN })
    const resumed = await resumeRun(RUN, deps())
    const retried = await retryRun(RUN, deps())

    for (const one of [report, resumed, retried]) {
      expect([one.status, outcomes(one)]).toEqual(['partial', ['made', 'unverified', 'made']])
      expect(one.faults).toMatchObject([{ code: 'run/not-repeated', effect: 'unknown' }])
    }
    expect(retried.faults[0]?.hint).toContain('the sent items of it@contoso.com')
    expect([arrived.length, await cityOf()]).toEqual([1, 'Gdańsk'])
  })

  test('holds nothing up where it is refused, and goes out with a retry', async () => {
    const { plan, arrived, deps, cityOf } = await onMailServer('refuses')

    const report = await applyPlan(plan, { ...deps(), runId: RUN })
    const city = await cityOf()
    const retried = await retryRun(RUN, deps())

    expect([outcomes(report), city]).toEqual([['made', 'failed', 'made'], 'Gdańsk'])
    expect([retried.status, arrived.length]).toEqual(['done', 1])
  })

  test.each([
    ['before-intent', 1],
    ['after-intent', 0],
    ['after-apply', 1],
    ['after-outcome', 1],
  ] as const)('arrives at most once when the process dies %s', async (point: CrashPoint, arrivals) => {
    const { plan, arrived, deps, cityOf } = await onMailServer()
    const mail = plan.changes[1]?.id
    const crashPoint = (name: CrashPoint, change: string): void => {
      if (name === point && change === mail) throw new Crash('killed')
    }

    await applyPlan(plan, { ...deps({ crashPoint }), runId: RUN }).catch(() => undefined)
    await resumeRun(RUN, deps())
    const last = await retryRun(RUN, deps())

    expect(arrived).toHaveLength(arrivals)
    expect(await cityOf()).toBe('Gdańsk')
    const inDoubt = point === 'after-intent' || point === 'after-apply'
    expect([last.status, last.changes[1]?.outcome]).toEqual(inDoubt ? ['partial', 'unverified'] : ['done', 'made'])
  })
})
