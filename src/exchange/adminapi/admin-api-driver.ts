import { asFault, Fault } from '../../model/fault.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { listIn, member, numberIn, objectOf, textIn } from '../../wire/json-shape.ts'
import { cmdletFault } from '../cmdlet-fault.ts'
import type { AnswerPage, ExchangeDriver, PagedInvocation } from '../driver.ts'
import type { ExchangeDeps, ExchangeSettings } from '../exchange-settings.ts'
import { cmdlets, isWrite, type ParameterValue } from '../invocation.ts'
import { type AdminAnswer, errorIn, outcomeOf, unusable } from './admin-answer.ts'
import { type AdminApiRoot, adminApiRoot } from './admin-api-root.ts'
import { sendAdmin } from './send-admin.ts'

/** https://github.com/KelvinTegelaar/CIPP-API found ten out; there is no documentation. */
const MOST_PER_BATCH = 10
const MOST_BATCHES = 4
/** A mailbox that every organisation has. The header routes a request to a server, and this one routes for the organisation as a whole. */
const SYSTEM_MAILBOX = 'SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}'

/** Exchange over the interface of Microsoft's own module. Whether it is there, with the cmdlets that are needed, is asked once before anything else. */
export const adminApiDriver = (
  settings: Extract<ExchangeSettings, { driver: 'adminapi' }>,
  deps: ExchangeDeps,
): ExchangeDriver => {
  const root = adminApiRoot(settings)
  const headers = { 'x-anchormailbox': `APP:${SYSTEM_MAILBOX}@${settings.tenant}`, prefer: 'odata.maxpagesize=1000' }
  const probe = probed(deps, root, headers)
  const attempt = async (invocations: readonly PagedInvocation[]): Promise<readonly (AnswerPage | Fault)[]> => {
    await probe()
    const [first] = invocations
    return first && invocations.length === 1
      ? [await sendOne(deps, root, headers, first)]
      : sendBatch(deps, root, headers, invocations)
  }
  return {
    mostAtOnce: MOST_PER_BATCH,
    mostAttempts: MOST_BATCHES,
    attempt: (invocations) => attempt(invocations).catch((error: unknown) => allFailed(invocations, error)),
    close: async () => {},
  }
}

type Headers = { readonly [name: string]: string }

/** The fault of a request is that of each cmdlet in it; whether a read was among writes makes no difference to it. */
const allFailed = (invocations: readonly PagedInvocation[], error: unknown): readonly Fault[] => {
  const fault = asFault(error, 'unknown')
  return invocations.map(() => fault)
}

/** A question that failed is asked again by the next who needs the answer. */
const probed = (deps: ExchangeDeps, root: AdminApiRoot, headers: Headers): (() => Promise<void>) => {
  let asked: Promise<void> | undefined
  return () => {
    asked ??= probe(deps, root, headers).catch((error: unknown) => {
      asked = undefined
      throw error
    })
    return asked
  }
}

const probe = async (deps: ExchangeDeps, root: AdminApiRoot, headers: Headers): Promise<void> => {
  const doing = 'asking which cmdlets there are'
  const request = { method: 'GET', url: root.commands, headers: { ...headers, commandname: '*' }, doing } as const
  const answer = await sendAdmin({ ...request, changes: false }, deps)
  if (answer.status !== 200) throw cmdletFault(errorIn(answer, deps.clock.now()), { cmdlet: 'Get-Mailbox', doing })
  const names = listIn(answer.json, 'value')?.map((file) => textIn(file, 'exportedCmdlets') ?? '')
  if (!names) throw new Fault('exchange/unsupported', { doing, detail: 'the list of cmdlets has another form' })
  const there = new Set(names.flatMap((list) => list.split(',').map((name) => name.trim().toLowerCase())))
  const missing = [...cmdlets.read, ...cmdlets.write].filter((name) => !there.has(name.toLowerCase()))
  if (missing.length > 0) throw new Fault('exchange/missing-cmdlets', { missing: missing.join(', ') })
}

const sendOne = async (
  deps: ExchangeDeps,
  root: AdminApiRoot,
  headers: Headers,
  invocation: PagedInvocation,
): Promise<AnswerPage | Fault> => {
  const request = { method: 'POST', url: root.invoke(invocation), headers, body: bodyOf(invocation) } as const
  const answer = await sendAdmin({ ...request, doing: invocation.doing, changes: isWrite(invocation) }, deps)
  return outcomeOf(answer, invocation, root, deps.clock.now())
}

const bodyOf = ({ cmdlet, parameters }: PagedInvocation): JsonObject => ({
  CmdletInput: {
    CmdletName: cmdlet,
    Parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, wireForm(value)])),
  },
})

const wireForm = (value: ParameterValue): Json => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value as Json
  return { '@odata.type': '#Exchange.GenericHashTable', ...value } as JsonObject
}

/** Answers are matched by the ids of the requests: their order is not promised, and several can be about the same mailbox. */
const sendBatch = async (
  deps: ExchangeDeps,
  root: AdminApiRoot,
  headers: Headers,
  invocations: readonly PagedInvocation[],
): Promise<readonly (AnswerPage | Fault)[]> => {
  const ids = invocations.map(() => deps.random.uuid())
  const requests = invocations.map((invocation, index) => ({
    id: ids[index] ?? '',
    method: 'POST',
    url: root.invoke(invocation),
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8', 'x-cmdletname': invocation.cmdlet },
    body: { ...bodyOf(invocation), OperationGuid: ids[index] ?? '' },
  }))
  const changes = invocations.some(isWrite)
  const doing = `running ${invocations.length} cmdlets at once`
  const batchHeaders = { ...headers, prefer: `${headers['prefer'] ?? ''};odata.continue-on-error` }
  const request = {
    method: 'POST',
    url: root.batch,
    headers: batchHeaders,
    body: { requests },
    doing,
    changes,
  } as const
  const answer = await sendAdmin(request, deps)
  const responses = listIn(answer.json, 'responses')
  if (!responses) return invocations.map((invocation) => refusedWhole(answer, invocation, deps.clock.now()))
  const byId = new Map(responses.map((response) => [textIn(response, 'id') ?? '', response]))
  return invocations.map((invocation, index) => {
    const item = answerIn(byId.get(ids[index] ?? ''))
    return item
      ? outcomeOf(item, invocation, root, deps.clock.now())
      : unusable(invocation, 'the batch does not answer it')
  })
}

const refusedWhole = (answer: AdminAnswer, invocation: PagedInvocation, now: number): Fault =>
  answer.status >= 300
    ? cmdletFault(errorIn(answer, now), invocation)
    : unusable(invocation, 'the batch has no answers')

const answerIn = (response: Json | undefined): AdminAnswer | undefined => {
  const status = numberIn(response, 'status')
  if (status === undefined) return undefined
  const headers = new Headers()
  for (const [name, value] of Object.entries(objectOf(member(response, 'headers')) ?? {}))
    headers.set(name, String(value))
  return { status, headers, json: member(response, 'body'), text: '' }
}
