import { Client } from 'ldapts'
import { onTestFinished } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import type { FaultsWish } from '../../../src/practice/faults/practice-faults.ts'
import { type Practice, startPractice } from '../../../src/practice/practice-servers.ts'

/** An answer, or null where the connection ended without one. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly body: JsonObject
}

export interface FaultyPractice extends Practice {
  ask(method: string, path: string, body?: unknown): Promise<Reply | null>
  /** A connection that is signed in as the service account; `timeoutMs` is how long it waits for an answer. */
  ldap(timeoutMs?: number): Promise<Client>
  /** Id of a seeded user or group. */
  idOf(property: 'displayName' | 'userPrincipalName', value: string): string
  pass(ms: number): void
}

const START = Date.parse('2026-12-01T08:00:00Z')
/** However busy the machine is. */
const PATIENCE_MS = 30_000
const NEVER_BY_ITSELF_MS = 3_600_000

/** A small company, served with these faults until the test ends. */
export const faultyPractice = async (faults: FaultsWish): Promise<FaultyPractice> => {
  let now = START
  const clock = { now: () => now }
  const practice = await startPractice({
    folder: null,
    people: 20,
    clock,
    faults,
    syncDelayMs: NEVER_BY_ITSELF_MS,
  })
  onTestFinished(() => practice.stop())
  const { info, company } = practice
  return {
    ...practice,
    async ask(method, path, body) {
      const headers = { authorization: `Bearer ${info.token}`, 'content-type': 'application/json' }
      const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
      const response = await fetch(`${info.graph}${path}`, init).catch(() => null)
      if (!response) return null
      const text = await response.text()
      return {
        status: response.status,
        headers: response.headers,
        body: text === '' ? {} : (JSON.parse(text) as JsonObject),
      }
    },
    async ldap(timeoutMs = PATIENCE_MS) {
      const client = new Client({ url: info.ldap, tlsOptions: { ca: info.caPem }, timeout: timeoutMs })
      onTestFinished(() => client.unbind().catch(() => undefined))
      await client.bind(info.user, info.password)
      return client
    },
    idOf(property, value) {
      const [object] = company.entra.find(property, value)
      if (!object) throw new Error(`The company has no ${value}.`)
      return object.id
    },
    pass: (ms) => {
      now += ms
    },
  }
}
