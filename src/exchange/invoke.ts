import { asFault, Fault } from '../model/fault.ts'
import type { Json } from '../model/json.ts'
import type { Clock } from '../ports/clock.ts'
import type { Random } from '../ports/random.ts'
import { whyNoConnection } from '../wire/connection-error.ts'
import { type Asked, forEachAtMost, gather, parts } from '../wire/gather.ts'
import { checkWarnings } from './check-warnings.ts'
import type { AnswerPage, ExchangeDriver, PagedInvocation } from './driver.ts'
import type { InvokeRead, InvokeWrite } from './invocation.ts'

export interface InvokeDeps {
  readonly driver: ExchangeDriver
  readonly clock: Clock
  readonly random: Random
  /** Ends waiting, with its reason, when the command is to stop. */
  readonly signal?: AbortSignal | undefined
}

type Call = Asked<PagedInvocation, AnswerPage>

const MOST_ATTEMPTS = 20
const MOST_ATTEMPTS_IF_HOPELESS = 3
/** What waiting for a system in trouble may take together; a wait that Exchange asks for is kept and not counted. */
const PATIENCE_MS = 75_000
const LONGEST_WAIT_MS = 10 * 60_000
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 8_000
/** A million results at the usual size of a page; a list that is longer is one that never ends. */
const MOST_PAGES = 1000

/** Reads and writes over one driver, under one gate: a refusal for too many requests stops them all for as long as it says. */
export const invokeOver = (deps: InvokeDeps): { readonly read: InvokeRead; readonly write: InvokeWrite } => {
  const { driver } = deps
  const gate = { openAt: 0 }
  const perAttempt = (calls: readonly Call[], run: (part: readonly Call[]) => Promise<void>): Promise<void> =>
    forEachAtMost(parts(calls, driver.mostAtOnce), driver.mostAttempts, run)
  const readPage = gather<PagedInvocation, AnswerPage>((calls) =>
    perAttempt(calls, (part) => readPersistently(deps, gate, part)),
  )
  const writeOne = gather<PagedInvocation, AnswerPage>(async (calls) => {
    for (const round of rounds(calls)) await perAttempt(round, (part) => writeOnce(deps, gate, part))
  })
  return {
    read: async (invocation) => checkWarnings(await allPages(readPage, invocation), invocation),
    write: async (invocation) => checkWarnings(await writeOne(invocation), invocation),
  }
}

interface Gate {
  /** When Exchange wants to be asked again, in milliseconds of the clock. */
  openAt: number
}

const allPages = async (
  readPage: (invocation: PagedInvocation) => Promise<AnswerPage>,
  invocation: PagedInvocation,
): Promise<AnswerPage> => {
  const items: Json[] = []
  const warnings: string[] = []
  const seen = new Set<string>()
  let page: string | undefined
  do {
    const answer = await readPage(page === undefined ? invocation : { ...invocation, page })
    items.push(...answer.items)
    warnings.push(...answer.warnings)
    page = answer.next
    if (page !== undefined && (seen.has(page) || seen.size === MOST_PAGES)) throw endless(invocation)
    if (page !== undefined) seen.add(page)
  } while (page !== undefined)
  return { items, warnings }
}

const endless = ({ doing }: PagedInvocation): Fault =>
  new Fault('exchange/unexpected-answer', { doing, detail: 'its pages go in a circle', state: 'Nothing was changed.' })

/** Writes to one mailbox or list stand in different rounds, because Exchange runs those of a batch at the same time. */
const rounds = (calls: readonly Call[]): readonly (readonly Call[])[] => {
  const all: Call[][] = []
  const seen = new Map<string, number>()
  for (const call of calls) {
    const target = String(call.item.parameters['Identity'] ?? '')
    const round = seen.get(target) ?? 0
    seen.set(target, round + 1)
    const there = all[round]
    if (there) there.push(call)
    else all[round] = [call]
  }
  return all
}

const attempted = async ({ driver }: InvokeDeps, calls: readonly Call[]): Promise<readonly (AnswerPage | Fault)[]> => {
  try {
    return await driver.attempt(calls.map(({ item }) => item))
  } catch (error) {
    const fault = asFault(error, 'unknown')
    return calls.map(() => fault)
  }
}

const heed = (gate: Gate, now: number, { code, retryAfterMs }: Fault): void => {
  if (code === 'exchange/throttled' && retryAfterMs !== undefined)
    gate.openAt = Math.max(gate.openAt, now + retryAfterMs)
}

const toldToWait = (doing: string, ms: number): Fault =>
  new Fault('exchange/throttled', { doing, seconds: Math.ceil(ms / 1000) }, { retryAfterMs: ms })

/** Sent exactly once: whether a write is tried again is the runner's decision, for it has to read back first. */
const writeOnce = async (deps: InvokeDeps, gate: Gate, calls: readonly Call[]): Promise<void> => {
  const waitMs = gate.openAt - deps.clock.now()
  if (waitMs > 0) {
    for (const { item, reject } of calls) reject(toldToWait(item.doing, waitMs))
    return
  }
  const outcomes = await attempted(deps, calls)
  for (const [index, { resolve, reject, item }] of calls.entries()) {
    const outcome = outcomes[index] ?? toldNothing(item.doing)
    if (outcome instanceof Fault) {
      heed(gate, deps.clock.now(), outcome)
      reject(outcome)
    } else resolve(outcome)
  }
}

const toldNothing = (doing: string): Fault =>
  new Fault(
    'exchange/unexpected-answer',
    { doing, detail: 'it says nothing about this', state: 'Whether anything was changed is not known.' },
    { effect: 'unknown' },
  )

/** Asks again what can come out otherwise, all of it together, until patience ends. */
const readPersistently = async (deps: InvokeDeps, gate: Gate, calls: readonly Call[]): Promise<void> => {
  const { clock } = deps
  let waiting = calls
  let troubleMs = 0
  for (let attempt = 1; waiting.length > 0; attempt += 1) {
    await waitAtGate(deps, gate, waiting)
    const begun = clock.now()
    const outcomes = await attempted(deps, waiting)
    const failed = settleAnswered(waiting, outcomes)
    for (const { fault } of failed) heed(gate, clock.now(), fault)
    troubleMs += clock.now() - begun
    const hopeful = failed.filter(({ fault }) => attempt < attemptsFor(fault) && troubleMs < PATIENCE_MS)
    for (const entry of failed) if (!hopeful.includes(entry)) entry.call.reject(entry.fault)
    waiting = hopeful.map(({ call }) => call)
    const isPaced = hopeful.every(
      ({ fault }) => fault.code === 'exchange/throttled' && fault.retryAfterMs !== undefined,
    )
    if (waiting.length === 0 || isPaced) continue
    const pause = pauseMs(deps.random, attempt)
    troubleMs += pause
    await clock.sleep(pause, deps.signal)
  }
}

const settleAnswered = (
  calls: readonly Call[],
  outcomes: readonly (AnswerPage | Fault)[],
): readonly { readonly call: Call; readonly fault: Fault }[] =>
  calls.flatMap((call, index) => {
    const outcome = outcomes[index] ?? toldNothing(call.item.doing)
    if (outcome instanceof Fault) return [{ call, fault: outcome }]
    call.resolve(outcome)
    return []
  })

const waitAtGate = async ({ clock, signal }: InvokeDeps, gate: Gate, calls: readonly Call[]): Promise<void> => {
  for (let ms = gate.openAt - clock.now(); ms > 0; ms = gate.openAt - clock.now()) {
    if (ms > LONGEST_WAIT_MS) throw toldToWait(calls[0]?.item.doing ?? 'reading', ms)
    await clock.sleep(ms, signal)
  }
}

const worthAnother: readonly string[] = ['exchange/throttled', 'exchange/unreachable', 'exchange/silent']

const attemptsFor = (fault: Fault): number => {
  if (!worthAnother.includes(fault.code)) return 1
  const hopeless = whyNoConnection(fault.cause)
  if (hopeless === 'certificate') return 1
  return hopeless === 'nobody-there' ? MOST_ATTEMPTS_IF_HOPELESS : MOST_ATTEMPTS
}

/** Between half of and the whole growing pause, so that those who failed together do not come back together. */
const pauseMs = (random: Random, attempt: number): number => {
  const most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1))
  return most / 2 + random.integer(most / 2 + 1)
}
