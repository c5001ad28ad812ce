import { firstValue } from '../model/ad-entry.ts'
import { Fault } from '../model/fault.ts'
import type { Json } from '../model/json.ts'
import { type Move, movedValues } from '../model/moved-values.ts'
import type { Plan } from '../model/plan.ts'
import { showText } from '../model/show-text.ts'
import type { Readers } from '../ports/systems.ts'
import type { StaleRead } from '../runner/stale-reads.ts'
import { describeRead } from './describe-read.ts'

/** The most findings of a stale plan that are told one by one. */
const MOST_TOLD = 3

/**
 * Throws `plan/stale` where anything that planning read reads otherwise, and says what: the value then, the value at this moment, and since when.
 */
export const refuseStale = async (plan: Plan, readers: Readers): Promise<void> => {
  const { staleReads } = await import('../runner/stale-reads.ts')
  const stale = await staleReads(plan, readers)
  if (stale.length === 0) return
  const found = new Map<string, Finding>()
  for (const read of stale) {
    for (const finding of findingsOf(read)) if (!found.has(finding.key)) found.set(finding.key, finding)
  }
  const first = [...found.values()].slice(0, MOST_TOLD)
  const told = await Promise.all(first.map(async (each) => `${each.text} (${await since(each, plan, readers)})`))
  const more = found.size > MOST_TOLD ? `; and ${found.size - MOST_TOLD} more` : ''
  throw new Fault('plan/stale', { count: stale.length, reads: plan.reads.length, what: told.join('; ') + more })
}

/** One thing that moved, which several reads may have shown. */
interface Finding {
  readonly key: string
  readonly text: string
  readonly id: string | null
  readonly system: StaleRead['recorded']['system']
}

const findingsOf = ({ recorded, answer }: StaleRead): readonly Finding[] => {
  const { system, kept } = recorded
  const moves = kept === undefined || answer === undefined ? [] : movedValues(kept, answer)
  const asked = describeRead(recorded)
  if (moves.length === 0) return [{ key: asked, text: asked, id: null, system }]
  return moves.map((move) => {
    const key = moveText(move)
    return { key, text: `${asked}: ${key}`, id: move.id, system }
  })
}

const moveText = ({ object, attribute, was, is }: Move): string => {
  if (attribute === null)
    return was === null ? `${showText(object)} is there` : `${showText(object)} is not there any more`
  return `${attribute} of ${showText(object)} was ${shown(was)}, is ${shown(is)}`
}

const shown = (value: Json): string => {
  if (value === null || (Array.isArray(value) && value.length === 0)) return '(none)'
  return showText(
    Array.isArray(value)
      ? value.map(String).join(', ')
      : typeof value === 'string'
        ? `"${value}"`
        : JSON.stringify(value),
  )
}

/** AD says when an object was last changed, though not which of its attributes. */
const since = async ({ id, system }: Finding, { createdAt }: Plan, { ad }: Readers): Promise<string> => {
  const entry = system === 'ad' && id !== null ? await ad?.byId(id, ['whenChanged']) : null
  const changed = entry ? timeOf(firstValue(entry, 'whenChanged')) : null
  return changed === null ? `since ${createdAt}` : `last changed at ${changed}`
}

/** `20261201081500.0Z` as RFC 3339. */
const timeOf = (text: string | undefined): string | null => {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(text ?? '')
  if (!parts) return null
  const [, year, month, day, hour, minute, second] = parts
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`
}
