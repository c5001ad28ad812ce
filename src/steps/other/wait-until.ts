import { z } from 'zod'
import { type Change, kindOf } from '../../changes/change.ts'
import { momentText } from '../../model/calendar-day.ts'
import { endOfDay } from '../../model/end-of-day.ts'
import type { Fault } from '../../model/fault.ts'
import { type ObjectRef, refTo, unbornId } from '../../model/object-ref.ts'
import { isAttributeName } from '../../model/writable-attribute.ts'
import { collectFaults } from '../collect-faults.ts'
import { duration } from '../duration.ts'
import { isReadableProperty } from '../entra/user-properties.ts'
import { requireEntry, requireUser } from '../require-account.ts'
import { defineStep, type StepContext, type Wanted } from '../step.ts'

const HOUR_MS = 3_600_000
const POLL_MS = 5000
/** An empty text is never read: what has no value has none, which is null. */
const value = z.union([z.string().min(1), z.boolean(), z.null()])
const attribute = z.string().refine(isAttributeName, { message: 'this is no attribute name' })
const property = z
  .string()
  .refine(isReadableProperty, { message: 'this is no property of a user that can be waited for' })

const input = z
  .strictObject({
    time: z
      .union([z.iso.date(), z.iso.datetime({ offset: true })])
      .optional()
      .describe(
        'Until this time, RFC 3339 with an offset; or until a day (YYYY-MM-DD) is over, where the person works.',
      ),
    ad: z
      .record(attribute, value)
      .optional()
      .describe('Until the AD account shows these values, by attribute; null waits until there is none.'),
    entra: z.record(property, value).optional().describe('Until the Entra account shows these values, by property.'),
    within: duration.default(HOUR_MS).describe('How long to wait for values at most; 1h when left out.'),
  })
  .refine((given) => given.time ?? given.ad ?? given.entra, {
    message: 'says nothing to wait for: give time, ad or entra',
  })
type Input = z.output<typeof input>

/** Until a time comes, or until fresh reads show values. */
export const waitUntil = defineStep<Input>({
  verb: 'wait.until',
  summary: 'Waits until a time comes or an account shows values.',
  about:
    'The wait is part of the plan and is done by the runner: reads are repeated until they show what is wanted. When the time runs out, the run is parked and can be resumed; one that is parked until a time goes on with `joinery resume --due`, which a scheduler may run every hour. Values are compared as the directory answers them. What has come already is not waited for.',
  systems: [],
  kinds: ['wait.until.time', 'wait.until.value'],
  input,
  outputs: {},
  examples: [
    {
      title: 'Until the mailbox is there',
      yaml: '- wait.until: { entra: { mail: "${{ steps.account.mail }}" }, within: 30m }',
      plans: ['wait until mail of adele.vance@contoso.com is "adele.vance@contoso.com"'],
    },
    {
      title: 'Until a time',
      yaml: '- wait.until: { time: "2030-01-07T08:00:00+01:00" }',
      plans: ['wait until 2030-01-07T08:00:00+01:00'],
    },
  ],

  async plan(context, given) {
    const faults: Fault[] = []
    const missing: string[] = []
    const { timeZone } = context.person
    const waits: Change[] =
      given.time === undefined ? [] : [{ kind: 'wait.until.time', at: momentOf(given.time, timeZone) }]
    for (const system of ['ad', 'entra'] as const) {
      const values = given[system] ?? {}
      if (Object.keys(values).length === 0) continue
      if (!context.read[system]) missing.push(SYSTEM_NAMES[system])
      else waits.push(...((await collectFaults(faults, () => waitsFor(context, system, values, given.within))) ?? []))
    }
    const changes: Wanted[] = []
    for (const change of waits) if (!(await holds(context, change))) changes.push({ change, about: aboutOf(change) })
    const skipped = missing.length > 0 ? { skipped: `this organisation has no ${missing.join(' and no ')}` } : {}
    return { changes, holds: waits.length - changes.length, faults, ...skipped }
  },
})

/** A last day counts to its end, as everywhere. */
const momentOf = (time: string, timeZone: string | undefined): string =>
  time.includes('T') ? time : momentText(endOfDay(time, timeZone), timeZone)

const SYSTEM_NAMES = { ad: 'Active Directory', entra: 'Entra' } as const

const waitsFor = async (
  context: StepContext,
  system: 'ad' | 'entra',
  values: NonNullable<Input['ad']>,
  withinMs: number,
): Promise<readonly Change[]> => {
  const account = await accountRef(context, system)
  return Object.entries(values).map(([attribute, equals]) => ({
    kind: 'wait.until.value',
    in: system,
    account,
    attribute,
    equals,
    withinMs,
    pollMs: POLL_MS,
  }))
}

const accountRef = async (context: StepContext, system: 'ad' | 'entra'): Promise<ObjectRef> => {
  if (system === 'ad') {
    const entry = await requireEntry(context)
    return refTo(entry, entry.dn)
  }
  const user = await requireUser(context)
  return refTo(user, user.userPrincipalName)
}

/** What is waited for may have come already. */
const holds = async (context: StepContext, change: Change): Promise<boolean> => {
  const idOf = (ref: ObjectRef): string => ('madeBy' in ref ? unbornId(ref.madeBy) : ref.id)
  return (await kindOf(change).holds(change, context.read, { idOf })) !== null
}

/** Tells the waits of one step apart. */
const aboutOf = (change: Change): string => ('attribute' in change ? `${change.in}.${change.attribute}` : '')
