import type { Plan } from '../../model/plan.ts'
import type { PlaybookCase } from '../../model/playbook-case.ts'
import type { RunReport } from '../../model/run.ts'
import type { Practice } from '../../practice/practice-servers.ts'
import { listDifference, onlyDifferences, setDifference, valueDifference } from './differences.ts'

/** What of a plan is not as the case says. */
export const planDifferences = (
  expected: NonNullable<PlaybookCase['plan']>,
  plan: Plan,
): readonly (string | null)[] => {
  const summaries = plan.changes.map(({ summary }) => summary)
  const { changes, skipped } = expected
  const steps = [...new Set(plan.people.flatMap((person) => person.skipped.map(({ step }) => step)))]
  return [
    changes === undefined
      ? null
      : Array.isArray(changes)
        ? listDifference('plan, changes', changes, summaries)
        : setDifference('plan, changes', changes, summaries),
    skipped === undefined ? null : setDifference('plan, skipped', skipped, steps),
  ]
}

/** What of the end of a run is not as the case says. */
export const outcomeDifferences = (
  expected: NonNullable<PlaybookCase['outcome']>,
  report: RunReport,
): readonly string[] => {
  const wanted = typeof expected === 'string' ? { status: expected } : expected
  const status = valueDifference('run, status', wanted.status, report.status)
  const why = status === null ? [] : report.faults.map(({ code, message }) => `    ${message} (${code})`)
  return onlyDifferences([
    status && [status, ...why].join('\n'),
    ...Object.entries(wanted.counts ?? {}).map(([name, count]) =>
      valueDifference(`run, ${name}`, count, report.counts[name as keyof typeof report.counts]),
    ),
    wanted.faults === undefined
      ? null
      : setDifference('run, faults', wanted.faults, [...new Set(report.faults.map(({ code }) => code))]),
  ])
}

/** A case of faults that meets none shows nothing. */
export const faultDifferences = ({ given }: PlaybookCase, practice: Practice): readonly string[] => {
  const { graph, ldap } = practice.faults.fired()
  const fired = [...Object.values(graph), ...Object.values(ldap)].some((count) => count > 0)
  return given?.faults === undefined || fired ? [] : ['given, faults: none of them happened; try another seed']
}
