import type { Json, JsonObject } from '../../model/json.ts'
import type { Action, Plan, PlannedChange, PlanPerson } from '../../model/plan.ts'
import { attributeText } from './attribute-text.ts'
import { counted } from './counted.ts'
import type { Paint } from './paint.ts'
import { planFooter } from './plan-footer.ts'
import { safeText } from './safe-text.ts'

const SIGNS: { readonly [action in Action]: string } = { add: '+', modify: '~', remove: '-', wait: '…', other: '*' }
const SYSTEMS = { ad: 'Active Directory', entra: 'Entra', exchange: 'Exchange', none: 'This machine' } as const
const HAZARDS: { readonly [hazard: string]: string } = {
  'grants-access': 'grants access',
  'revokes-access': 'revokes access',
  'deletes-data': 'deletes data',
  'costs-licence': 'costs a licence',
  privileged: 'privileged',
  'locks-out': 'locks out',
  'notifies-people': 'notifies people',
  'sends-outside': 'sends mail outside',
}
const VALUE_COLUMN = 28
/** Characters of a list on one line; a longer one, such as the lines of a mail, has a line for each item. */
const LONGEST_LIST = 100
const CONTINUED = ' '.repeat(8 + VALUE_COLUMN)
/** Says nothing to whoever approves: the summary names the kind of object. It is in the JSON. */
const UNTOLD: ReadonlySet<string> = new Set(['objectClass'])

/** A plan as a diff: by person and system, each change with its values before and after, hazards marked. Drawn from the plan alone. */
export const planText = (plan: Plan, paint: Paint): string => {
  const changes = new Map(plan.changes.map((change) => [change.id, change]))
  const people = plan.people.map((person) => personText(person, changes, paint))
  return [headline(plan, paint), '', ...people, footer(plan, paint)].join('\n')
}

const headline = (plan: Plan, paint: Paint): string => {
  const { title, name } = plan.playbook
  return `${paint.bold(`Plan ${plan.id}`)}  ${safeText(title)} (${safeText(name)}, ${plan.mode}) for ${counted(plan.people.length, 'person', 'people')}`
}

const personText = (person: PlanPerson, changes: ReadonlyMap<string, PlannedChange>, paint: Paint): string => {
  const own = person.changes.map((id) => changes.get(id)).filter((change) => change !== undefined)
  const lines = [`${paint.bold(safeText(person.name))}  ${paint.dim(safeText(person.key))}`]
  for (const note of person.notes) lines.push(`  ${paint.dim(`note: ${safeText(note)}`)}`)
  let place = ''
  for (const change of own) {
    if (placeOf(change) !== place) lines.push(`  ${paint.cyan(placeOf(change))}`)
    place = placeOf(change)
    lines.push(...changeLines(change, changes, paint))
  }
  if (person.holds > 0) lines.push(`  ${paint.dim(held(person.holds))}`)
  lines.push(...skippedLines(person, paint))
  return `${lines.join('\n')}\n`
}

const placeOf = ({ system, target }: PlannedChange): string => (target.type === 'task' ? 'People' : SYSTEMS[system])

const held = (things: number): string =>
  `${counted(things, 'thing', 'things')} already ${things === 1 ? 'holds' : 'hold'}`

/** Steps that were skipped for one reason stand together: a whole system that an organisation lacks is one line. */
const skippedLines = ({ skipped }: PlanPerson, paint: Paint): readonly string[] => {
  const byReason = Map.groupBy(skipped, ({ because }) => because)
  return [...byReason].map(([because, all]) => {
    const steps = all.map(({ step }) => safeText(step)).join(', ')
    return `  ${paint.dim(`skipped ${steps}: ${safeText(because)}`)}`
  })
}

const changeLines = (
  change: PlannedChange,
  changes: ReadonlyMap<string, PlannedChange>,
  paint: Paint,
): readonly string[] => {
  const hazards = change.hazards.map((hazard) => HAZARDS[hazard] ?? hazard).join(', ')
  const sign = signed(change.action, SIGNS[change.action], paint)
  const byHand = change.manual === undefined ? '' : `  ${paint.yellow('(by hand)')}`
  const first = `    ${sign} ${safeText(change.summary)}${byHand}${hazards ? `  ${paint.yellow(`! ${hazards}`)}` : ''}`
  const place =
    change.action === 'add' && change.before === null ? [`        ${paint.dim(safeText(change.target.name))}`] : []
  const rows = change.action === 'wait' || change.manual !== undefined ? [] : valueRows(change, changes, paint)
  const line = !change.manual ? [] : [`        ${paint.dim('type:')} ${safeText(change.manual)}`]
  return [first, ...(rows.length > 0 ? place : []), ...rows, ...line]
}

const signed = (action: Action, sign: string, paint: Paint): string => {
  if (action === 'add') return paint.green(sign)
  return action === 'remove' ? paint.red(sign) : paint.yellow(sign)
}

const valueRows = (
  { before, after, kind }: PlannedChange,
  changes: ReadonlyMap<string, PlannedChange>,
  paint: Paint,
): readonly string[] => {
  // The summary of a membership or of a right says it all.
  if (/[.-]member\.|\.access\./.test(kind)) return []
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter(
    (name) => !UNTOLD.has(name),
  )
  return names.flatMap((name) => {
    const label = `        ${paint.dim(safeText(name).padEnd(VALUE_COLUMN))}`
    const is = shownSide(after, name, changes)
    if (before !== null) return `${label}${shownSide(before, name, changes)} ${paint.dim('→')} ${is}`
    const value = after?.[name]
    if (!Array.isArray(value) || is.length <= LONGEST_LIST) return `${label}${is}`
    return value.map((item: Json, at) => (at === 0 ? label : CONTINUED) + shown(item, name, changes))
  })
}

const shownSide = (side: JsonObject | null, name: string, changes: ReadonlyMap<string, PlannedChange>): string => {
  const value = side?.[name]
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
    ? '(none)'
    : shown(value, name, changes)
}

const shown = (value: Json, name: string, changes: ReadonlyMap<string, PlannedChange>): string => {
  if (Array.isArray(value)) return value.map((item: Json) => shown(item, name, changes)).join(', ')
  if (typeof value !== 'object' || value === null) return safeText(attributeText(name, String(value)))
  const { knownAfter } = value as JsonObject
  if (typeof knownAfter === 'string')
    return `(known after apply: ${safeText(changes.get(knownAfter)?.summary ?? knownAfter)})`
  return safeText(JSON.stringify(value))
}

const footer = (plan: Plan, paint: Paint): string => {
  const things = plan.people.reduce((sum, { holds }) => sum + holds, 0)
  if (plan.people.length === 0) return paint.green('Nobody was found, so there is nothing to change.')
  if (plan.changes.length === 0) return paint.green(`Nothing to change, ${held(things)}.`)
  return planFooter(plan, paint).join('\n')
}
