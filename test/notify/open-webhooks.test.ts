import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Fault } from '../../src/model/fault.ts'
import { Secret } from '../../src/model/secret.ts'
import { openWebhooks } from '../../src/notify/open-webhooks.ts'
import type { Webhook, WebhookDeps } from '../../src/notify/webhook-settings.ts'
import { closedPort } from '../entra/graph-stub.ts'

interface Received {
  readonly method: string | undefined
  readonly headers: IncomingMessage['headers']
  readonly body: unknown
}

type Reply = { readonly status: number; readonly text?: string; readonly location?: string } | 'cut'

/** A service on this machine that keeps what it is told. */
const service = async (reply: Reply = { status: 200, text: 'ok' }) => {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    received.push({
      method: request.method,
      headers: request.headers,
      body: JSON.parse(Buffer.concat(chunks).toString('utf8')),
    })
    if (reply === 'cut') return void response.socket?.destroy()
    response.writeHead(reply.status, reply.location ? { location: reply.location } : {}).end(reply.text ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook/abc123` }
}

const hook = (url: string, more: Partial<Webhook> = {}): Webhook => ({
  url: async () => new Secret(url),
  token: async () => null,
  private: false,
  form: 'plain',
  ...more,
})

const noNames: WebhookDeps = { fetch, resolve: async () => ['203.0.113.10'] }
const opened = (webhook: Webhook, deps = noNames) =>
  openWebhooks({ webhooks: { 'service-desk': webhook }, ticket: webhook }, deps)

const message = { subject: 'Adele leaves', text: 'Collect the laptop.', facts: [{ name: 'Office', value: 'London' }] }
const post = (webhook: Webhook, deps?: WebhookDeps) => opened(webhook, deps).post('service-desk', message)

const faultOf = async (promise: Promise<unknown>): Promise<Fault> => {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (thrown instanceof Fault) return thrown
  throw new Error(`expected a fault, got ${String(thrown)}`)
}

describe('a message to a webhook', () => {
  test('arrives as one text for services that show nothing else, with its parts beside it', async () => {
    const { url, received } = await service()

    await post(hook(url))

    expect(received).toMatchObject([
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: {
          text: 'Adele leaves\n\nCollect the laptop.\n\nOffice: London',
          subject: 'Adele leaves',
          message: 'Collect the laptop.',
          facts: [{ name: 'Office', value: 'London' }],
          source: 'joinery',
        },
      },
    ])
    expect(received[0]?.headers.authorization).toBeUndefined()
  })

  test('arrives as a card of Teams in which a name from HR is no markup', async () => {
    const { url, received } = await service({ status: 202 })
    const link = { ...message, text: '[Adele](https://evil.example)' }

    await openWebhooks({ webhooks: { teams: hook(url, { form: 'teams' }) }, ticket: null }, noNames).post('teams', link)

    expect(received[0]?.body).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: {
            body: [
              { text: 'Adele leaves' },
              { text: '\\[Adele\\]\\(https://evil.example\\)' },
              { facts: [{ title: 'Office', value: 'London' }] },
            ],
          },
        },
      ],
    })
  })

  test('carries a token where one is configured', async () => {
    const { url, received } = await service()

    await post(hook(url, { token: async () => new Secret('service-desk-token') }))

    expect(received[0]?.headers.authorization).toBe('Bearer service-desk-token')
  })

  test('is no message where the name is not known', async () => {
    const messages = openWebhooks({ webhooks: {}, ticket: null }, noNames)

    expect((await faultOf(messages.post('constructor', message))).code).toBe('message/unknown-webhook')
    const note = { ticket: 'INC-1', text: 'x', person: { employeeId: '1', name: 'Adele Vance' } }
    expect((await faultOf(messages.note(note))).code).toBe('message/unknown-webhook')
  })
})

test('a note goes to the ticket system with ticket and person', async () => {
  const { url, received } = await service()
  const person = { employeeId: '01024', name: 'Adele Vance' }

  await opened(hook(url)).note({ ticket: 'INC-4711', text: 'The account is blocked.', person })

  expect(received[0]?.body).toEqual({
    ticket: 'INC-4711',
    text: 'The account is blocked.',
    person,
    source: 'joinery',
  })
})

describe('what a webhook answers', () => {
  test.each([
    [{ status: 404, text: 'no_team' }, 'message/rejected', 'none'],
    [{ status: 400, text: 'invalid_payload' }, 'message/rejected', 'none'],
    [{ status: 429 }, 'message/unreachable', 'none'],
    [{ status: 503 }, 'message/unreachable', 'unknown'],
    ['cut', 'message/unreachable', 'unknown'],
  ] as const)('%j is %s, with the effect %s', async (reply, code, effect) => {
    const { url, received } = await service(reply)

    const fault = await faultOf(post(hook(url)))

    expect([fault.code, fault.effect, received.length]).toEqual([code, effect, 1])
    expect(`${fault.message} ${fault.hint} ${String(fault.cause)}`).not.toContain('abc123')
  })

  test('a redirect is not followed', async () => {
    const other = await service()
    const { url } = await service({ status: 307, location: other.url })

    expect((await faultOf(post(hook(url)))).code).toBe('message/rejected')
    expect(other.received).toEqual([])
  })

  test('nobody there is certain not to have got it', async () => {
    const fault = await faultOf(post(hook(`http://127.0.0.1:${await closedPort()}/hook/abc123`)))

    expect([fault.code, fault.effect]).toEqual(['message/unreachable', 'none'])
  })

  test('a host that has no address is told without it', async () => {
    const resolve = async () => {
      throw new Error('getaddrinfo ENOTFOUND hooks.abc123.example')
    }

    const fault = await faultOf(post(hook('https://hooks.abc123.example/x'), { fetch, resolve }))

    expect([fault.code, fault.effect]).toEqual(['message/unreachable', 'none'])
    expect(fault.message).not.toContain('abc123')
  })
})
