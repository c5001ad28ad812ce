import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import { appRoleGrants } from '../../../src/practice/entra/rights-shelves.ts'
import { eventual, graphTenant, newUser, referenceTo } from './graph-tenant.ts'

const MIRIAM = '/users/miriam.graham@contoso.com'
const NOBODY = '11111111-2222-4333-8444-555555555555'
const english = { 'accept-language': 'en-US' }

const computer = (displayName: string): JsonObject => ({
  accountEnabled: true,
  alternativeSecurityIds: [{ type: 2, key: 'Y3YxN2E1MWFlYw==' }],
  deviceId: '4c299165-6e8f-4b45-a5ba-c5d250a707ff',
  displayName,
  operatingSystem: 'Linux',
  operatingSystemVersion: '13',
})

describe('devices are objects of the directory', () => {
  test('that can be made, put into a group, found by it and by their attributes', async () => {
    const { ask, addGroup, list, advanced } = await graphTenant()
    const made = await ask('POST', '/devices', computer('CONTOSO-KIOSK'))
    const [device, group] = [String(made.body.id), await addGroup('Kiosks')]

    const added = await ask('POST', `/groups/${group}/members/$ref`, referenceTo(device))
    const marked = await ask('PATCH', `/devices/${device}`, { extensionAttributes: { extensionAttribute1: 'Kiosk' } })
    const found = await advanced("/devices?$count=true&$filter=extensionAttributes/extensionAttribute1 eq 'Kiosk'")

    expect([made.status, added.status, marked.status]).toEqual([201, 204, 204])
    expect((await list(`/devices/${device}/memberOf`)).map(({ id }) => id)).toEqual([group])
    expect((await list(`/groups/${group}/members/microsoft.graph.device`)).map(({ id }) => id)).toEqual([device])
    expect((found.body.value as readonly JsonObject[]).map(({ displayName }) => displayName)).toEqual(['CONTOSO-KIOSK'])
    expect((await ask('POST', '/devices', computer('Again'))).refusal).toContain('conflicting object')
  })

  test('whose owners and users are added one by one', async () => {
    const { ask, addUser, list } = await graphTenant()
    const device = String((await ask('POST', '/devices', computer('CONTOSO-KIOSK'))).body.id)
    const user = await addUser('adele.vance')
    const add = (link: string) => ask('POST', `/devices/${device}/${link}/$ref`, referenceTo(user))

    expect((await add('registeredOwners')).status).toBe(204)
    expect((await add('registeredOwners')).status).toBe(400)
    expect((await list(`/users/${user}/ownedDevices`)).map(({ id }) => id)).toEqual([device])
    expect(await list(`/devices/${device}/registeredUsers`)).toEqual([])
  })
})

describe('what an object is in', () => {
  test('is told through groups as well, all of it or what was asked for', async () => {
    const { ask, addUser, addGroup } = await graphTenant()
    const [user, inner, outer, other] = [
      await addUser('adele.vance'),
      await addGroup('Inner'),
      await addGroup('Outer'),
      await addGroup('Other'),
    ]
    await ask('POST', `/groups/${inner}/members/$ref`, referenceTo(user))
    await ask('POST', `/groups/${outer}/members/$ref`, referenceTo(inner))

    const all = await ask('POST', `/users/${user}/getMemberGroups`, { securityEnabledOnly: true })
    const some = await ask('POST', `/directoryObjects/${user}/checkMemberGroups`, { groupIds: [outer, other] })

    expect(all.body.value).toEqual([inner, outer])
    expect(some.body.value).toEqual([outer])
    expect((await ask('POST', `/users/${user}/checkMemberObjects`, { ids: ['x'] })).status).toBe(400)
    expect((await ask('POST', `/groups/${inner}/getMemberObjects`, {})).status).toBe(400)
  })
})

describe('service principals', () => {
  test('come with an application, are changed, go, and are found by the id of the application', async () => {
    const { ask, get, list } = await graphTenant()
    const [application] = await list('/applications')
    const appId = String(application?.appId)
    const before = await get(`/servicePrincipals(appId='${appId}')`)
    if (before.status === 200) await ask('DELETE', `/servicePrincipals/${before.body.id}`)

    const made = await ask('POST', '/servicePrincipals', { appId })
    const path = `/servicePrincipals(appId='${appId}')`
    const changed = await ask('PATCH', path, { notes: 'Payroll' })

    expect([made.status, changed.status]).toEqual([201, 204])
    expect((await get(path)).body).toMatchObject({ id: made.body.id, notes: 'Payroll', tags: [], appId })
    expect((await ask('POST', '/servicePrincipals', { appId })).status).toBe(409)
    expect((await ask('DELETE', path)).status).toBe(204)
    expect((await get(path)).status).toBe(404)
    expect((await get(`/directory/deletedItems/${made.body.id}`)).status).toBe(200)
  })

  test('that are gone or disabled are served nothing', async () => {
    const { ask, get, list } = await graphTenant()
    const own = (await list('/servicePrincipals')).find(({ displayName }) => String(displayName).includes('Joinery'))
    await ask('PATCH', `/servicePrincipals/${own?.id}`, { accountEnabled: false })

    expect((await get('/users')).refusal).toContain('Authorization_IdentityDisabled')
  })
})

describe('admin roles', () => {
  test('are activated from their templates, once', async () => {
    const { ask, get, list, server } = await graphTenant()
    const headers = {
      authorization: `Bearer ${server.tokenFor({ roles: ['RoleManagement.ReadWrite.Directory'] })}`,
    }
    const active = new Set((await list('/directoryRoles')).map(({ roleTemplateId }) => roleTemplateId))
    const template = (await list('/directoryRoleTemplates')).find(({ id }) => !active.has(id ?? null))
    const activate = () => ask('POST', '/directoryRoles', { roleTemplateId: template?.id }, headers)

    expect((await activate()).status).toBe(201)
    expect((await activate()).status).toBe(400)
    expect((await get(`/directoryRoles(roleTemplateId='${template?.id}')`)).body.displayName).toBe(
      template?.displayName,
    )
    expect((await get(`/directoryRoles/roleTemplateId=${NOBODY}`)).status).toBe(404)
  })

  test('have schedules, and requests that stand for what was granted', async () => {
    const { get, list } = await graphTenant()
    const base = '/roleManagement/directory'

    const schedules = await list(`${base}/roleAssignmentSchedules`, english)
    const requests = await list(`${base}/roleAssignmentScheduleRequests?$expand=roleDefinition,targetSchedule`, english)
    const [first] = schedules
    const one = await get(`${base}/roleAssignmentSchedules/${first?.id}`, english)

    expect(schedules.length).toBeGreaterThan(0)
    expect(one.body).toMatchObject({ principalId: first?.principalId, status: 'Provisioned' })
    expect(requests.map(({ targetScheduleId }) => targetScheduleId)).toEqual(schedules.map(({ id }) => id))
    expect(requests[0]?.targetSchedule).toEqual(first)
    expect((await get(`${base}/roleEligibilitySchedules/${NOBODY}`, english)).status).toBe(404)
  })
})

test('an object of any type is deleted by its id, with the permission of its type', async () => {
  const { ask, addUser, get, server } = await graphTenant()
  const user = await addUser('adele.vance')
  const groupsOnly = { authorization: `Bearer ${server.tokenFor({ roles: ['Group.ReadWrite.All'] })}` }

  expect((await ask('DELETE', `/directoryObjects/${user}`, undefined, groupsOnly)).status).toBe(403)
  expect((await ask('DELETE', `/directoryObjects/${user}`)).status).toBe(204)
  expect((await get(`/directory/deletedItems/${user}`)).status).toBe(200)
})

test('ways to sign in are read one by one, and a phone number is changed', async () => {
  const { ask, list, get, userNamed } = await graphTenant()
  const john = `/users/${userNamed('john.smith@contoso.com')}/authentication`
  const [phone] = await list(`${john}/phoneMethods`)

  const changed = await ask('PATCH', `${john}/phoneMethods/${phone?.id}`, { phoneNumber: '+44 7700 900999' })

  expect(changed.status).toBe(204)
  expect((await get(`${john}/phoneMethods/${phone?.id}`)).body).toMatchObject({ phoneNumber: '+44 7700 900999' })
  expect((await get(`${john}/methods/${phone?.id}`)).body['@odata.type']).toBe(
    '#microsoft.graph.phoneAuthenticationMethod',
  )
  expect((await get(`${john}/emailMethods/${phone?.id}`)).status).toBe(404)
  expect((await ask('PATCH', `${john}/phoneMethods/${phone?.id}`, { colour: 'red' })).status).toBe(400)
})

test('working hours are kept, and what is not named of them stays', async () => {
  const { ask, get } = await graphTenant()

  const changed = await ask('PATCH', `${MIRIAM}/mailboxSettings`, { workingHours: { daysOfWeek: ['Monday'] } })
  const hours = await get(`${MIRIAM}/mailboxSettings/workingHours`)

  expect(changed.status).toBe(200)
  expect(hours.body).toMatchObject({ daysOfWeek: ['monday'], startTime: '08:00:00.0000000' })
})

test('an identity of another issuer is found', async () => {
  const { ask, get } = await graphTenant()
  const identities = [{ signInType: 'federated', issuer: 'fabrikam.com', issuerAssignedId: 'adele' }]
  await ask('POST', '/users', { ...newUser('adele.vance'), identities })

  const query = "identities/any(c:c/issuerAssignedId eq 'adele' and c/issuer eq 'fabrikam.com')"
  const found = await get(`/users?$filter=${query}&$select=displayName,identities`, eventual)

  expect(found.body.value).toMatchObject([{ displayName: 'adele.vance', identities: [identities[0], {}] }])
})

test('groups that have a role in some application are found as an advanced query', async () => {
  const { company, advanced, get, groupNamed } = await graphTenant()
  const group = groupNamed('Sales Team')
  const [resource] = company.entra.principals()
  appRoleGrants(company.entra).put('a-grant', {
    id: 'a-grant',
    principalId: group,
    resourceId: resource?.id ?? '',
    appRoleId: '00000000-0000-0000-0000-000000000000',
    createdDateTime: '2026-11-01T08:00:00Z',
  })
  const query = '/groups?$filter=appRoleAssignments/$count gt 0&$select=id'

  const found = (await advanced(`${query}&$count=true`)).body.value as readonly JsonObject[]

  expect(found.map(({ id }) => id)).toContain(group)
  expect((await get(query)).status).toBe(400)
})
