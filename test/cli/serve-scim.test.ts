import { expect, test } from 'vitest'
import type { ScheduledWork } from '../../src/model/scheduled-work.ts'
import { practiceWorld } from '../support/practice-world.ts'
import { documentOf } from '../support/run-joinery.ts'
import { startJoinery } from '../support/spawn-joinery.ts'

const HR_TOKEN = 'hr-token-for-tests-0123456789abcdef'
const DISABLED = 2
/** Who has an account in the practice company. */
const JOHN = '00111'
const NEW = '01024'

const CONFIG = `organisation: { name: Contoso, mode: ad, mailDomain: contoso.com }
ad: practice
feeds:
  hr: {}
serve: { port: 0, every: 1s, sources: { hr: { token: { env: HR_TOKEN }, accepts: [scim] } } }
`

const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const JOINERY = 'urn:ietf:params:scim:schemas:extension:joinery:2.0:User'
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

const user = (employeeNumber: string, givenName: string, familyName: string, more = {}) => ({
  schemas: [CORE, ENTERPRISE],
  userName: `${givenName}.${familyName}@contoso.com`,
  name: { givenName, familyName },
  active: true,
  title: 'Account Executive',
  timezone: 'Etc/UTC',
  addresses: [{ type: 'work', country: 'GB' }],
  [ENTERPRISE]: { employeeNumber, department: 'Sales' },
  ...more,
})

test('what a source pushes over SCIM makes an account, disables one, and deletes none', {
  timeout: 120_000,
}, async () => {
  const world = await practiceWorld({ mode: 'ad', people: 20 })
  world.file('joinery.yaml', CONFIG)
  const service = startJoinery(['serve'], { cwd: world.folder, env: { HR_TOKEN }, within: 110_000 })
  await service.seen('"event":"serving"')
  const address = /"address":"([^"]+)"/.exec(service.printed())?.[1]
  const send = async (method: string, path: string, body?: object) => {
    const headers = { authorization: `Bearer ${HR_TOKEN}`, 'content-type': 'application/scim+json' }
    const answer = await fetch(`${address}/scim/hr/v2${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
  }
  const stateOf = async (employeeId: string): Promise<number> =>
    Number((await world.account(`(employeeID=${employeeId})`))?.['userAccountControl']) & DISABLED

  const john = await send('POST', '/Users', user(JOHN, 'John', 'Smith'))
  const today = new Date().toISOString().slice(0, 10)
  const nora = await send('POST', '/Users', user(NEW, 'Nora', 'Newman', { [JOINERY]: { startDate: today } }))
  await service.seen(`"person":"${NEW}","playbook":"onboard","outcome":"done"`)
  const before = [await stateOf(JOHN), await stateOf(NEW)]
  const Operations = [{ op: 'Replace', path: 'active', value: 'False' }]
  const disabled = await send('PATCH', `/Users/${john.body.id}`, { schemas: [PATCH], Operations })
  const deleted = await send('DELETE', `/Users/${nora.body.id}`)
  await service.seen(`"person":"${JOHN}","playbook":"offboard","outcome":"done"`)
  service.child.kill('SIGTERM')
  await service.end

  expect([john.status, nora.status, disabled.status, deleted.status]).toEqual([201, 201, 200, 204])
  expect(before).toEqual([0, 0])
  expect([await stateOf(JOHN), await stateOf(NEW)]).toEqual([DISABLED, 0])
  const { work } = documentOf<{ work: ScheduledWork[] }>(await world.joinery(['schedule', 'list', '--all', '--json']))
  expect(work.map(({ person, event, state }) => [person, event, state]).sort()).toEqual([
    [JOHN, 'leaver', 'done'],
    [NEW, 'joiner', 'done'],
  ])
  expect(service.printed()).toContain(`"event":"scim.deleted"`)
})
