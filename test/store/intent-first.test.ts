import { expect, test } from 'vitest'
import { applyPlan } from '../../src/runner/apply-plan.ts'
import { newHire, planOf } from '../runner/support/plans.ts'
import { stateFolder, workplace } from '../runner/support/workplace.ts'

const BATCHES = 26
const PEOPLE = 30

test('of 10,000 writes each had its intent on the disk before and its outcome after', async () => {
  const folder = stateFolder()
  const plan = planOf(Array.from({ length: PEOPLE }, (_, at) => newHire(`${10_000 + at}`, `Alex Wilber${at}`)))
  let [durable, sent] = [0, 0]
  const early: string[] = []
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const deps = workplace(folder).process('A', {}, async (call, done) => {
      sent += 1
      if (durable < sent) early.push(call)
      done()
    })
    const append: typeof deps.journal.append = async (event, fences) => {
      await deps.journal.append(event, fences)
      if (event.type === 'intent') durable += 1
    }
    const report = await applyPlan(plan, { ...deps, journal: { ...deps.journal, append }, runId: `r${batch}` })
    expect(report.status).toBe('done')
  }

  const records = [...folder.connection('watcher').records()]
  const of = (type: string): readonly string[] =>
    records.filter((record) => record.type === type).map(({ run, json }) => `${run} ${JSON.parse(json).change}`)
  const outcomes = new Set(of('outcome'))
  expect(sent).toBeGreaterThan(10_000)
  expect(early).toEqual([])
  expect(of('intent')).toHaveLength(sent)
  expect(of('intent').filter((change) => !outcomes.has(change))).toEqual([])
}, 90_000)
