import { z } from 'zod'
import type { Change } from '../../changes/change.ts'
import { refTo } from '../../model/object-ref.ts'
import { noAccount } from '../ad/no-account.ts'
import { duration } from '../duration.ts'
import { defineStep, type StepAnswer, type StepContext } from '../step.ts'

const HOUR_MS = 3_600_000
const POLL_MS = 5000
const value = z.union([z.string(), z.boolean(), z.null()])

const input = z
  .strictObject({
    time: z.iso.datetime({ offset: true }).optional().describe('Until this time, RFC 3339 with an offset.'),
    ad: z
      .record(z.string(), value)
      .optional()
      .describe('Until the AD account shows these values, by attribute; null waits until there is none.'),
    entra: z.record(z.string(), value).optional().describe('Until the Entra account shows these values, by property.'),
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
    'The wait is part of the plan and is done by the runner: reads are repeated until they show what is wanted. When the time runs out, the run is parked and can be resumed. Values are compared as the directory answers them.',
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
    const time = given.time === undefined ? [] : [{ kind: 'wait.until.time', at: given.time } as const]
    const inAd = await waitsFor(context, 'ad', given)
    const inEntra = await waitsFor(context, 'entra', given)
    if ('faults' in inAd) return inAd
    if ('faults' in inEntra) return inEntra
    const changes = [...time, ...inAd.waits, ...inEntra.waits]
    return {
      changes: changes.map((change) => ({
        change,
        about: 'attribute' in change ? `${change.in}.${change.attribute}` : change.at,
      })),
      holds: 0,
    }
  },
})

type Wait = Extract<Change, { kind: 'wait.until.value' }>

const waitsFor = async (
  context: StepContext,
  system: 'ad' | 'entra',
  given: Input,
): Promise<{ waits: readonly Wait[] } | (StepAnswer & { faults: unknown })> => {
  const values = Object.entries(given[system] ?? {})
  if (values.length === 0) return { waits: [] }
  const account = await accountRef(context, system)
  if (!account)
    return { ...noAccount(context, system === 'ad' ? 'Active Directory' : 'Entra') } as StepAnswer & { faults: unknown }
  return {
    waits: values.map(([attribute, equals]) => ({
      kind: 'wait.until.value',
      in: system,
      account,
      attribute,
      equals,
      withinMs: given.within,
      pollMs: POLL_MS,
    })),
  }
}

const accountRef = async (context: StepContext, system: 'ad' | 'entra') => {
  if (system === 'ad') {
    const entry = await context.accounts.ad()
    return entry && refTo(entry, entry.dn)
  }
  const user = await context.accounts.entra()
  return user && refTo(user, user.userPrincipalName)
}
