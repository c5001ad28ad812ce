import { describe, expect, test } from 'vitest'
import {
  adele,
  faultOf,
  finance,
  inTurn,
  megan,
  ok,
  type Received,
  type Reply,
  refusal,
  sales,
  stubbed,
} from './graph-stub.ts'

const alreadyThere = (): Reply =>
  refusal(
    400,
    'Request_BadRequest',
    "One or more added object references already exist for the following modified properties: 'members'.",
  )

const shortOf = ({ method, url }: Received): string =>
  `${method} ${url.replace('/v1.0', '').replaceAll(sales, 'sales').replaceAll(finance, 'finance')}`

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

describe('adding members', () => {
  test('a single one is a reference', async () => {
    const { writer, received } = await stubbed(inTurn({ status: 204 }))

    await writer.addMember(sales, adele)

    expect(received.map(shortOf)).toEqual(['POST /groups/sales/members/$ref'])
  })

  test('several to one group at once are one PATCH', async () => {
    const { writer, received } = await stubbed(inTurn({ status: 204 }))

    await Promise.all([writer.addMember(sales, adele), writer.addMember(sales, megan)])

    expect(received.map(shortOf)).toEqual(['PATCH /groups/sales'])
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      'members@odata.bind': [adele, megan].map(
        (member) => `https://graph.microsoft.com/v1.0/directoryObjects/${member}`,
      ),
    })
  })

  test('one that is there already does not stop the others: each gets its own outcome', async () => {
    const { writer, received } = await stubbed(({ method, body }) =>
      method === 'PATCH' || body.includes(adele) ? alreadyThere() : { status: 204 },
    )

    const [first, second] = await Promise.all([faultOf(writer.addMember(sales, adele)), writer.addMember(sales, megan)])

    expect(first).toMatchObject({ code: 'entra/already-member', effect: 'none' })
    expect(second).toBeUndefined()
    expect(received).toHaveLength(3)
  })

  test('what is open after a server error is open for each of them and not sent again', async () => {
    const { writer, received } = await stubbed(inTurn(refusal(504, 'UnknownError', 'x')))

    const faults = await Promise.all([faultOf(writer.addMember(sales, adele)), faultOf(writer.addMember(sales, megan))])

    expect(faults.map(({ effect }) => effect)).toEqual(['unknown', 'unknown'])
    expect(received).toHaveLength(1)
  })

  test('what is throttled is not sent again', async () => {
    const { writer, received } = await stubbed(inTurn(refusal(429, 'TooManyRequests', 'x', { 'Retry-After': '7' })))

    const faults = await Promise.all([faultOf(writer.addMember(sales, adele)), faultOf(writer.addMember(sales, megan))])

    expect(faults.map(({ code, retryAfterMs }) => [code, retryAfterMs])).toEqual(
      Array(2).fill(['entra/throttled', 7000]),
    )
    expect(received).toHaveLength(1)
  })

  test('to several groups at once go out as one batch, twenty members to a PATCH, and never two of one group together', async () => {
    const batches: string[][] = []
    const { writer, received } = await stubbed(({ url, body }) => {
      if (!url.endsWith('$batch')) return { status: 204 }
      const { requests } = JSON.parse(body) as {
        requests: { id: string; url: string; body: Record<string, unknown> }[]
      }
      batches.push(requests.map((request) => request.url))
      return ok({ responses: requests.map((request) => ({ id: request.id, status: 204, body: {} })) })
    })
    const members = Array.from({ length: 25 }, (_, n) => id(n + 1))

    await Promise.all([...members.map((member) => writer.addMember(sales, member)), writer.addMember(finance, adele)])

    expect(batches).toEqual([[`/groups/${sales}`, `/groups/${finance}/members/$ref`]])
    expect(received.map(shortOf)).toEqual(['POST /$batch', 'PATCH /groups/sales'])
  })

  test('a part of a batch that was refused or throttled fails alone', async () => {
    const { writer } = await stubbed(({ body }) => {
      const { requests } = JSON.parse(body) as { requests: { id: string; url: string }[] }
      const answers = requests.map((request) =>
        request.url.includes(finance)
          ? {
              id: request.id,
              status: 429,
              headers: { 'Retry-After': '9' },
              body: { error: { code: 'TooManyRequests', message: 'x' } },
            }
          : { id: request.id, status: 204 },
      )
      return ok({ responses: answers })
    })

    const [first, second] = await Promise.all([
      writer.addMember(sales, adele),
      faultOf(writer.addMember(finance, adele)),
    ])

    expect(first).toBeUndefined()
    expect(second).toMatchObject({ code: 'entra/throttled', retryAfterMs: 9000, effect: 'none' })
  })

  test('a batch that does not answer a part leaves it open whether that happened', async () => {
    const { writer } = await stubbed(inTurn(ok({ responses: [{ id: '1', status: 204 }] })))

    const [first, second] = await Promise.all([
      writer.addMember(sales, adele),
      faultOf(writer.addMember(finance, adele)),
    ])

    expect(first).toBeUndefined()
    expect(second).toMatchObject({ code: 'entra/unexpected-answer', effect: 'unknown' })
  })

  test('an id that is none stops its own membership only', async () => {
    const { writer } = await stubbed(inTurn({ status: 204 }))

    const [good, bad] = await Promise.all([writer.addMember(sales, adele), faultOf(writer.addMember(sales, '..'))])

    expect(good).toBeUndefined()
    expect(bad.code).toBe('entra/not-an-id')
  })
})
