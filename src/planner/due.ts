import { dayOf } from '../model/calendar-day.ts'
import type { Fault } from '../model/fault.ts'
import { type PersonRecord, personName } from '../model/person.ts'
import type { GuardVerdict } from '../model/plan.ts'
import type { Scope } from '../playbook/playbook.ts'
import type { PlanRequest } from './plan-request.ts'

/** Somebody for whom a playbook is not due yet. */
export interface NotDue {
  readonly name: string
  /** As the playbook gives it: a day, or RFC 3339. */
  readonly on: string
}

/** When a playbook is due for a person, as the playbook gives it; null where it names no day. What its expression finds wrong is a fault. */
export const dueOn = ({ playbook }: Pick<PlanRequest, 'playbook'>, scope: Scope, faults: Fault[]): string | null => {
  const due = playbook.due?.(scope)
  if (!due) return null
  if (due.ok) return due.value === '' ? null : due.value
  faults.push(...due.faults)
  return null
}

/** Whether somebody's playbook is due on a day to come; null where it is due, and where it names no day. */
export const notDue = (
  { readers }: Pick<PlanRequest, 'readers'>,
  { person }: PersonRecord,
  on: string | null,
): NotDue | null => {
  if (on === null) return null
  const now = readers.clock.now()
  const isDue = on.includes('T') ? now >= Date.parse(on) : dayOf(now, person.timeZone) >= on
  return isDue ? null : { name: personName(person), on }
}

const MOST_NAMED = 3

/** What the guard of due days says of a plan; nothing for a playbook that is due whenever it is run. */
export const dueGuard = (
  { playbook, now = false }: Pick<PlanRequest, 'playbook' | 'now'>,
  early: readonly NotDue[],
): readonly GuardVerdict[] => {
  if (!playbook.due) return []
  if (early.length === 0 || now) return [{ name: 'due', verdict: 'ok' }]
  const told = early.slice(0, MOST_NAMED).map(({ name, on }) => `${name} on ${on}`)
  const more = early.length > MOST_NAMED ? ` and ${early.length - MOST_NAMED} more` : ''
  return [
    {
      name: 'due',
      verdict: 'refused',
      because: `${playbook.title} (${playbook.name}) is not due yet for ${told.join(', ')}${more}`,
      hint: 'Let it be done when it is due with --schedule, or do it at once with --now.',
    },
  ]
}
