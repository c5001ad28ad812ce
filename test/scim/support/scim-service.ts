import { onTestFinished } from 'vitest'
import { type FeedSettings, plainSettings } from '../../../src/feed/read/feed-settings.ts'
import type { FeedReport, FeedSnapshot } from '../../../src/model/feed.ts'
import type { Person } from '../../../src/model/person.ts'
import type { PushedUsers } from '../../../src/ports/pushed-users.ts'
import type { ScimDeps } from '../../../src/scim/scim-deps.ts'
import { scimGroup } from '../../../src/scim/scim-group.ts'
import { openJournal } from '../../../src/store/open-journal.ts'
import { ask, HR_TOKEN, startService } from '../../service/support/start-service.ts'
import { emptyFeedReport } from '../../support/empty-feed-report.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

export const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
export const JOINERY = 'urn:ietf:params:scim:schemas:extension:joinery:2.0:User'
export const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
export const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
export const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error'

export const NOW = Date.parse('2026-11-22T11:00:00.000Z')

/** A JSON document of an answer, of which tests look at what they expect. */
// biome-ignore lint/suspicious/noExplicitAny: tests read whatever is in it.
type Document = any

export interface ScimAnswer {
  readonly status: number
  readonly headers: { readonly [name: string]: unknown }
  readonly body: Document
}

export interface ScimRequest {
  readonly body?: unknown
  readonly headers?: { readonly [name: string]: string }
  readonly token?: string
  readonly source?: string
}

export interface TestScim {
  readonly base: string
  readonly port: number
  /** One request to the endpoints of a source, over a real socket. `target`: `GET /Users?count=1`. */
  send(target: string, request?: ScimRequest): Promise<ScimAnswer>
  /** What was said of people, in that order. */
  readonly news: readonly FeedSnapshot[]
  /** What was said last of somebody. */
  person(employeeId: string): Person | undefined
  /** People whom a source deleted while they were active. */
  readonly lost: readonly string[]
  readonly failed: readonly string[]
  readonly users: PushedUsers
  /** Lets time pass, in milliseconds. */
  pass(ms: number): void
}

export interface TestScimOptions {
  readonly settings?: Partial<FeedSettings>
  readonly absence?: 'report' | 'leaver'
  /** What becomes of what is said; taken, unless told. */
  readonly sync?: (snapshot: FeedSnapshot) => Promise<Partial<FeedReport>>
  /** Users as the receiver sees them, over those of the state. */
  readonly users?: (users: PushedUsers) => PushedUsers
  readonly folder?: string
}

const taken: FeedReport = {
  ...emptyFeedReport,
}

/** The receiver behind the guards of the service, on a free port of this machine, with users in a real state. */
export const startScim = async (options: TestScimOptions = {}): Promise<TestScim> => {
  const journal = openJournal(options.folder ?? temporaryFolder())
  onTestFinished(() => journal.close())
  const [news, lost, failed]: [FeedSnapshot[], string[], string[]] = [[], [], []]
  let now = NOW
  const deps: ScimDeps = {
    users: options.users?.(journal.pushed) ?? journal.pushed,
    clock: { now: () => now },
    random: seededRandom('scim'),
    sourceOf: async () => ({
      settings: { ...plainSettings, ...options.settings },
      absence: options.absence ?? 'report',
    }),
    async sync(snapshot) {
      const report = { ...taken, ...(await options.sync?.(snapshot)) }
      if (report.verdict === 'ok') news.push(snapshot)
      return report
    },
    failed: (_source, { code }) => void failed.push(code),
    deleted: async (source, person) => void lost.push(`${source} ${person}`),
  }
  const service = await startService({ groups: [scimGroup(deps)] })
  return {
    base: `${service.address}/scim/hr/v2`,
    port: service.port,
    async send(target, { body, headers = {}, token = HR_TOKEN, source = 'hr' } = {}) {
      const [method = '', path = ''] = target.split(/ (.*)/)
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      const type: { readonly [name: string]: string } =
        body === undefined ? {} : { 'content-type': 'application/scim+json' }
      const asked = {
        method,
        headers: { authorization: `Bearer ${token}`, ...type, ...headers },
        ...(body === undefined ? {} : { body: text }),
      }
      const answer = await ask(service, `/scim/${source}/v2${path}`, asked)
      return { ...answer, body: answer.text === '' ? null : JSON.parse(answer.text) }
    },
    news,
    person: (employeeId) =>
      news
        .flatMap(({ people }) => people)
        .map(({ person }) => person)
        .findLast((person) => person.employeeId === employeeId),
    lost,
    failed,
    users: journal.pushed,
    pass(ms) {
      now += ms
    },
  }
}

/** A user as an HR system sends one. */
export const adele = (more: { readonly [attribute: string]: unknown } = {}) => ({
  schemas: [CORE, ENTERPRISE],
  userName: 'adele@contoso.com',
  externalId: 'adelev',
  name: { givenName: 'Adele', familyName: 'Vance' },
  active: true,
  title: 'Sales Manager',
  emails: [{ type: 'work', value: 'adele@contoso.com', primary: true }],
  [ENTERPRISE]: { employeeNumber: '00123', department: 'Sales' },
  ...more,
})

/** Somebody by a number. */
export const somebody = (number: string, more: { readonly [attribute: string]: unknown } = {}) => ({
  schemas: [CORE, ENTERPRISE],
  userName: `p${number}@contoso.com`,
  name: { givenName: 'Person', familyName: `No ${number}` },
  [ENTERPRISE]: { employeeNumber: number },
  ...more,
})
