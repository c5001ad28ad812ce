import { z } from 'zod'
import { kindOf } from '../../changes/change.ts'
import type { StepAnswer, StepContext } from '../step.ts'

const LONGEST_LINE = 255
const LONGEST_TEXT = 20_000

/** One line, such as a subject. A line break from a name of HR would end the line early. */
export const line = z
  .string()
  .min(1)
  .max(LONGEST_LINE)
  .regex(/^\P{Cc}*$/u, 'it has a line break or another control character in it')

/** Several lines. */
export const text = z
  .string()
  .min(1)
  .max(LONGEST_TEXT)
  .regex(/^(?:\P{Cc}|[\n\r\t])*$/u, 'it has a control character in it')

/** For which changes a message is sent. */
export const about = z
  .array(z.string().min(1))
  .min(1)
  .optional()
  .describe(
    'Ids of steps: the message is sent where one of them changes something. Left out: where any step before does.',
  )

/**
 * Why there is nothing to tell, or null. A message is part of a plan that changes something: the second run of a playbook, which changes
 * nothing, sends nothing. Waits, other messages and what people have to do themselves do not count.
 */
export const nothingToTell = (context: StepContext, steps: readonly string[] | undefined): StepAnswer | null => {
  if (tellsOf(context, steps)) return null
  const because = steps ? `nothing changes in ${steps.join(', ')}` : 'nothing changes, so there is nothing to tell'
  return { changes: [], holds: 0, skipped: because }
}

/** Whether a step before, one of these where they are given, changes something for the person. */
export const tellsOf = (context: StepContext, steps: readonly string[] | undefined): boolean =>
  (context.planned?.() ?? []).some(
    ({ step, change, manual }) => (!steps || steps.includes(step)) && !manual && isNews(change),
  )

const isNews = (change: Parameters<typeof kindOf>[0]): boolean => {
  const kind = kindOf(change)
  return !kind.wait && !kind.neverRepeat
}

/** What every step says that sends something. */
export const whenSent =
  'It is sent only where the plan changes something for this person before it (in the steps of `about`, where given), so that a second run sends nothing. Once it may have arrived nothing sends it again, and later changes do not wait for it: put it where it belongs.'
