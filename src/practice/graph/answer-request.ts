import type { Json } from '../../model/json.ts'
import type { EntraStore } from '../entra/entra-store.ts'
import { expireDeleted } from '../entra/expire-deleted.ts'
import { settleDueLicences } from '../entra/licence-worker.ts'
import type { GraphFaults } from '../faults/graph-faults.ts'
import {
  type Caller,
  type GraphAnswer,
  type GraphCall,
  type GraphRequest,
  isEventual,
  noContent,
  type Tenancy,
} from './graph-call.ts'
import { GraphFault } from './graph-fault.ts'
import { guardCaller } from './guard-caller.ts'
import { type Match, matchRoute } from './match-route.ts'
import type { Pages } from './odata/pages.ts'
import { guardRoute } from './permissions.ts'
import { resourceUnits } from './resource-units.ts'
import { guardDelegated } from './resources/privileged.ts'
import { routes } from './routes.ts'

/** What the requests of one server share. */
export interface GraphScene {
  readonly tenancy: Tenancy
  readonly pages: Pages
  readonly publicUrl: string
  /** What goes wrong on purpose. */
  readonly faults?: GraphFaults
}

/** The connection ends in place of an answer. */
export const cutOff: GraphAnswer = { status: 500, cut: true }

/** Answers one request, whatever it is; refusals are answers too. Nothing is kept in the company's file yet. */
export const answerRequest = (scene: GraphScene, caller: Caller, request: GraphRequest): GraphAnswer => {
  const carryOut = (entra: EntraStore = scene.tenancy.entra): GraphAnswer =>
    answerOn({ ...scene, tenancy: { ...scene.tenancy, entra } }, caller, request)
  if (!scene.faults) return carryOut()
  const refuse = (fault: GraphFault): GraphAnswer => refusal(scene, request, fault)
  const { method, path, body } = request
  const spent = scene.faults.spend({ method, path, units: unitsOf(request), appId: caller.appId })
  if (spent instanceof GraphFault) return refuse(spent)
  const asked = { method, path, body, advanced: isEventual(request) }
  const answer = scene.faults.meet(asked, { carryOut, refuse, done: noContent, cut: cutOff })
  return { ...answer, headers: { ...spent, ...answer.headers } }
}

/** A request that no operation answers costs as little as any. */
const unitsOf = ({ method, path, query }: GraphRequest): number => {
  try {
    return resourceUnits(matchRoute(routes, method, path).route, query)
  } catch {
    return 1
  }
}

const answerOn = (scene: GraphScene, caller: Caller, request: GraphRequest): GraphAnswer => {
  try {
    return handle(scene, caller, request)
  } catch (error) {
    return refusal(scene, request, error instanceof GraphFault ? error : ownBug(error))
  }
}

/** A mistake of the practice tenant itself; told in full, because its user is the one to report it. */
const ownBug = (error: unknown): GraphFault =>
  new GraphFault('internal', {}, [
    { code: 'PracticeTenantBug', message: error instanceof Error ? (error.stack ?? error.message) : String(error) },
  ])

const ME = /^\/me(?=\/|$)/i

const handle = (scene: GraphScene, caller: Caller, asked: GraphRequest): GraphAnswer => {
  if (ME.test(asked.path) && caller.user === undefined) throw new GraphFault('me')
  const request = { ...asked, path: asked.path.replace(ME, `/users/${caller.user ?? ''}`) }
  const match = matchRoute(routes, request.method, request.path)
  guardCaller(scene.tenancy.entra, caller)
  guardRoute(caller, match.route)
  settleDueLicences(scene.tenancy.entra)
  expireDeleted(scene.tenancy.entra)
  const call = callOf(scene, caller, request, match)
  guardDelegated(call)
  const answer = match.route.handle(call)
  return {
    ...answer,
    headers: { 'x-ms-resource-unit': String(resourceUnits(match.route, request.query)), ...answer.headers },
  }
}

const callOf = (
  scene: GraphScene,
  caller: Caller,
  request: GraphRequest,
  { params, cast, countOnly }: Match,
): GraphCall => {
  const { tenancy, pages, publicUrl } = scene
  return {
    store: tenancy.entra,
    exchange: tenancy.exchange,
    request,
    params,
    cast,
    countOnly,
    caller,
    pages,
    publicUrl,
  }
}

/** A fault as an answer. The client's own request id is echoed, so that both sides can find the exchange again. */
export const refusal = (
  scene: GraphScene,
  { headers, requestId }: Pick<GraphRequest, 'headers' | 'requestId'>,
  fault: GraphFault,
): GraphAnswer => {
  const clientRequestId = headers['client-request-id'] ?? requestId
  const body: Json = fault.body({ at: scene.tenancy.entra.clock.now(), requestId, clientRequestId })
  return { status: fault.status, body, headers: { ...(fault.status === 401 ? challenge : {}), ...fault.headers } }
}

const challenge = {
  'www-authenticate':
    'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"',
}
