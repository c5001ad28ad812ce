import { type Context, Hono } from 'hono'
import { asFault, type Fault } from '../model/fault.ts'
import type { FaultCategory } from '../model/faults/index.ts'
import type { FeedEvent, FeedReport, RefusedRow } from '../model/feed.ts'
import { inTurn } from './in-turn.ts'
import type { InboundVariables, RouteGroup } from './route-group.ts'

/** Takes what a source says of some people, as JSON, and answers what it means. Throws where none of it can be used. */
export type TakeHook = (source: string, body: Uint8Array) => Promise<FeedReport>

/** What a webhook is answered: `202`, and what of it was taken. */
interface HookAnswer {
  readonly format: 'joinery.hook/1'
  readonly request: string
  readonly accepted: number
  readonly refused: readonly RefusedRow[]
  readonly events: readonly Pick<FeedEvent, 'type' | 'person' | 'effective'>[]
}

const MOST_BYTES = 1_048_576
/** When a source may come again that could not be served, in seconds. */
const AGAIN_S = 30

/** `POST /hooks/<source>`: a person, or a list of them, in the form that the source's feed has. */
export const hooksGroup = (take: TakeHook): RouteGroup => ({
  name: 'hooks',
  suffix: '',
  contentTypes: ['application/json'],
  maxBodyBytes: MOST_BYTES,
  refusal: (c, status) => c.json({ error: { status } }, status),
  routes(source) {
    const routes = new Hono<{ Variables: InboundVariables }>()
    const turn = inTurn()
    routes.post('/', async (c) => {
      const body = new Uint8Array(await c.req.arrayBuffer())
      try {
        const report = await turn(() => take(source, body))
        return report.verdict === 'ok' ? c.json(answerOf(report, c.get('requestId')), 202) : unfit(c, report)
      } catch (thrown) {
        return failed(c, asFault(thrown))
      }
    })
    routes.all('/', (c) => c.json({ error: { status: 405 } }, 405, { allow: 'POST' }))
    return routes
  },
})

const answerOf = ({ accepted, refused, events }: FeedReport, request: string): HookAnswer => ({
  format: 'joinery.hook/1',
  request,
  accepted,
  refused,
  events: events.map(({ type, person, effective }) => ({ type, person, effective })),
})

const unfit = (c: Context, { why, refused }: FeedReport): Response =>
  c.json({ error: { status: 422, message: why }, refused }, 422)

const OF_INPUT: ReadonlySet<FaultCategory> = new Set(['input', 'usage', 'missing', 'refused'])

/** Who sends data that cannot be used learns why: it is their own data. What is wrong here is for the log alone. */
const failed = (c: Context, fault: Fault): Response => {
  const { category, code, message, hint } = fault
  if (OF_INPUT.has(category)) return c.json({ error: { status: 422, code, message, hint } }, 422)
  if (category === 'bug') throw fault
  return c.json({ error: { status: 503 } }, 503, { 'retry-after': String(AGAIN_S) })
}
