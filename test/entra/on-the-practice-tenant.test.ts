import { expect, test } from 'vitest'
import type { JsonObject } from '../../src/model/json.ts'
import { Secret } from '../../src/model/secret.ts'
import { hostileRows } from '../support/hostile-rows.ts'
import { faultOf } from './graph-stub.ts'
import { emptyStore, servedBy } from './practice-graph.ts'

const literals = hostileRows('odata-filter')
  .map(({ value }) => value)
  .filter((value) => value !== '')

test('every hostile name finds the one group that has it, and no other', async () => {
  const store = emptyStore()
  const ids = new Map<string, string>()
  for (const displayName of [...literals, 'Sales']) {
    const id = store.newId()
    ids.set(displayName, id)
    store.put({
      type: 'group',
      id,
      deletedDateTime: null,
      licences: [],
      properties: { displayName, groupTypes: [], securityEnabled: true },
    })
  }
  const { reader } = await servedBy(store)

  const found = await Promise.all(literals.map((name) => reader.groupsNamed(name)))

  expect(found.map((groups) => groups.map(({ id }) => id))).toEqual(literals.map((name) => [ids.get(name)]))
})

test('hostile values are stored as they are', async () => {
  const store = emptyStore()
  const { reader, writer } = await servedBy(store)
  const properties = {
    accountEnabled: true,
    displayName: 'Adele',
    mailNickname: 'adele',
    userPrincipalName: 'adele@contoso.com',
  }
  const { id } = await writer.addUser({
    properties,
    password: new Secret('Qv8-hostile_mK2z'),
    mustChangePassword: true,
  })

  for (const jobTitle of literals.filter((value) => !value.includes('\u0000'))) {
    await writer.modifyUser(id, { jobTitle })
    expect((await reader.user(id))?.properties['jobTitle']).toBe(jobTitle)
  }
})

test('more groups than a page holds are all there', async () => {
  const store = emptyStore()
  const user = store.newId()
  const properties = { displayName: 'Adele Vance', userPrincipalName: 'adele@contoso.com', accountEnabled: true }
  store.put({ type: 'user', id: user, deletedDateTime: null, licences: [], methods: [], properties })
  for (let index = 0; index < 1100; index += 1) {
    const id = store.newId()
    store.put({
      type: 'group',
      id,
      deletedDateTime: null,
      licences: [],
      properties: { displayName: `Team ${index}`, groupTypes: [] },
    })
    store.link('members', id, user)
  }
  const { reader } = await servedBy(store)

  expect(await reader.groupsOf(user)).toHaveLength(1100)
})

test('a token without the permission is denied, and nothing is said to be absent', async () => {
  const { reader } = await servedBy(emptyStore(), ['Organization.Read.All'])

  expect(await faultOf(reader.usersBy('employeeId', '00123'))).toMatchObject({
    code: 'entra/denied',
    category: 'denied',
  })
})

test.each([
  ['proxyAddresses', 'adele.vance@contoso.com'],
  ['proxyAddresses', 'smtp:ADELE@contoso.com'],
  ['mail', 'Adele.Vance@Contoso.com'],
  ['onPremisesImmutableId', 'QWRlbGU='],
] as const)('a user is found by %s "%s"', async (key, value) => {
  const store = emptyStore()
  const put = (properties: JsonObject): string => {
    const id = store.newId()
    store.put({ type: 'user', id, deletedDateTime: null, licences: [], methods: [], properties })
    return id
  }
  const adele = put({
    userPrincipalName: 'adele@contoso.com',
    mail: 'adele.vance@contoso.com',
    proxyAddresses: ['SMTP:adele.vance@contoso.com', 'smtp:adele@contoso.com'],
    onPremisesImmutableId: 'QWRlbGU=',
  })
  put({ userPrincipalName: 'megan@contoso.com', mail: 'megan@contoso.com', onPremisesImmutableId: 'qwRLbGU=' })
  const { reader } = await servedBy(store)

  expect((await reader.usersBy(key, value)).map(({ id }) => id)).toEqual([adele])
})
