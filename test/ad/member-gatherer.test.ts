import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gatherMembers, type MemberOp } from '../../src/ad/member-gatherer.ts'
import { Fault } from '../../src/model/fault.ts'

/** A group as a server keeps it: a modify that names one wrong member is refused whole. */
const groupServer = (unknown: ReadonlySet<string> = new Set()) => {
  const members = new Set<string>()
  const modifies: { op: MemberOp; size: number }[] = []
  const send = async (_: string, op: MemberOp, ids: readonly string[]): Promise<void> => {
    await new Promise(setImmediate)
    modifies.push({ op, size: ids.length })
    for (const id of ids) {
      if (unknown.has(id)) throw new Fault('ad/no-such-object', { target: id })
      if (members.has(id) === (op === 'add'))
        throw new Fault(op === 'add' ? 'ad/already-member' : 'ad/not-member', { target: id })
    }
    for (const id of ids) op === 'add' ? members.add(id) : members.delete(id)
  }
  return { members, modifies, gatherer: gatherMembers(send) }
}

const outcome = (action: Promise<void>): Promise<string> =>
  action.then(
    () => 'done',
    (error: Fault) => error.code,
  )

test('what is asked for at one time goes out together, group by group', async () => {
  const { members, modifies, gatherer } = groupServer()

  await Promise.all(Array.from({ length: 600 }, (_, n) => gatherer.change('sales', 'add', `person-${n}`)))

  expect(members.size).toBe(600)
  expect(modifies.map((modify) => modify.size)).toEqual([500, 100])
})

test('what is asked for while a modify is on its way goes out with the next one', async () => {
  const { members, modifies, gatherer } = groupServer()
  const eight = async (): Promise<void> => {
    for (let n = 0; n < 10; n++)
      await gatherer.change('sales', 'add', `person-${members.size}-${modifies.length}-${Math.random()}`)
  }

  await Promise.all(Array.from({ length: 8 }, eight))

  expect(members.size).toBe(80)
  expect(modifies.length).toBeLessThanOrEqual(20)
})

test('one bad member among 100 costs few more requests, and only that caller', async () => {
  const { members, modifies, gatherer } = groupServer(new Set(['person-77']))

  const outcomes = await Promise.all(
    Array.from({ length: 100 }, (_, n) => outcome(gatherer.change('sales', 'add', `person-${n}`))),
  )

  expect(outcomes.filter((each) => each !== 'done')).toEqual(['ad/no-such-object'])
  expect(outcomes[77]).toBe('ad/no-such-object')
  expect(members.size).toBe(99)
  expect(modifies.length).toBeLessThanOrEqual(16)
})

test('a broken connection is told to all and nothing is sent again', async () => {
  let sent = 0
  const gatherer = gatherMembers(async () => {
    sent++
    throw new Fault('ad/connection-lost', { server: 's', target: 't', reason: 'cut', state: '' }, { effect: 'unknown' })
  })

  const outcomes = await Promise.all(['a', 'b', 'c'].map((id) => outcome(gatherer.change('sales', 'add', id))))

  expect(outcomes).toEqual(Array(3).fill('ad/connection-lost'))
  expect(sent).toBe(1)
})

test('each caller hears what it would hear alone, whatever is asked for in which order', async () => {
  const wish = fc.record({
    op: fc.constantFrom<MemberOp>('add', 'delete'),
    id: fc.constantFrom('a', 'b', 'c', 'd', 'ghost'),
  })
  const run = async (wishes: readonly { op: MemberOp; id: string }[], together: boolean) => {
    const { members, gatherer } = groupServer(new Set(['ghost']))
    const outcomes: string[] = []
    if (together)
      outcomes.push(...(await Promise.all(wishes.map(({ op, id }) => outcome(gatherer.change('g', op, id))))))
    else for (const { op, id } of wishes) outcomes.push(await outcome(gatherer.change('g', op, id)))
    return { outcomes, members: [...members].sort() }
  }

  await fc.assert(
    fc.asyncProperty(fc.array(wish, { maxLength: 12 }), async (wishes) => {
      expect(await run(wishes, true)).toEqual(await run(wishes, false))
    }),
    { seed: 20261122, numRuns: 300 },
  )
})
