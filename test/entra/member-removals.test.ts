import { describe, expect, test } from 'vitest'
import type { Fault } from '../../src/model/fault.ts'
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

interface Item {
  readonly id: string
  readonly method: string
  readonly url: string
}

const isBatch = ({ url }: Received): boolean => url.endsWith('/$batch')
const itemsOf = ({ body }: Received): readonly Item[] => (JSON.parse(body) as { requests: readonly Item[] }).requests
const group = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** Answers each part of a batch. */
const answering =
  (part: (item: Item) => object) =>
  (received: Received): Reply =>
    isBatch(received)
      ? ok({ responses: itemsOf(received).map((item) => ({ id: item.id, ...part(item) })) })
      : { status: 204 }

const missing = {
  status: 404,
  body: { error: { code: 'Request_ResourceNotFound', message: `Resource '${adele}' does not exist` } },
}

describe('removing members', () => {
  test('a single one takes the reference away', async () => {
    const { writer, received } = await stubbed(inTurn({ status: 204 }))

    await writer.removeMember(sales, adele)

    expect(received.map(({ method, url }) => [method, url.replace('/v1.0', '')])).toEqual([
      ['DELETE', `/groups/${sales}/members/${adele}/$ref`],
    ])
  })

  test('600 at once are 30 batches, and each part ends in /$ref', async () => {
    const { writer, received } = await stubbed(answering(() => ({ status: 204 })))

    await Promise.all(Array.from({ length: 600 }, (_, at) => writer.removeMember(group(at + 1), adele)))

    expect(received.map((request) => itemsOf(request).length)).toEqual(Array(30).fill(20))
    for (const { method, url } of received.flatMap(itemsOf))
      expect([method, url.slice(-5)]).toEqual(['DELETE', '/$ref'])
  })

  test('no batch has two removals from one group', async () => {
    const { writer, received } = await stubbed(answering(() => ({ status: 204 })))

    await Promise.all([adele, megan].flatMap((member) => [sales, finance].map((id) => writer.removeMember(id, member))))

    expect(received.map((request) => itemsOf(request).map(({ url }) => url.split('/')[2]))).toEqual([
      [sales, finance],
      [sales, finance],
    ])
  })

  test('each gets an outcome of its own', async () => {
    const { writer } = await stubbed(answering(({ url }) => (url.includes(sales) ? missing : { status: 204 })))

    const [left, right] = await Promise.all([
      faultOf(writer.removeMember(sales, adele)),
      writer.removeMember(finance, adele),
    ])

    expect(left).toMatchObject({ code: 'entra/not-member', effect: 'none' })
    expect(right).toBeUndefined()
  })

  test('a part without an answer is open, and so is all of a batch whose answer is lost', async () => {
    const cut = await stubbed((received) =>
      ok({
        responses: itemsOf(received)
          .slice(1)
          .map(({ id }) => ({ id, status: 204 })),
      }),
    )
    const lost = await stubbed(() => refusal(504, 'x', 'y'))
    const both = async (writer: typeof cut.writer) => {
      const ended = await Promise.allSettled([sales, finance].map((id) => writer.removeMember(id, adele)))
      return ended.map((one) => (one.status === 'rejected' ? (one.reason as Fault).effect : 'done'))
    }

    expect([await both(cut.writer), await both(lost.writer)]).toEqual([
      ['unknown', 'done'],
      ['unknown', 'unknown'],
    ])
  })

  test('an id that is none stops its own removal alone', async () => {
    const { writer, received } = await stubbed(inTurn({ status: 204 }))

    const [wrong] = await Promise.all([faultOf(writer.removeMember('..', adele)), writer.removeMember(sales, adele)])

    expect(wrong).toMatchObject({ code: 'entra/not-an-id' })
    expect(received).toHaveLength(1)
  })
})
