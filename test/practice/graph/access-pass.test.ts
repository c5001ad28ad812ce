import { expect, test } from 'vitest'
import { graphTenant } from './graph-tenant.ts'

const HOUR_MS = 3_600_000

test('a pass is shown once, by the answer that makes it', async () => {
  const { ask, list, get, addUser } = await graphTenant()
  const path = `/users/${await addUser('adele.vance')}/authentication/temporaryAccessPassMethods`

  const issued = await ask('POST', path, { lifetimeInMinutes: 60, isUsableOnce: true })
  const [listed] = await list(path)
  const read = await get(`${path}/${issued.body.id}`)

  expect(issued.status).toBe(201)
  expect(String(issued.body.temporaryAccessPass)).toHaveLength(8)
  expect(listed).toMatchObject({
    id: issued.body.id,
    temporaryAccessPass: null,
    lifetimeInMinutes: 60,
    isUsableOnce: true,
    isUsable: true,
  })
  expect(read.body.temporaryAccessPass).toBeNull()
})

test('a new pass takes the place of the one before, and of two passes no two are the same', async () => {
  const { ask, list, addUser } = await graphTenant()
  const path = `/users/${await addUser('adele.vance')}/authentication/temporaryAccessPassMethods`

  const first = await ask('POST', path, {})
  const second = await ask('POST', path, {})

  expect(first.body.temporaryAccessPass).not.toBe(second.body.temporaryAccessPass)
  expect(await list(path)).toMatchObject([{ id: second.body.id }])
})

test('a pass is usable from its start until its lifetime is over', async () => {
  const { ask, list, addUser, pass } = await graphTenant()
  const path = `/users/${await addUser('adele.vance')}/authentication/temporaryAccessPassMethods`
  await ask('POST', path, { startDateTime: '2026-12-01T09:00:00Z', lifetimeInMinutes: 60 })
  const reason = async () => (await list(path))[0]?.methodUsabilityReason

  const before = await reason()
  pass(HOUR_MS)
  const during = await reason()
  pass(HOUR_MS)

  expect([before, during, await reason()]).toEqual(['NotYetValid', 'EnabledByPolicy', 'Expired'])
})

test('a pass can be taken away once', async () => {
  const { ask, list, addUser } = await graphTenant()
  const path = `/users/${await addUser('adele.vance')}/authentication/temporaryAccessPassMethods`
  const { body } = await ask('POST', path, {})

  const first = await ask('DELETE', `${path}/${body.id}`)
  const second = await ask('DELETE', `${path}/${body.id}`)

  expect([first.status, second.status]).toEqual([204, 404])
  expect(await list(path)).toEqual([])
})

test.each([
  ['a lifetime below ten minutes', { lifetimeInMinutes: 9 }],
  ['a lifetime over thirty days', { lifetimeInMinutes: 43_201 }],
  ['a start that is no time', { startDateTime: 'tomorrow' }],
  ['an unknown property', { lifetime: 60 }],
])('%s is refused', async (_what, body) => {
  const { ask, list, addUser } = await graphTenant()
  const path = `/users/${await addUser('adele.vance')}/authentication/temporaryAccessPassMethods`

  expect((await ask('POST', path, body)).status).toBe(400)
  expect(await list(path)).toEqual([])
})

test('a guest gets no pass', async () => {
  const { ask } = await graphTenant()
  const guest = encodeURIComponent('wanda.howard_fabrikam.com#EXT#@contoso.onmicrosoft.com')

  expect((await ask('POST', `/users/${guest}/authentication/temporaryAccessPassMethods`, {})).status).toBe(400)
})

test('the methods of a user are listed with their types', async () => {
  const { ask, list, addUser } = await graphTenant()
  const id = await addUser('adele.vance')
  await ask('POST', `/users/${id}/authentication/temporaryAccessPassMethods`, {})

  const types = (await list(`/users/${id}/authentication/methods`)).map((method) => method['@odata.type'])

  expect(types).toEqual([
    '#microsoft.graph.passwordAuthenticationMethod',
    '#microsoft.graph.temporaryAccessPassAuthenticationMethod',
  ])
})
