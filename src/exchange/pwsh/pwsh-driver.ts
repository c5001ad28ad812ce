import { type Effect, Fault } from '../../model/fault.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { listIn, member, numberIn, objectOf, textIn, textsIn } from '../../wire/json-shape.ts'
import { cmdletFault, stateText } from '../cmdlet-fault.ts'
import type { AnswerPage, ExchangeDriver, PagedInvocation } from '../driver.ts'
import { exchangeClouds } from '../exchange-clouds.ts'
import type { PwshSettings } from '../exchange-settings.ts'
import { isWrite } from '../invocation.ts'
import { bootstrapScript } from './bootstrap-script.ts'
import { type LineProcess, startLineProcess } from './pwsh-process.ts'

/** Loading the module and signing in takes PowerShell many seconds. */
const CONNECT_SECONDS = 120
const CMDLET_SECONDS = 180
const MOST_AT_ONCE = 50

interface Waiting {
  readonly invocation: PagedInvocation
  settle(outcome: AnswerPage | Fault): void
}

/** One process that is signed in, with what it was asked. */
interface Session {
  readonly process: LineProcess
  readonly ready: Promise<void>
  readonly waiting: Map<number, Waiting>
}

/**
 * Exchange by Microsoft's own module, in one PowerShell process that is started when it is first needed, lives until `close`, and is started anew
 * if it ends before. It runs one cmdlet after the other. A cmdlet that takes too long ends the process, because nothing else stops it.
 */
export const pwshDriver = (settings: PwshSettings): ExchangeDriver => {
  let session: Session | null = null
  let lastId = 0
  const open = (): Session => {
    const started = startSession(settings, () => {
      if (session === started) session = null
    })
    session = started
    return started
  }
  const run = async (invocation: PagedInvocation): Promise<AnswerPage | Fault> => {
    const current = session ?? open()
    try {
      await current.ready
    } catch (error) {
      return error instanceof Fault ? error : notStarted(String(error))
    }
    lastId += 1
    return ask(current, lastId, invocation, settings.cmdletSeconds ?? CMDLET_SECONDS)
  }
  return {
    mostAtOnce: MOST_AT_ONCE,
    mostAttempts: 1,
    attempt: (invocations) => Promise.all(invocations.map(run)),
    close: async () => {
      const last = session
      session = null
      await last?.process.end()
    },
  }
}

/** In real time, as processes are. It keeps no program from ending. */
const after = (seconds: number, act: () => void): void =>
  AbortSignal.timeout(Math.ceil(seconds * 1000)).addEventListener('abort', act, { once: true })

const notStarted = (detail: string): Fault => new Fault('exchange/no-powershell', { detail: detail.replace(/\.$/, '') })

const startSession = (settings: PwshSettings, onEnd: () => void): Session => {
  const waiting = new Map<number, Waiting>()
  const ready = Promise.withResolvers<void>()
  const process = startLineProcess(settings.executable, settings.args ?? scriptArgs(), {
    line: (value) => hear(value, ready, waiting),
    ended: (reason) => {
      onEnd()
      ready.reject(notStarted(reason))
      for (const [id, { invocation }] of waiting) settle(waiting, id, endedMeanwhile(invocation, reason))
    },
  })
  let isSignedIn = false
  ready.promise.then(
    () => {
      isSignedIn = true
    },
    () => undefined,
  )
  after(settings.connectSeconds ?? CONNECT_SECONDS, () => {
    if (!isSignedIn) process.kill()
  })
  connection(settings).then(
    (connect) => process.send({ connect }),
    (error: unknown) => {
      ready.reject(error)
      process.kill()
    },
  )
  return { process, ready: ready.promise, waiting }
}

/** Encoded, so that no quoting of any shell or system can change it. */
const scriptArgs = (): readonly string[] => [
  '-NoLogo',
  '-NoProfile',
  '-NonInteractive',
  '-EncodedCommand',
  Buffer.from(bootstrapScript, 'utf16le').toString('base64'),
]

const connection = async ({
  organization,
  cloud,
  client,
  certificate,
  password,
}: PwshSettings): Promise<JsonObject> => ({
  organization: await organization(),
  client,
  certificate,
  environment: exchangeClouds[cloud].environment,
  ...(password === undefined ? {} : { password: password.reveal() }),
})

type Ready = PromiseWithResolvers<void>

const hear = (value: Json, ready: Ready, waiting: Map<number, Waiting>): void => {
  const state = member(value, 'ready')
  if (state === true) ready.resolve()
  else if (state === false) ready.reject(notStarted(textIn(member(value, 'error'), 'message') ?? 'it gave no reason'))
  const id = numberIn(value, 'id')
  const asked = id === undefined ? undefined : waiting.get(id)
  if (id !== undefined && asked) settle(waiting, id, outcomeOf(value, asked.invocation))
}

const settle = (waiting: Map<number, Waiting>, id: number, outcome: AnswerPage | Fault): void => {
  const asked = waiting.get(id)
  if (!asked) return
  waiting.delete(id)
  asked.settle(outcome)
}

const ask = (
  { process, waiting }: Session,
  id: number,
  invocation: PagedInvocation,
  each: number,
): Promise<AnswerPage | Fault> =>
  new Promise((resolve) => {
    // Those that wait behind others wait for them as well.
    const seconds = each * (waiting.size + 1)
    after(seconds, () => {
      if (!waiting.has(id)) return
      settle(waiting, id, silent(invocation, seconds))
      process.kill()
    })
    waiting.set(id, { invocation, settle: resolve })
    const { cmdlet, parameters, select } = invocation
    process.send({ id, cmdlet, parameters: parameters as JsonObject, ...(select ? { select } : {}) })
  })

const outcomeOf = (value: Json, invocation: PagedInvocation): AnswerPage | Fault => {
  const error = objectOf(member(value, 'error'))
  if (error)
    return cmdletFault({ type: textIn(error, 'type') ?? '', message: textIn(error, 'message') ?? '' }, invocation)
  return { items: listIn(value, 'items') ?? [], warnings: textsIn(value, 'warnings') }
}

const effectOn = (invocation: PagedInvocation): Effect => (isWrite(invocation) ? 'unknown' : 'none')

const silent = (invocation: PagedInvocation, seconds: number): Fault => {
  const effect = effectOn(invocation)
  return new Fault('exchange/silent', { doing: invocation.doing, seconds, state: stateText(effect) }, { effect })
}

const endedMeanwhile = (invocation: PagedInvocation, reason: string): Fault => {
  const effect = effectOn(invocation)
  const detail = `the PowerShell process ended (${reason.replace(/\.$/, '')})`
  return new Fault('exchange/unreachable', { doing: invocation.doing, detail, state: stateText(effect) }, { effect })
}
