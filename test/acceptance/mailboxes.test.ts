import { expect, onTestFinished, test } from 'vitest'
import { openEntra } from '../../src/entra/open-entra.ts'
import { openExchange } from '../../src/exchange/open-exchange.ts'
import { canonicalJson, type Json } from '../../src/model/json.ts'
import type { Person } from '../../src/model/person.ts'
import { Secret } from '../../src/model/secret.ts'
import type { Readers, Writers } from '../../src/ports/systems.ts'
import { openCompany } from '../../src/practice/company.ts'
import { startGraphServer } from '../../src/practice/graph/start-graph-server.ts'
import { resumeRun } from '../../src/runner/apply-plan.ts'
import { value } from '../support/checked.ts'
import { memoryLeases } from '../support/memory-leases.ts'
import { noHandOver } from '../support/no-hand-over.ts'
import { planWith } from '../support/plan-with.ts'
import { quickClock } from '../support/quick-clock.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { runBench } from '../support/undo-runs.ts'

/** Johanna Lorenz, who has rules that send mail away, rights on other mailboxes, and is in a list. */
const johanna: Person = { employeeId: '00121', givenName: 'Johanna', surname: 'Lorenz', manager: '00101' }

/** What happens to the mailbox of somebody who leaves. */
const steps = `- mailbox.rules: { off: away }
- mailbox.reply: { internal: "Johanna has left.\\nPlease write to Miriam.", external: Please write to sales@contoso.com. }
- mailbox.forward: { to: "\${{ person.manager }}" }
- mailbox.access: { give: [{ to: "\${{ person.manager }}", rights: [FullAccess, SendAs, SendOnBehalf] }], leave: true }
- mailbox.lists: { only: [] }
- mailbox.type: { is: shared }`

const LONGEST_CONVERSION_MS = 5 * 60_000

/** Exchange and Entra of the practice company, reached as in life. */
const practice = async () => {
  const clock = quickClock(Date.now())
  const company = await openCompany({ folder: null, people: 25, clock, lags: { conversionMs: LONGEST_CONVERSION_MS } })
  const server = await startGraphServer(company, { port: 0 })
  onTestFinished(async () => {
    await server.stop()
    company.close()
  })
  const { id: tenant } = company.entra.tenant
  const credential = { kind: 'token', token: new Secret(server.token) } as const
  const deps = { clock, random: seededRandom() }
  const graph = await openEntra({ tenant, cloud: 'global', credential, baseUrl: server.url }, deps)
  const mailboxes = openExchange(
    { driver: 'adminapi', tenant, cloud: 'global', baseUrl: new URL(server.url).origin },
    { ...deps, token: async () => new Secret(server.exchangeToken) },
  )
  const readers = { clock, entra: graph.reader, exchange: mailboxes.reader } satisfies Readers
  const writers = { entra: graph.writer, exchange: mailboxes.writer, handOver: noHandOver } satisfies Writers
  return { readers, writers, clock }
}

/** Everything about one mailbox, from all sides. */
const digest = async ({ entra, exchange }: Awaited<ReturnType<typeof practice>>['readers'], id: string) => {
  const settings = await entra.mailboxSettings(id)
  const reply = settings?.reply.status === 'disabled' ? 'off' : settings?.reply
  const all = [
    await exchange.mailbox(id),
    await exchange.grantsOn(id),
    await exchange.grantsOf(id),
    await exchange.listsOf(id),
    await entra.inboxRules(id),
    await entra.groupsOf(id),
    settings?.userPurpose,
    reply,
  ]
  return canonicalJson(all as unknown as Json)
}

test('a leaver’s mailbox is handed over on the practice tenant, a second run plans nothing, and undo brings everything back', async () => {
  const { readers, writers } = await practice()
  const bench = runBench({ readers, writers })
  const plan = async () => value(await planWith({ readers, mode: 'cloud' }, steps, [johanna]))
  const [user] = await readers.entra.usersBy('employeeId', johanna.employeeId)
  const id = user?.id ?? ''
  const before = await digest(readers, id)

  const first = await plan()
  const report = await bench.apply(first)
  const second = await plan()

  expect(first.changes.map(({ kind }) => kind)).toEqual([
    'mailbox.rule.set',
    'mailbox.reply.set',
    'mailbox.forward.set',
    ...Array(3).fill('mailbox.access.add'),
    ...Array(5).fill('mailbox.access.remove'),
    'mailbox.list-member.remove',
    'mailbox.type.set',
    'wait.mailbox.shared',
  ])
  expect([report.status, report.faults]).toEqual(['done', []])
  expect((await readers.exchange.mailbox(id))?.type).toBe('shared')
  expect(await readers.exchange.grantsOf(id)).toEqual([])
  expect(second.changes).toEqual([])

  const undone = await bench.apply(await bench.undoPlan('run-1'))
  readers.clock.pass(LONGEST_CONVERSION_MS)

  expect([undone.status, undone.faults]).toEqual(['done', []])
  expect(await digest(readers, id)).toBe(before)
})

test('a conversion that nobody waits long enough for parks the run, which goes on once it has landed', async () => {
  const { readers, writers, clock } = await practice()
  const bench = runBench({ readers, writers })
  const short = '- mailbox.type: { is: shared, within: 1s }\n- mailbox.lists: { only: [] }'
  const plan = value(await planWith({ readers, mode: 'cloud' }, short, [johanna]))

  const parked = await bench.apply(plan)
  clock.pass(LONGEST_CONVERSION_MS)
  const deps = { readers, writers, journal: bench.journal, leases: memoryLeases(), clock, progress: () => {} }
  const done = await resumeRun(parked.id, { ...deps, random: seededRandom('resume') })

  expect([parked.status, parked.counts.made, parked.counts.blocked]).toEqual(['parked', 1, 2])
  expect([done.status, done.counts.made, done.counts.found]).toEqual(['done', 2, 1])
})
