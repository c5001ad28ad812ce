import { type Context, GraphClientError, type Middleware } from '@microsoft/microsoft-graph-client'
import { Fault } from '../model/fault.ts'
import { shortHash } from '../model/hash.ts'
import type { Random } from '../ports/random.ts'
import type { GraphRoot } from './graph-root.ts'
import type { TokenSource } from './token-source.ts'

/**
 * The chain that each request passes: address and token, headers, sending. It stands in place of the client's own handlers, which repeat a
 * POST on 503 and 504, carry a body along to another host, hand the token to look-alike hosts and hand none to `http:` on loopback.
 */
export const middlewareChain = (deps: {
  readonly root: GraphRoot
  readonly token: TokenSource
  readonly random: Random
  readonly correlation?: (() => string | undefined) | undefined
  readonly fetch?: typeof fetch | undefined
}): Middleware[] => [
  authorise(deps.root, deps.token),
  headers(clientRequestIds(deps.random, deps.correlation)),
  deadline(),
  sending(deps.fetch),
]

/** The client wraps every error but its own kind, and loses the cause. So what is thrown travels inside an error of that kind. */
const carried = (thrown: unknown): GraphClientError => Object.assign(new GraphClientError(), { customError: thrown })

/** What was thrown in the chain. */
export const uncarried = (error: unknown): unknown =>
  error instanceof GraphClientError && error.customError !== undefined ? error.customError : error

const linked = (run: (context: Context, next: () => Promise<void>) => Promise<void>): Middleware => {
  let following: Middleware | undefined
  return {
    execute: (context) => run(context, async () => following?.execute(context)),
    setNext: (middleware) => {
      following = middleware
    },
  }
}

const addressOf = (context: Context): string =>
  typeof context.request === 'string' ? context.request : context.request.url

const setHeader = (context: Context, name: string, value: string): void => {
  const all = new Headers(context.options?.headers as Record<string, string> | undefined)
  all.set(name, value)
  context.options = { ...context.options, headers: Object.fromEntries(all) }
}

/** Whether an address lies below the root: same protocol, host and port after parsing, no user name, same version. */
const belongs = (address: string, { origin, version }: GraphRoot): boolean => {
  const url = URL.parse(address)
  return (
    url !== null && url.origin === origin && !url.username && !url.password && url.pathname.startsWith(`/${version}/`)
  )
}

/** Sends nothing to another address than the root's, and the token with everything that is sent. */
const authorise = (root: GraphRoot, token: TokenSource): Middleware =>
  linked(async (context, next) => {
    const address = addressOf(context)
    if (!belongs(address, root)) {
      throw carried(
        new Fault('entra/foreign-link', {
          doing: 'sending a request',
          link: address.slice(0, 200),
          state: 'Nothing was changed.',
        }),
      )
    }
    const value = await token().catch((error: unknown) => {
      throw carried(error)
    })
    setHeader(context, 'authorization', `Bearer ${value.reveal()}`)
    await next()
  })

/** A fresh id per request; where the run is known, its digits stand in front. */
const clientRequestIds =
  (random: Random, correlation: () => string | undefined = () => undefined) =>
  (): string => {
    const run = correlation()
    const prefix = run === undefined ? '' : runDigits(run)
    return prefix + random.uuid().slice(prefix.length)
  }

const LEADING_DIGITS = 8
const RUN_ID = /^([0-9a-f]{8})-([0-9a-f]{4})([0-9a-f]{4})$/

/**
 * What the client-request-id of every request of a run begins with. The id of a run, a day and eight digits, is in it as a whole:
 * 20261201-1a2b3c4d gives 20261201-1a2b-3c4d. Of any other text it is 8 digits, its own or those of its hash.
 */
export const runDigits = (correlation: string): string => {
  const [, day, ...digits] = RUN_ID.exec(correlation) ?? []
  if (day !== undefined) return [day, ...digits].join('-')
  return /^[0-9a-f]{8}(-|$)/i.test(correlation)
    ? correlation.slice(0, LEADING_DIGITS).toLowerCase()
    : shortHash(correlation, LEADING_DIGITS)
}

/** Node's fetch sends `accept-language: *`, at which some of Graph's services fail with "Invalid language specified." */
const headers = (requestId: () => string): Middleware =>
  linked(async (context, next) => {
    setHeader(context, 'accept', 'application/json')
    setHeader(context, 'accept-language', 'en-US')
    setHeader(context, 'client-request-id', requestId())
    setHeader(context, 'user-agent', 'joinery')
    await next()
  })

/** Name under which the seconds that a request may take are handed to the chain. */
export const SECONDS = 'seconds'

/**
 * Begins to count when the token is there, so that a person who types a device code has time. Runs in real time, as sockets do, under
 * whichever clock everything else runs. It covers the reading of the answer too.
 */
const deadline = (): Middleware =>
  linked(async (context, next) => {
    const { [SECONDS]: seconds, ...options } = { ...context.options } as { [name: string]: unknown }
    context.options = { ...options, signal: AbortSignal.timeout(Math.ceil(Number(seconds) * 1000)) }
    await next()
  })

/** No redirect is followed: with one, a body that holds a password would go wherever an answer says. */
const sending = (own: typeof fetch | undefined): Middleware =>
  linked(async (context) => {
    const send = own ?? fetch
    try {
      context.response = await send(addressOf(context), { ...(context.options as RequestInit), redirect: 'manual' })
    } catch (error) {
      throw carried(error)
    }
  })
