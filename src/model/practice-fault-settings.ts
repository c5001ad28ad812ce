import { z } from 'zod'

/** Of how many requests, from 0 (none) to 1 (all). */
const share = z.number().min(0).max(1)
const milliseconds = z.number().int().min(0).max(600_000)
const seconds = z.number().int().min(0).max(86_400)

const sumOf = (shares: readonly (number | undefined)[]): number =>
  shares.reduce((sum: number, one) => sum + (one ?? 0), 0)

/** Shares are added up in floating point. */
const SLACK = 1e-9
const TOO_MUCH = 'the shares add up to more than 1: each request meets one fault at most'

const graph = z
  .strictObject({
    latencyMs: milliseconds.describe('Every answer is held back for a random time up to this.').optional(),
    throttled: share.describe('429 with Retry-After; nothing is done.').optional(),
    retryAfterSeconds: seconds.describe('What Retry-After asks for at most.').optional(),
    failing: share.describe('500, 502, 503 or 504; nothing is done.').optional(),
    reset: share.describe('The connection is reset; nothing is done.').optional(),
    lost: share.describe('What was asked is done, and then the connection is reset or 504 is answered.').optional(),
    ignored: share
      .describe(
        'Writes that are answered 204 though nothing is done. Applies to writes that 204 is the answer to; others are carried out.',
      )
      .optional(),
    lagging: share
      .describe('Answered by a replica that has not heard yet of what was written within `lagMs`.')
      .optional(),
    lagMs: milliseconds.describe('How far behind that replica is.').optional(),
    lagPerObject: z
      .boolean()
      .describe('The replica hears of each object at a time of its own, within `lagMs`.')
      .optional(),
    indexLagMs: milliseconds
      .describe('How far behind the index is that answers advanced queries (`ConsistencyLevel: eventual`).')
      .optional(),
    concurrent: share.describe('409 to a write, as if another were under way; nothing is done.').optional(),
    expired: share.describe('401: the token is taken for one that has expired.').optional(),
    quota: z
      .number()
      .positive()
      .max(1)
      .describe(
        "How much of Microsoft's documented quotas there is: 1 for all of it. What is beyond is refused with 429.",
      )
      .optional(),
    signIn: z.boolean().describe('Whether sign-ins meet faults too.').optional(),
  })
  .refine(
    (of) =>
      sumOf([of.throttled, of.failing, of.reset, of.lost, of.ignored, of.lagging, of.expired, of.concurrent]) <=
      1 + SLACK,
    TOO_MUCH,
  )

const ldap = z
  .strictObject({
    latencyMs: milliseconds.describe('Every answer is held back for a random time up to this.').optional(),
    busy: share.describe('Result 51; nothing is done.').optional(),
    unavailable: share.describe('Result 52; nothing is done.').optional(),
    reset: share.describe('The connection is reset; nothing is done.').optional(),
    lost: share.describe('What was asked is done, and then the connection is reset.').optional(),
    ignored: share.describe('Writes that are answered with success though nothing is done.').optional(),
    silent: share.describe('No answer ever comes; nothing is done.').optional(),
    signIn: z.boolean().describe('Whether binds meet faults too.').optional(),
  })
  .refine((of) => sumOf([of.busy, of.unavailable, of.reset, of.lost, of.ignored, of.silent]) <= 1 + SLACK, TOO_MUCH)

/** How long what happens in the background takes, in milliseconds of the company's time. */
const workers = z.strictObject({
  mailboxMs: milliseconds.describe('From the licence to the mailbox, at most.').optional(),
  conversionMs: milliseconds.describe('Until a converted mailbox shows as what it was made, at most.').optional(),
  groupLicenceMs: milliseconds
    .describe('Until licences follow a membership of the group that hands them out.')
    .optional(),
  dynamicGroupMs: milliseconds.describe('Until dynamic groups follow a change of a person.').optional(),
})

/** Which faults the practice tenant's servers make, and how often. The same seed gives the same faults to the same sequence of requests. */
export const practiceFaultSettings = z.strictObject({
  seed: z.string().min(1).max(100).describe('Other faults for another seed.').optional(),
  graph: graph.optional(),
  ldap: ldap.optional(),
  workers: workers.optional(),
})

export type PracticeFaultSettings = Readonly<z.output<typeof practiceFaultSettings>>
export type GraphFaultSettings = Readonly<z.output<typeof graph>>
export type LdapFaultSettings = Readonly<z.output<typeof ldap>>
