import { onTestFinished } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import { type Company, openCompany } from '../../../src/practice/company.ts'
import type { TlsMaterial } from '../../../src/practice/graph/http/listen.ts'
import {
  type GraphServer,
  type GraphServiceOptions,
  startGraphServer,
} from '../../../src/practice/graph/start-graph-server.ts'

/** A Graph answer as a client sees it. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly body: JsonObject
  readonly text: string
  /** `code: message` of a refusal, empty otherwise. */
  readonly refusal: string
}

export interface GraphTenant {
  readonly company: Company
  readonly server: GraphServer
  ask(method: string, path: string, body?: unknown, headers?: { readonly [name: string]: string }): Promise<Reply>
  get(path: string, headers?: { readonly [name: string]: string }): Promise<Reply>
  /** Advanced query: sends `ConsistencyLevel: eventual`. */
  advanced(path: string): Promise<Reply>
  /** The list of an answer that has to succeed. */
  list(path: string, headers?: { readonly [name: string]: string }): Promise<readonly JsonObject[]>
  /** Adds a cloud user and answers its id. */
  addUser(userName: string, more?: JsonObject): Promise<string>
  /** Adds a security group and answers its id. */
  addGroup(displayName: string, more?: JsonObject): Promise<string>
  /** Id of a seeded group. */
  groupNamed(displayName: string): string
  /** Id of a seeded user. */
  userNamed(userPrincipalName: string): string
  /** Moves the company's clock on. */
  pass(ms: number): void
}

const START = Date.parse('2026-12-01T08:00:00Z')
export const eventual = { consistencylevel: 'eventual' }

/** The small company of one test, served until the test ends. */
export const graphTenant = async (
  options: GraphServiceOptions & { readonly tls?: TlsMaterial } = {},
): Promise<GraphTenant> => {
  let now = START
  const company = await openCompany({ folder: null, people: 40, clock: { now: () => now } })
  const server = await startGraphServer(company, { port: 0, ...options })
  onTestFinished(() => server.stop())
  const ask: GraphTenant['ask'] = async (method, path, body, headers) => {
    const response = await fetch(`${server.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${server.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return replyOf(response)
  }
  const get: GraphTenant['get'] = (path, headers) => ask('GET', path, undefined, headers)
  const made = async (path: string, body: JsonObject): Promise<string> => {
    const reply = await ask('POST', path, body)
    if (reply.status !== 201) throw new Error(reply.text)
    return String(reply.body.id)
  }
  const idOf = (property: 'displayName' | 'userPrincipalName', value: string): string => {
    const [object] = company.entra.find(property, value)
    if (!object) throw new Error(`The company has no ${value}.`)
    return object.id
  }
  return {
    company,
    server,
    ask,
    get,
    advanced: (path) => get(path, eventual),
    list: async (path, headers) => {
      const reply = await get(path, headers)
      if (reply.status !== 200) throw new Error(reply.text)
      return reply.body.value as readonly JsonObject[]
    },
    addUser: (userName, more = {}) => made('/users', { ...newUser(userName), ...more }),
    addGroup: (displayName, more = {}) => made('/groups', { ...newGroup(displayName), ...more }),
    groupNamed: (displayName) => idOf('displayName', displayName),
    userNamed: (userPrincipalName) => idOf('userPrincipalName', userPrincipalName),
    pass: (ms) => {
      now += ms
    },
  }
}

const replyOf = async (response: Response): Promise<Reply> => {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  const body = isJson ? (JSON.parse(text) as JsonObject) : {}
  const error = body.error as JsonObject | undefined
  return {
    status: response.status,
    headers: response.headers,
    body,
    text,
    refusal: error ? `${error.code}: ${error.message}` : '',
  }
}

export const newUser = (userName: string): JsonObject => ({
  accountEnabled: true,
  displayName: userName,
  mailNickname: userName,
  userPrincipalName: `${userName}@contoso.com`,
  passwordProfile: { password: 'xWwvJ]6NMw+bWH-d', forceChangePasswordNextSignIn: true },
})

export const newGroup = (displayName: string): JsonObject => ({
  displayName,
  mailEnabled: false,
  mailNickname: displayName.replaceAll(/\W/g, '').toLowerCase(),
  securityEnabled: true,
})

export const referenceTo = (id: string): JsonObject => ({
  '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}`,
})
