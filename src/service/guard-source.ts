import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Clock } from '../ports/clock.ts'
import type { ServiceMemory } from '../ports/schedule-store.ts'
import { checkSignature } from './check-signature.ts'
import { openReplayMemory, type ReplayMemory } from './replay-memory.ts'
import { requestRate } from './request-rate.ts'
import type { InboundVariables, RefusalStatus, RouteGroup } from './route-group.ts'
import { isSame } from './same-secret.ts'
import type { InboundSource, SignatureProof } from './service-settings.ts'

export interface GuardDeps {
  readonly clock: Clock
  readonly memory: ServiceMemory
  /** Takes why a source was turned away, for the log and the numbers; null: nobody knows the source. */
  readonly refused: (source: string | null, why: RefusalReason, context: Context) => void
  /** Takes that a source has proved who it is. */
  readonly admitted: (source: string) => void
}

export type RefusalReason =
  | 'token'
  | 'signature'
  | 'time'
  | 'replay'
  | 'missing'
  | 'size'
  | 'type'
  | 'rate'
  | 'state'
  | 'source'

type Variables = { Variables: InboundVariables }

/** What every request to a source's routes passes, from the cheapest to the dearest. Nothing of a body is looked at before its sender is known. */
export const guardSource = (source: InboundSource, group: RouteGroup, deps: GuardDeps): Hono<Variables> => {
  const turnAway = (c: Context, status: RefusalStatus, why: RefusalReason): Response => {
    deps.refused(source.name, why, c)
    return group.refusal(c, status)
  }
  const { proof } = source
  const guarded = new Hono<Variables>()
  if (proof.kind === 'token') guarded.use(tokenGuard(proof.token.reveal(), turnAway))
  guarded.use(bodyLimit({ maxSize: group.maxBodyBytes, onError: (c) => turnAway(c, 413, 'size') }))
  if (proof.kind === 'hmac') {
    const replays = openReplayMemory(`${group.name} ${source.name}`, deps.memory, deps.clock.now)
    guarded.use(signatureGuard(proof, replays, turnAway, deps.clock))
  }
  guarded.use(async (c, next) => {
    c.set('source', source.name)
    deps.admitted(source.name)
    await next()
  })
  guarded.use(typeGuard(group, turnAway))
  guarded.use(rateGuard(source, turnAway, deps.clock))
  return guarded
}

type TurnAway = (c: Context, status: RefusalStatus, why: RefusalReason) => Response

const tokenGuard =
  (token: string, turnAway: TurnAway): MiddlewareHandler =>
  async (c, next) => {
    const given = /^Bearer ([^\s]+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    if (given === undefined) return turnAway(c, 401, 'missing')
    if (!isSame(given, token)) return turnAway(c, 401, 'token')
    return next()
  }

const signatureGuard =
  (proof: SignatureProof, replays: ReplayMemory, turnAway: TurnAway, clock: Clock): MiddlewareHandler =>
  async (c, next) => {
    const signed = {
      signature: c.req.header(proof.header),
      timestamp: c.req.header(proof.timestampHeader),
      body: new Uint8Array(await c.req.arrayBuffer()),
    }
    const verdict = checkSignature(signed, proof, clock.now())
    if (!verdict.ok) return turnAway(c, 401, verdict.why)
    const isFirst = await replays.take(verdict.mark, verdict.until).catch(() => null)
    // Without a record of it, it could be taken twice.
    if (isFirst === null) return turnAway(c, 503, 'state')
    if (!isFirst) return turnAway(c, 401, 'replay')
    await next()
    // Who could not be served may send the same once more.
    if (c.res.status >= 500 || c.res.status === 429) await replays.giveBack(verdict.mark)
    return undefined
  }

const typeGuard =
  ({ contentTypes }: RouteGroup, turnAway: TurnAway): MiddlewareHandler =>
  async (c, next) => {
    const body = await c.req.arrayBuffer()
    if (body.byteLength === 0) return next()
    const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
    // A body that is packed could be larger than any limit once it is unpacked.
    if (!contentTypes.includes(type) || c.req.header('content-encoding') !== undefined) return turnAway(c, 415, 'type')
    return next()
  }

const rateGuard = ({ perMinute }: InboundSource, turnAway: TurnAway, clock: Clock): MiddlewareHandler => {
  const rate = requestRate(perMinute)
  return async (c, next) => {
    const waitMs = rate(clock.now())
    if (waitMs === 0) return next()
    const answer = turnAway(c, 429, 'rate')
    answer.headers.set('retry-after', String(Math.ceil(waitMs / 1000)))
    return answer
  }
}
