import type { Plan } from '../model/plan.ts'
import type { RunEvent } from '../model/run.ts'
import { plainCell } from './csv-text.ts'

/** What is said of a record beside the record itself, for people who read an export in a spreadsheet. */
export const readingColumns = ['run', 'type', 'actor', 'person', 'change', 'outcome', 'about'] as const

type Reading = { readonly [column in (typeof readingColumns)[number]]?: string | undefined }

const summaryOf = ({ changes, people, playbook }: Plan): string =>
  `${playbook.name}: changes ${changes.length}, people ${people.length}`

const RUN_ID = /^\d{8}-[0-9a-f]{8}$/

/** Reads events in their order; what an event says of a change is completed from the plan of its run. */
export const auditReader = (): ((event: RunEvent) => readonly string[]) => {
  const plans = new Map<string, Plan>()
  const planned = (run: string, change: string) => plans.get(run)?.changes.find(({ id }) => id === change)

  const reading = (event: RunEvent): Reading => {
    switch (event.type) {
      case 'planned':
        return { actor: event.actor, about: summaryOf(event.plan) }
      case 'approved':
      case 'started':
        return { actor: event.actor }
      case 'intent':
        return { change: event.change, about: `attempt ${event.attempt}` }
      case 'outcome':
        return { change: event.change, outcome: event.outcome, about: event.fault?.title ?? event.note }
      case 'verified':
        return { change: event.change, outcome: event.holds ? 'verified' : 'not seen' }
      case 'parked':
        return { change: event.change, about: event.because }
      case 'ended':
        return { outcome: event.status }
    }
  }

  return (event) => {
    if (event.type === 'planned') plans.set(event.run, event.plan)
    const own = reading(event)
    const change = own.change === undefined ? undefined : planned(event.run, own.change)
    const about = [change?.summary, own.about].filter((text) => text !== undefined).join(': ')
    const all: Reading = { ...own, run: event.run, type: event.type, person: change?.person, about }
    return readingColumns.map((column) => {
      const text = all[column] ?? ''
      return column === 'run' && RUN_ID.test(text) ? text : plainCell(text)
    })
  }
}
