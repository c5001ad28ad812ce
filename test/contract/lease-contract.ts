import { expect, test } from 'vitest'
import type { RunEvent } from '../../src/model/run.ts'
import type { Fence, Lease, LeaseOrder, Leases } from '../../src/ports/leases.ts'
import type { StateJournal } from '../../src/store/state-journal.ts'

const SECOND = 1000
const START = Date.parse('2026-12-01T08:00:00Z')
const ADELE = 'person 00123'
const LEE = 'person 00125'

/** Opens the same state again, as another process does. */
export type Opener = () => Promise<StateJournal>

const order = (owner: string, names: readonly string[], more: Partial<LeaseOrder> = {}): LeaseOrder => ({
  wanted: names.map((name) => ({ name })),
  run: `run of ${owner}`,
  owner,
  now: START,
  forMs: 30 * SECOND,
  allOrNone: true,
  ...more,
})

const one = async (leases: Leases, owner: string, name: string, now = START): Promise<Lease> => {
  const { taken } = await leases.take(order(owner, [name], { now }))
  if (!taken[0]) throw new Error(`${owner} did not get ${name}`)
  return taken[0]
}

/** What all leases have to do. `open` answers two processes on one set of leases, whose time is the caller's. */
export const leaseContract = (open: () => Promise<readonly [Leases, Leases]>): void => {
  test('a lease is one process’s until it is given back', async () => {
    const [a, b] = await open()
    const lease = await one(a, 'A', ADELE)

    const refused = await b.take(order('B', [ADELE]))
    await a.release([lease])
    const after = await b.take(order('B', [ADELE]))

    expect(refused.taken).toEqual([])
    expect(refused.held).toMatchObject([{ name: ADELE, run: 'run of A', owner: 'A', until: START + 30 * SECOND }])
    expect(after.held).toEqual([])
    expect(after.taken).toHaveLength(1)
  })

  test('a lease that nobody prolongs runs out, and the next one has a higher token', async () => {
    const [a, b] = await open()
    const before = await one(a, 'A', ADELE)

    const early = await b.take(order('B', [ADELE], { now: START + 29 * SECOND }))
    const late = await one(b, 'B', ADELE, START + 30 * SECOND)

    expect(early.taken).toEqual([])
    expect(late.token).toBeGreaterThan(before.token)
  })

  test('a lease that is prolonged lasts', async () => {
    const [a, b] = await open()
    const lease = await one(a, 'A', ADELE)

    await a.renew([lease], START + 20 * SECOND, 30 * SECOND)

    expect((await b.take(order('B', [ADELE], { now: START + 49 * SECOND }))).taken).toEqual([])
    expect((await b.take(order('B', [ADELE], { now: START + 55 * SECOND }))).taken).toHaveLength(1)
  })

  test('prolonging never shortens', async () => {
    const [a, b] = await open()
    const lease = await one(a, 'A', ADELE)

    await a.renew([lease], START, 60 * SECOND)
    await a.renew([lease], START + 1, 30 * SECOND)

    expect((await b.take(order('B', [ADELE], { now: START + 45 * SECOND }))).taken).toEqual([])
  })

  test('whoever lost a lease cannot prolong it, give it back or pass for its holder', async () => {
    const [a, b] = await open()
    const old = await one(a, 'A', ADELE)
    const now = START + 31 * SECOND
    const current = await one(b, 'B', ADELE, now)

    await a.renew([old], now, 30 * SECOND)
    await a.release([old])

    expect(await a.lost([old], now)).toMatchObject({ name: ADELE, run: 'run of B' })
    expect(await b.lost([current], now)).toBeNull()
  })

  test('who gave a lease back does not have it any more', async () => {
    const [a] = await open()
    const lease = await one(a, 'A', ADELE)

    await a.release([lease])

    expect(await a.lost([lease], START)).not.toBeNull()
  })

  test('all or none takes nothing where one is held', async () => {
    const [a, b] = await open()
    await one(a, 'A', ADELE)

    const none = await b.take(order('B', [LEE, ADELE]))
    const free = await a.take(order('A', [LEE]))

    expect(none).toMatchObject({ taken: [], held: [{ name: ADELE }] })
    expect(free.taken).toHaveLength(1)
  })

  test('otherwise what is free is taken', async () => {
    const [a, b] = await open()
    await one(a, 'A', ADELE)

    const some = await b.take(order('B', [LEE, ADELE], { allOrNone: false }))

    expect(some.taken).toMatchObject([{ name: LEE }])
    expect(some.held).toMatchObject([{ name: ADELE }])
  })

  test('a lease is taken over early from the owner that is named, and from nobody else', async () => {
    const [a, b] = await open()
    const old = await one(a, 'A', ADELE)
    const from = (evenFrom: string) => order('B', [], { wanted: [{ name: ADELE, evenFrom }] })

    const wrong = await b.take(from('C'))
    const right = await b.take(from('A'))

    expect(wrong.taken).toEqual([])
    expect(right.taken[0]?.token).toBeGreaterThan(old.token)
  })
}

/** What leases have to do that a journal looks at when it makes a record. `make` answers a state whose leases run by the caller's time. */
export const fenceContract = (make: () => Promise<Opener>): void => {
  const intent = (at: number): RunEvent => ({
    type: 'intent',
    run: 'r1',
    at: new Date(at).toISOString(),
    change: 'c1',
    attempt: 1,
  })
  const fence = (lease: Lease, forMs = 30 * SECOND): Fence => ({ lease, forMs })

  test('makes no record for whoever lost a lease, and says who has it', async () => {
    const open = await make()
    const [a, b] = [await open(), await open()]
    const old = await one(a.leases, 'A', ADELE)
    const now = START + 31 * SECOND
    await one(b.leases, 'B', ADELE, now)

    await expect(a.append(intent(now), [fence(old)])).rejects.toMatchObject({
      code: 'run/lease-lost',
      category: 'locked',
      effect: 'none',
      message: expect.stringContaining('run of B'),
    })
    expect(await b.events('r1')).toEqual([])
  })

  test('makes the records of others that are written in the same moment', async () => {
    const open = await make()
    const [a, b] = [await open(), await open()]
    const old = await one(a.leases, 'A', ADELE)
    const good = await one(a.leases, 'A', LEE)
    const now = START + 31 * SECOND
    await one(b.leases, 'B', ADELE, now)

    const ended = await Promise.allSettled([
      a.append(intent(now), [fence(good)]),
      a.append(intent(now), [fence(good), fence(old)]),
      a.append(intent(now + 1), [fence(good)]),
    ])

    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await a.check()).toMatchObject({ whole: true, records: 2 })
  })

  test('prolongs a lease with each record made under it, as long as the record asks', async () => {
    const open = await make()
    const [a, b] = [await open(), await open()]
    const lease = await one(a.leases, 'A', ADELE)

    await a.append(intent(START + 20 * SECOND), [fence(lease, 60 * SECOND)])

    expect((await b.leases.take(order('B', [ADELE], { now: START + 79 * SECOND }))).taken).toEqual([])
    expect((await b.leases.take(order('B', [ADELE], { now: START + 85 * SECOND }))).taken).toHaveLength(1)
  })

  test('lets a holder go on whose lease has run out and whom nobody followed', async () => {
    const journal = await (await make())()
    const lease = await one(journal.leases, 'A', ADELE)
    const now = START + 90 * SECOND

    await journal.append(intent(now), [fence(lease)])

    expect(await journal.leases.lost([lease], now)).toBeNull()
    expect(await journal.events('r1')).toHaveLength(1)
  })

  test('waits for nobody’s clock to come round again that was set back', async () => {
    const open = await make()
    const [a, b] = [await open(), await open()]
    const dayLater = START + 24 * 3600 * SECOND
    await one(a.leases, 'A', ADELE, dayLater)

    const taken = await b.leases.take(order('B', [ADELE]))

    expect(taken.held).toEqual([])
  })

  test('leaves it to whoever asks first: of 50 who ask at once, one gets it', async () => {
    const open = await make()
    const processes = await Promise.all(Array.from({ length: 5 }, open))

    const all = await Promise.all(
      Array.from({ length: 50 }, (_, at) => processes[at % 5]?.leases.take(order(`P${at}`, [ADELE, LEE]))),
    )

    expect(all.filter((answer) => answer?.taken.length === 2)).toHaveLength(1)
    expect(all.filter((answer) => answer?.taken.length === 0)).toHaveLength(49)
  })
}
