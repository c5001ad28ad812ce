import { expect, test } from 'vitest'
import { keptIndex } from '../../src/exchange/grant-index.ts'
import type { Invocation } from '../../src/exchange/invocation.ts'
import { quickClock } from '../support/quick-clock.ts'
import { practiceExchange } from './practice-exchange.ts'

test('all rights of a person are found, on shared mailboxes and on those of people', async () => {
  const { reader, id } = await practiceExchange()

  const grants = await reader.grantsOf(id('00121'))

  expect(grants.map(({ name, right }) => `${right} ${name}`).sort()).toEqual([
    'FullAccess reception@contoso.com',
    'FullAccess sales@contoso.com',
    'SendAs sales@contoso.com',
    'SendOnBehalf miriam.graham@contoso.com',
    'SendOnBehalf sales@contoso.com',
  ])
})

test('both sides of each right say the same', async () => {
  const { reader, company } = await practiceExchange()
  const mailboxes = company.exchange.all().map(({ id }) => id)
  const keys = (grants: readonly { mailbox: string; user: string; right: string }[]) =>
    grants.map(({ mailbox, user, right }) => `${mailbox} ${user} ${right}`)

  const on = (await Promise.all(mailboxes.map((id) => reader.grantsOn(id)))).flatMap(keys)
  const of = (await Promise.all(mailboxes.map((id) => reader.grantsOf(id)))).flatMap(keys)

  expect(of.sort()).toEqual(on.sort())
  expect(on.length).toBeGreaterThan(5)
})

test('the rights of many people are looked through once, and again only after twenty times as long as that took', async () => {
  const clock = quickClock()
  let passes = 0
  const index = keptIndex(async ({ cmdlet }: Invocation) => {
    if (cmdlet === 'Get-RecipientPermission') passes += 1
    clock.pass(500)
    return { items: [], warnings: [] }
  }, clock)

  await Promise.all([index.read(), index.read(), index.read()])
  clock.pass(15_000)
  await index.read()
  const soon = passes
  clock.pass(10_000)
  await index.read()

  expect([soon, passes]).toEqual([1, 2])
})

test('a right that was given or taken is looked for afresh', async () => {
  const { reader, writer, id } = await practiceExchange()
  const grant = { mailbox: id('00121'), user: id('00101'), right: 'FullAccess' } as const

  await reader.grantsOf(id('00101'))
  await writer.addGrant(grant)

  expect((await reader.grantsOf(id('00101'))).some(({ mailbox }) => mailbox === id('00121'))).toBe(true)
})

test.each(['throttled', 'flaky'])('nothing is missed where Exchange is %s', async (faults) => {
  const calm = await practiceExchange()
  const { reader, id } = await practiceExchange({ faults: { ...named[faults], seed: faults } })

  expect((await reader.grantsOf(id('00121'))).length).toBe((await calm.reader.grantsOf(calm.id('00121'))).length)
})

const named: { readonly [name: string]: object } = {
  throttled: { graph: { throttled: 0.2, retryAfterSeconds: 2 } },
  flaky: { graph: { failing: 0.1, throttled: 0.05 } },
}
