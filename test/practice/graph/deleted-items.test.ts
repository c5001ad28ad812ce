import { expect, test } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import { graphTenant, newUser, referenceTo } from './graph-tenant.ts'

const F1 = '66b55226-6b4f-492c-910c-a3b7a3c9d993'

const DAY_MS = 24 * 3_600_000

test('a deleted user frees the name and the seat, and comes back with name, licence and groups', async () => {
  const { ask, get, list, addUser, addGroup } = await graphTenant()
  const [user, group] = [await addUser('adele.vance', { usageLocation: 'US' }), await addGroup('Project Y')]
  await ask('POST', `/groups/${group}/members/$ref`, referenceTo(user))
  await ask('POST', `/users/${user}/assignLicense`, {
    addLicenses: [{ skuId: F1, disabledPlans: [] }],
    removeLicenses: [],
  })
  const seats = async () => (await list('/subscribedSkus')).find(({ skuId }) => skuId === F1)?.consumedUnits
  const before = await seats()

  const deleted = await ask('DELETE', `/users/${user}`)
  const bin = await get(`/directory/deletedItems/${user}`)
  const whileDeleted = await seats()
  const membersMeanwhile = await list(`/groups/${group}/members`)
  const restored = await ask('POST', `/directory/deletedItems/${user}/restore`)

  expect([deleted.status, restored.status]).toEqual([204, 200])
  expect(bin.body.userPrincipalName).toBe(`${user.replaceAll('-', '')}adele.vance@contoso.com`)
  expect(whileDeleted).toBe(Number(before) - 1)
  expect(membersMeanwhile).toEqual([])
  expect((await get('/users/adele.vance@contoso.com')).body.id).toBe(user)
  expect(await seats()).toBe(before)
  expect(await list(`/groups/${group}/members?$select=id`)).toMatchObject([{ id: user }])
})

test('a name that was taken meanwhile keeps a user from coming back, unless another is given', async () => {
  const { ask, addUser } = await graphTenant()
  const user = await addUser('adele.vance')
  await ask('DELETE', `/users/${user}`)
  await ask('POST', '/users', newUser('adele.vance'))

  const refused = await ask('POST', `/directory/deletedItems/${user}/restore`)
  const renamed = await ask('POST', `/directory/deletedItems/${user}/restore`, {
    newUserPrincipalName: 'adele.vance2@contoso.com',
  })

  expect(refused.refusal).toContain('same value for property userPrincipalName')
  expect([renamed.status, renamed.body.userPrincipalName]).toEqual([200, 'adele.vance2@contoso.com'])
})

test('what was erased, or restored already, cannot be restored', async () => {
  const { ask, list, addUser } = await graphTenant()
  const [erased, restored] = [await addUser('adele.vance'), await addUser('megan.bowen')]
  for (const id of [erased, restored]) await ask('DELETE', `/users/${id}`)

  const erase = await ask('DELETE', `/directory/deletedItems/${erased}`)
  await ask('POST', `/directory/deletedItems/${restored}/restore`)
  const again = [
    await ask('POST', `/directory/deletedItems/${erased}/restore`),
    await ask('POST', `/directory/deletedItems/${restored}/restore`),
  ]

  expect(erase.status).toBe(204)
  expect(again.map(({ status }) => status)).toEqual([404, 404])
  expect(await list('/directory/deletedItems/microsoft.graph.user')).toEqual([])
})

test('deleted users and groups are listed by type', async () => {
  const { ask, list, addUser, addGroup } = await graphTenant()
  const [user, group] = [await addUser('adele.vance'), await addGroup('Project Y')]
  await ask('DELETE', `/users/${user}`)
  await ask('DELETE', `/groups/${group}`)
  const ids = (items: readonly JsonObject[]) => items.map(({ id }) => id)

  expect(ids(await list('/directory/deletedItems/microsoft.graph.user'))).toEqual([user])
  expect(ids(await list('/directory/deletedItems/microsoft.graph.group'))).toEqual([group])
})

test('a deleted item is gone after thirty days, and not before', async () => {
  const { ask, get, list, addUser, pass } = await graphTenant()
  const [early, late] = [await addUser('adele.vance'), await addUser('rosa.diaz')]
  for (const id of [early, late]) await ask('DELETE', `/users/${id}`)

  pass(29 * DAY_MS)
  const restored = await ask('POST', `/directory/deletedItems/${early}/restore`)
  pass(2 * DAY_MS)
  const gone = await ask('POST', `/directory/deletedItems/${late}/restore`)

  expect([restored.status, gone.status]).toEqual([200, 404])
  expect(await list('/directory/deletedItems/microsoft.graph.user')).toEqual([])
  expect((await get(`/users/${early}`)).status).toBe(200)
})
