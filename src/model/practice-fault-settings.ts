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
    /** Every answer is held back for a random time up to this. */
    latencyMs: milliseconds.optional(),
    /** 429 with Retry-After; nothing is done. */
    throttled: share.optional(),
    /** What Retry-After asks for at most. */
    retryAfterSeconds: seconds.optional(),
    /** 500, 502, 503 or 504; nothing is done. */
    failing: share.optional(),
    /** The connection is reset; nothing is done. */
    reset: share.optional(),
    /** What was asked is done, and then the connection is reset or 504 is answered. */
    lost: share.optional(),
    /** Writes that are answered 204 though nothing is done. Applies to writes that 204 is the answer to; others are carried out. */
    ignored: share.optional(),
    /** Answered by a replica that has not heard yet of what was written within `lagMs`. */
    lagging: share.optional(),
    lagMs: milliseconds.optional(),
    /** Whether sign-ins meet faults too. */
    signIn: z.boolean().optional(),
  })
  .refine((of) => sumOf([of.throttled, of.failing, of.reset, of.lost, of.ignored, of.lagging]) <= 1 + SLACK, TOO_MUCH)

const ldap = z
  .strictObject({
    latencyMs: milliseconds.optional(),
    /** Result 51; nothing is done. */
    busy: share.optional(),
    /** Result 52; nothing is done. */
    unavailable: share.optional(),
    /** The connection is reset; nothing is done. */
    reset: share.optional(),
    /** What was asked is done, and then the connection is reset. */
    lost: share.optional(),
    /** Writes that are answered with success though nothing is done. */
    ignored: share.optional(),
    /** No answer ever comes; nothing is done. */
    silent: share.optional(),
    signIn: z.boolean().optional(),
  })
  .refine((of) => sumOf([of.busy, of.unavailable, of.reset, of.lost, of.ignored, of.silent]) <= 1 + SLACK, TOO_MUCH)

/** Which faults the practice tenant's servers make, and how often. The same seed gives the same faults to the same sequence of requests. */
export const practiceFaultSettings = z.strictObject({
  seed: z.string().min(1).max(100).optional(),
  graph: graph.optional(),
  ldap: ldap.optional(),
})

export type PracticeFaultSettings = Readonly<z.output<typeof practiceFaultSettings>>
export type GraphFaultSettings = Readonly<z.output<typeof graph>>
export type LdapFaultSettings = Readonly<z.output<typeof ldap>>
