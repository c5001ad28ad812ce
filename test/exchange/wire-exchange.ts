import nock from 'nock'
import { onTestFinished } from 'vitest'
import { type ExchangeConnection, openExchange } from '../../src/exchange/open-exchange.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { Secret } from '../../src/model/secret.ts'
import { type QuickClock, quickClock } from '../support/quick-clock.ts'
import { seededRandom } from '../support/seeded-random.ts'

export const TENANT = '11111111-2222-4333-8444-555555555555'
export const ORIGIN = 'https://outlook.office365.com'
export const adele = '87d349ed-44d7-43e1-9a83-5f2406dee5bd'

const everyCmdlet = [
  'Add-DistributionGroupMember',
  'Add-MailboxPermission',
  'Add-RecipientPermission',
  'Get-DistributionGroup',
  'Get-Mailbox',
  'Get-MailboxPermission',
  'Get-MailboxStatistics',
  'Get-MobileDevice',
  'Get-Recipient',
  'Get-RecipientPermission',
  'Get-User',
  'Remove-DistributionGroupMember',
  'Remove-MailboxPermission',
  'Remove-MobileDevice',
  'Remove-RecipientPermission',
  'Set-Mailbox',
]

/** A wire to Exchange on which every answer is written by the test. */
export interface WireExchange extends ExchangeConnection {
  readonly clock: QuickClock
  /** What the bodies of the requests for cmdlets were, in order. */
  readonly sent: readonly JsonObject[]
  /** Answers one request for a single cmdlet. */
  answer(status: number, body: Json, headers?: { readonly [name: string]: string }): void
  /** Answers one batch: each item by what `item` makes of it. */
  answerBatch(item: (request: JsonObject, index: number) => JsonObject): void
  breakConnection(): void
}

const INVOKE = `/adminapi/beta/${TENANT}/InvokeCommand`
const BATCH = `/adminapi/beta/${TENANT}/$batch`

/** `probe`: what the question for the cmdlets is answered with, in place of a list of them. */
export const wireExchange = (
  cmdlets: readonly string[] = everyCmdlet,
  probe: { readonly status: number; readonly body: Json } = {
    status: 200,
    body: { value: [{ exportedCmdlets: cmdlets.join(',') }] },
  },
): WireExchange => {
  const clock = quickClock()
  const sent: JsonObject[] = []
  const scope = nock(ORIGIN)
  nock.disableNetConnect()
  scope
    .get(`/adminapi/v1.0/${TENANT}/EXOModuleFile`)
    .query(true)
    .reply(probe.status, probe.body as nock.Body)
  onTestFinished(() => {
    nock.cleanAll()
    nock.enableNetConnect()
  })
  const isInvoke = (path: string): boolean => path.split('?')[0] === INVOKE
  const connection = openExchange(
    { driver: 'adminapi', tenant: TENANT, cloud: 'global' },
    { clock, random: seededRandom(), token: async () => new Secret('practice-token') },
  )
  return {
    ...connection,
    clock,
    sent,
    answer: (status, body, headers = {}) => {
      scope.post(isInvoke).reply(
        status,
        (_path, request) => {
          sent.push(request as JsonObject)
          return body as nock.Body
        },
        headers,
      )
    },
    answerBatch: (item) => {
      scope.post(BATCH).reply(200, (_path, request) => {
        sent.push(request as JsonObject)
        const { requests } = request as unknown as { readonly requests: readonly JsonObject[] }
        return { responses: requests.map((one, index) => ({ id: one['id'] ?? '', ...item(one, index) })) } as nock.Body
      })
    },
    breakConnection: () => {
      scope.post(isInvoke).replyWithError(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }))
    },
  }
}

export const found = (...value: readonly JsonObject[]): JsonObject => ({ value, '@adminapi.warnings': [] })

/** An error as Exchange writes it. */
export const failed = (type: string, text: string): JsonObject => ({
  error: {
    code: 'NotFound',
    message: 'Error executing request.',
    details: [{ code: 'Context', target: '', message: `Ex6F9304|${type}|${text}` }],
  },
})

export const cmdletOf = (request: JsonObject | undefined): string =>
  String((((request?.['body'] ?? request) as JsonObject)['CmdletInput'] as JsonObject)['CmdletName'])
