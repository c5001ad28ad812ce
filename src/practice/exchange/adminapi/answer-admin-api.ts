import type { Json, JsonObject } from '../../../model/json.ts'
import type { GraphFaults } from '../../faults/graph-faults.ts'
import { type Caller, type GraphAnswer, type GraphRequest, noContent, type Tenancy } from '../../graph/graph-call.ts'
import type { GraphFault } from '../../graph/graph-fault.ts'
import { ExchangeFault } from './exchange-fault.ts'
import { cmdletNames, invokeCmdlet, readCmdletInput } from './invoke-command.ts'
import { cutToPage, type ResultPages } from './result-pages.ts'

/** What the requests of one server share. */
export interface AdminScene {
  readonly tenancy: Tenancy
  readonly pages: ResultPages
  readonly faults?: GraphFaults
}

const ADMIN_ROLE = 'Exchange.ManageAsApp'
const MOST_ITEMS = 10
const PATH = /^\/adminapi\/(beta|v1\.0)\/([^/]+)\/([^/]+)\/?$/i
const CUT: GraphAnswer = { status: 500, cut: true }

const refusal = (status: number, code: string, message: string): GraphAnswer => ({
  status,
  body: { error: { code, message } },
})

const noRole = refusal(
  403,
  'Forbidden',
  "The role assigned to application isn't supported in this scenario. Please check online documentation for assigning correct Directory Roles to Azure AD Application for EXO App-Only Authentication.",
)
const noAnchor = refusal(400, 'BadRequest', 'The X-AnchorMailbox header is missing or empty.')
const noInput = refusal(400, 'BadRequest', 'The request body holds no CmdletInput with a CmdletName.')
const tooMany = refusal(400, 'BadRequest', `A batch may hold at most ${MOST_ITEMS} requests.`)
const noSuchPath = refusal(404, 'NotFound', 'No HTTP resource was found that matches the request URI.')
const noSuchTenant = refusal(404, 'NotFound', 'The tenant of the request URI is not the tenant of the token.')

export const isAdminApi = (path: string): boolean => /^\/adminapi\//i.test(path)

/**
 * Answers what the Exchange Online module itself speaks. The interface is not documented; it is followed as far as those who use it have
 * described it: one cmdlet a request, errors under `error.details`, failures that change nothing as warnings of a success.
 */
export const answerAdminApi = (scene: AdminScene, caller: Caller, request: GraphRequest): GraphAnswer => {
  const [, , tenant = '', operation = ''] = PATH.exec(request.path) ?? []
  if (operation === '') return noSuchPath
  const { id, domains } = scene.tenancy.entra.tenant
  if (![id, ...domains].includes(tenant.toLowerCase())) return noSuchTenant
  if (!caller.roles.has(ADMIN_ROLE)) return noRole
  switch (`${request.method} ${operation.toLowerCase()}`) {
    case 'GET exomodulefile':
      return { status: 200, body: { value: [{ exportedCmdlets: cmdletNames.join(',') }] } }
    case 'POST invokecommand':
      return answerOne(scene, request)
    case 'POST $batch':
      return answerMany(scene, request)
    default:
      return noSuchPath
  }
}

/** One cmdlet, with a fault of the network if it is its turn. */
const answerOne = (scene: AdminScene, request: GraphRequest): GraphAnswer => {
  if (!request.headers['x-anchormailbox']?.trim()) return noAnchor
  const input = readCmdletInput(request.body)
  if (!input) return noInput
  const { faults, tenancy } = scene
  const carryOut = (entra = tenancy.entra): GraphAnswer =>
    runCmdlet({ ...scene, tenancy: { ...tenancy, entra } }, request, input)
  if (!faults) return carryOut()
  const asked = { method: input.name.startsWith('Get-') ? 'GET' : 'POST', path: request.path, body: request.body }
  const refuse = (fault: GraphFault): GraphAnswer => ({
    ...refusal(fault.status, fault.code, fault.message),
    headers: fault.headers,
  })
  return faults.meet(asked, { carryOut, refuse, done: noContent, cut: CUT })
}

const runCmdlet = (
  { tenancy: { entra, exchange }, pages }: AdminScene,
  request: GraphRequest,
  { name, parameters }: { readonly name: string; readonly parameters: JsonObject },
): GraphAnswer => {
  try {
    const outcome = invokeCmdlet({ entra, mailboxes: exchange }, name, parameters)
    const page = cutToPage(pages, request, selected(outcome.value, request.query.get('$select')), entra.tenant.id)
    const warnings = { '@adminapi.warnings@odata.type': '#Collection(String)', '@adminapi.warnings': outcome.warnings }
    return { status: 200, body: { '@odata.context': '', ...warnings, ...page } }
  } catch (error) {
    if (error instanceof ExchangeFault) return { status: error.status, body: error.body() }
    throw error
  }
}

const selected = (found: readonly JsonObject[], select: string | null): readonly JsonObject[] => {
  if (!select) return found
  const wanted = new Set(select.split(',').map((name) => name.trim().toLowerCase()))
  return found.map((item) =>
    Object.fromEntries(Object.entries(item).filter(([name]) => wanted.has(name.toLowerCase()))),
  )
}

interface BatchItem {
  readonly id: string
  readonly request: GraphRequest
}

const answerMany = (scene: AdminScene, outer: GraphRequest): GraphAnswer => {
  const requests = isObject(outer.body) ? outer.body['requests'] : undefined
  if (!Array.isArray(requests) || requests.length === 0) return noInput
  if (requests.length > MOST_ITEMS) return tooMany
  const items = requests.map((item: Json) => itemOf(outer, item))
  const answers = items.map((item) => (item ? answerOne(scene, item.request) : noInput))
  if (answers.some(({ cut }) => cut)) return CUT
  const responses = answers.map(({ status, body, headers }, index) => ({
    id: items[index]?.id ?? '',
    status,
    headers: { ...headers },
    body: body ?? null,
  }))
  return { status: 200, body: { responses } }
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Each item brings its own address and headers; its address is a whole one. */
const itemOf = (outer: GraphRequest, item: Json): BatchItem | null => {
  if (!isObject(item) || typeof item['id'] !== 'string' || typeof item['url'] !== 'string') return null
  const url = URL.parse(item['url'], 'https://outlook.office365.com')
  if (!url || !/\/InvokeCommand\/?$/i.test(url.pathname) || item['method'] !== 'POST') return null
  const headers = isObject(item['headers']) ? item['headers'] : {}
  const lowerCased = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  )
  const request = {
    ...outer,
    method: 'POST',
    path: url.pathname,
    query: url.searchParams,
    headers: lowerCased,
    body: item['body'],
  }
  return { id: item['id'], request }
}
