import { changeOf, kindOf } from '../../../src/changes/change.ts'
import type { Plan } from '../../../src/model/plan.ts'
import type { RunReport } from '../../../src/model/run.ts'
import type { SweepCompany } from './sweep-company.ts'

/** What a run reports as made or found although the directory, asked by somebody else, does not show it. */
export const notHolding = async (company: SweepCompany, plan: Plan, report: RunReport): Promise<readonly string[]> => {
  const { readers, close } = await company.open('somebody else')
  const ends = new Map(report.changes.map((change) => [change.id, change]))
  const idOf = (ref: { readonly id: string } | { readonly madeBy: string }): string =>
    'id' in ref ? ref.id : (ends.get(ref.madeBy)?.target.id ?? '')
  const wrong: string[] = []
  for (const { id, change: planned, summary } of plan.changes) {
    const outcome = ends.get(id)?.outcome
    if (outcome !== 'made' && outcome !== 'found') continue
    const change = changeOf(planned)
    const kind = kindOf(change)
    if (!kind.unverifiable && !(await kind.holds(change, readers, { idOf }))) wrong.push(summary)
  }
  await close()
  return wrong
}
