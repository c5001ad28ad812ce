import type { GraphFaultSettings } from '../../model/practice-fault-settings.ts'
import type { EntraStore } from '../entra/entra-store.ts'
import type { GraphErrorId } from '../graph/graph-errors.ts'
import { GraphFault } from '../graph/graph-fault.ts'
import { type FaultDice, kindAt, type Roll } from './fault-dice.ts'
import type { LaggingReplica } from './lagging-replica.ts'
import { namesUnknownTo } from './names-unknown-to.ts'
import { type QuotaHeaders, type QuotaUse, quotas } from './quotas.ts'

export const graphFaultKinds = [
  'throttled',
  'failing',
  'reset',
  'lost',
  'ignored',
  'lagging',
  'expired',
  'concurrent',
] as const
export type GraphFaultKind = (typeof graphFaultKinds)[number]

/** What of a request counts for its faults. */
export interface GraphAsked {
  readonly method: string
  readonly path: string
  readonly body: unknown
  /** The request is for the index, which is not the directory itself. */
  readonly advanced?: boolean
}

/** What is done about a request in place of, or beside, carrying it out. */
export interface GraphActs<Answer> {
  /** Does what was asked, on the tenant itself or, for a read, on a replica of it. */
  carryOut(on?: EntraStore): Answer
  refuse(fault: GraphFault): Answer
  /** The answer to a write that says it was done. */
  readonly done: Answer
  /** The connection ends with no answer. */
  readonly cut: Answer
}

interface GraphDeps {
  readonly settings: GraphFaultSettings
  readonly dice: FaultDice
  readonly entra: EntraStore
  readonly replica: LaggingReplica
  /** Of what advanced queries are answered from; null where that is the tenant itself. */
  readonly index: LaggingReplica | null
  readonly fired: (kind: GraphFaultKind) => void
}

/** Faults of the Graph server. */
export interface GraphFaults {
  /** Milliseconds to hold back the answer to the next request. */
  holdBack(): number
  /** Takes what a request costs of the quotas; the refusal where that is too much, else headers of its answer. */
  spend(use: QuotaUse): GraphFault | QuotaHeaders
  /** Answers a request, with a fault if it is its turn. */
  meet<Answer>(asked: GraphAsked, acts: GraphActs<Answer>): Answer
  /** The same for a sign-in, which nothing happens to unless that is asked for. */
  meetSignIn<Answer>(acts: GraphActs<Answer>): Answer
}

const RETRY_AFTER_SECONDS = 2
const HTTP_DATE_SHARE = 0.25
const failures: readonly GraphErrorId[] = ['internal', 'gateway', 'unavailable', 'gateway-timeout']

const isRead = ({ method }: GraphAsked): boolean => method === 'GET'

/** Writes that Graph answers with 204 and nothing else. */
const isAnsweredEmpty = ({ method, path }: GraphAsked): boolean =>
  method === 'PATCH' || method === 'PUT' || method === 'DELETE' || (method === 'POST' && /\/\$ref$/i.test(path))

const sharesFor = (settings: GraphFaultSettings, asked: GraphAsked | null) =>
  [
    ['throttled', settings.throttled],
    ['failing', settings.failing],
    ['reset', settings.reset],
    ['lost', settings.lost],
    ['ignored', asked && isAnsweredEmpty(asked) ? settings.ignored : 0],
    ['lagging', asked ? settings.lagging : 0],
    ['expired', asked ? settings.expired : 0],
    ['concurrent', asked && !isRead(asked) ? settings.concurrent : 0],
  ] as const

/** One in four dates what it asks for, as RFC 9110 §10.2.3 allows. */
const throttling = ({ settings, entra }: GraphDeps, roll: Roll): GraphFault => {
  const { retryAfterSeconds: most = RETRY_AFTER_SECONDS } = settings
  const seconds = most === 0 ? 0 : 1 + roll.integer('seconds', most)
  const isDated = roll.unit('dated') < HTTP_DATE_SHARE
  const retryAfter = isDated ? dateIn(entra.clock.now(), seconds) : String(seconds)
  return new GraphFault('throttled', {}, undefined, {
    'retry-after': retryAfter,
    'x-ms-throttle-scope': 'Tenant_Application/ReadWrite',
    'x-ms-throttle-information': 'ResourceUnitLimitExceeded',
  })
}

/** Whole seconds, so the next full one. */
const dateIn = (now: number, seconds: number): string =>
  new Date(Math.ceil(now / 1000) * 1000 + seconds * 1000).toUTCString()

const failure = (roll: Roll): GraphFault =>
  new GraphFault(failures[roll.integer('failure', failures.length)] ?? 'internal')

/** Whoever asks for nothing is answered in the same way by a replica that knows nothing new. */
const lagging = <Answer>(asked: GraphAsked, acts: GraphActs<Answer>, { entra, replica, fired }: GraphDeps): Answer => {
  const behind = replica.store()
  if (isRead(asked)) return readBehind(behind, acts, fired)
  const refusal = namesUnknownTo(behind, entra, asked)
  if (!refusal) return acts.carryOut()
  fired('lagging')
  return acts.refuse(refusal)
}

const readBehind = <Answer>(behind: EntraStore, acts: GraphActs<Answer>, fired: GraphDeps['fired']): Answer => {
  const [fresh, late] = [acts.carryOut(), acts.carryOut(behind)]
  if (JSON.stringify(fresh) !== JSON.stringify(late)) fired('lagging')
  return late
}

export const graphFaults = (deps: GraphDeps): GraphFaults => {
  const { settings, dice, fired, index } = deps
  const quota = settings.quota === undefined ? null : quotas(deps.entra, settings.quota)
  const carryOut = <Answer>(asked: GraphAsked | null, acts: GraphActs<Answer>): Answer =>
    index && asked?.advanced && isRead(asked) ? readBehind(index.store(), acts, fired) : acts.carryOut()
  const meetOne = <Answer>(asked: GraphAsked | null, acts: GraphActs<Answer>): Answer => {
    const roll = dice()
    const kind = kindAt(sharesFor(settings, asked), roll.unit('kind'))
    if (kind === null) return carryOut(asked, acts)
    if (kind === 'lagging') return asked ? lagging(asked, acts, deps) : acts.carryOut()
    fired(kind)
    switch (kind) {
      case 'throttled':
        return acts.refuse(throttling(deps, roll))
      case 'failing':
        return acts.refuse(failure(roll))
      case 'reset':
        return acts.cut
      case 'expired':
        return acts.refuse(new GraphFault('auth-expired'))
      case 'concurrent':
        return acts.refuse(new GraphFault('concurrency'))
      case 'ignored':
        return acts.done
      case 'lost':
        acts.carryOut()
        return roll.unit('how') < 0.5 ? acts.cut : acts.refuse(new GraphFault('gateway-timeout'))
    }
  }
  const latency = settings.latencyMs ?? 0
  return {
    holdBack: () => (latency === 0 ? 0 : dice().integer('latency', latency + 1)),
    spend(use) {
      const spent = quota?.spend(use) ?? {}
      if (spent instanceof GraphFault) fired('throttled')
      return spent
    },
    meet: meetOne,
    meetSignIn: (acts) => (settings.signIn ? meetOne(null, acts) : acts.carryOut()),
  }
}
