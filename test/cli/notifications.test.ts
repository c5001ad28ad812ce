import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { RunReport } from '../../src/model/run.ts'
import { sentMails } from '../../src/practice/graph/resources/send-mail.ts'
import { practiceWorld, practiceYaml } from '../support/practice-world.ts'
import { documentOf } from '../support/run-joinery.ts'

/** A service on this machine that keeps the bodies it is sent. */
const service = async () => {
  const bodies: unknown[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    bodies.push(JSON.parse(Buffer.concat(chunks).toString('utf8')))
    response.end('ok')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { bodies, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/b1c2d3e4` }
}

const steps = `name: shut
people: existing
steps:
  - entra.disable: {}
  - entra.sessions: { revoke: true }
  - entra.methods: { remove: all }
  - notify.mail: { to: "00101", subject: Shut, text: "\${{ person.employeeId }} is locked out." }
  - notify.webhook: { to: desk, subject: Shut, text: Locked out. }
  - ticket.note: { ticket: INC-4711, text: Locked out. }
`

test('a lock-out over the wire tells manager, channel and ticket once, and no address of a webhook is in any output', async () => {
  const { bodies, url } = await service()
  const world = await practiceWorld({ mode: 'cloud', people: 40 })
  const notify =
    'notify: { mail: { from: it@contoso.com }, webhooks: { desk: { url: { env: DESK } } }, ticket: { url: { env: DESK } } }\n'
  world.file('joinery.yaml', practiceYaml('cloud') + notify)
  world.file('shut.yaml', steps)
  const env = { DESK: url }

  const first = await world.joinery(['./shut.yaml', '00111', '--yes', '--json'], { env })
  const second = await world.joinery(['./shut.yaml', '00111', '--yes', '--json'], { env })

  expect(first.code, first.stderr).toBe(0)
  expect(documentOf<RunReport>(first).changes.map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['entra.user.modify', 'made'],
    ['entra.sessions.revoke', 'made'],
    ['entra.method.remove', 'made'],
    ['entra.method.remove', 'made'],
    ['entra.method.remove', 'made'],
    ['message.mail.send', 'made'],
    ['message.webhook.send', 'made'],
    ['message.ticket.note', 'made'],
  ])
  expect(sentMails(world.practice.company.entra).all()).toMatchObject([
    { to: ['miriam.graham@contoso.com'], subject: 'Shut', content: '00111 is locked out.' },
  ])
  expect(bodies).toMatchObject([
    { subject: 'Shut', source: 'joinery' },
    { ticket: 'INC-4711', person: { employeeId: '00111' } },
  ])
  expect(second.code, second.stderr).toBe(0)
  for (const { stdout, stderr } of [first, second]) expect(stdout + stderr).not.toContain('b1c2d3e4')
})
