import { describe, expect, test } from 'vitest'
import { basisAnswer } from '../../src/model/basis-answer.ts'
import { Fault } from '../../src/model/fault.ts'
import type { Json } from '../../src/model/json.ts'
import type { RecordedRead } from '../../src/model/plan.ts'
import type { Readers } from '../../src/ports/systems.ts'
import { staleReads } from '../../src/runner/stale-reads.ts'
import { bench } from './support/bench.ts'
import { OU } from './support/plans.ts'

const sales = `CN=Sales,${OU}`

const record = async (readers: Readers): Promise<readonly RecordedRead[]> => {
  const reads: [string, readonly Json[], Json][] = [
    ['byDn', [sales, ['member']], (await readers.ad?.byDn(sales, ['member'])) as unknown as Json],
    ['byDn', [`CN=Nobody,${OU}`, []], null],
  ]
  return reads.map(([read, args, answer]) => ({ system: 'ad', read, args, answer: basisAnswer(read, answer) }))
}

describe('the reads of a plan, asked again', () => {
  test('are as they were where nothing moved, whatever the order of values', async () => {
    const { tenant } = bench()
    const group = Object.values(tenant.state.ad).find(({ dn }) => dn === sales)
    if (group) group.attributes.member = ['CN=A', 'CN=B']
    const reads = await record(tenant.readers)
    if (group) group.attributes.member = ['CN=B', 'CN=A']

    expect(await staleReads({ reads }, tenant.readers)).toEqual([])
  })

  test('show what somebody else changed, made or took away', async () => {
    const { tenant } = bench()
    const reads = await record(tenant.readers)
    const group = Object.values(tenant.state.ad).find(({ dn }) => dn === sales)
    if (group) group.attributes.member = ['CN=A']
    await tenant.writers.ad?.add({ dn: `CN=Nobody,${OU}`, attributes: {} })

    expect((await staleReads({ reads }, tenant.readers)).map(({ recorded }) => recorded)).toEqual(reads)
  })

  test('show a base that is gone', async () => {
    const { tenant } = bench()
    const reads = await record(tenant.readers)
    const ad = {
      ...tenant.readers.ad,
      byDn: () => Promise.reject(new Fault('ad/no-such-object', { name: OU })),
    } as unknown as Readers['ad']

    const stale = await staleReads({ reads }, { ...tenant.readers, ...(ad ? { ad } : {}) })

    expect(stale).toEqual(reads.map((recorded) => ({ recorded, answer: null })))
  })

  test('say nothing when the server is gone: that is a fault of its own', async () => {
    const { tenant } = bench()
    const reads = await record(tenant.readers)
    const ad = {
      ...tenant.readers.ad,
      byDn: () => Promise.reject(new Fault('ad/unreachable', { server: 'dc1' })),
    } as unknown as Readers['ad']

    await expect(staleReads({ reads }, { ...tenant.readers, ...(ad ? { ad } : {}) })).rejects.toMatchObject({
      code: 'ad/unreachable',
    })
  })

  test('can be reads only: a plan that names anything else is refused', async () => {
    const { tenant } = bench()
    const reads: readonly RecordedRead[] = [{ system: 'ad', read: 'constructor', args: [], answer: '' }]

    await expect(staleReads({ reads }, tenant.readers)).rejects.toMatchObject({ code: 'run/unknown-read' })
  })
})
