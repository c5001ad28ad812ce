import { describe, expect, test } from 'vitest'
import { graphTenant, newGroup, referenceTo } from './graph-tenant.ts'

const NOBODY = '11111111-2222-4333-8444-555555555555'

describe('making a group', () => {
  test('answers 201, and a second group of the same name is another one', async () => {
    const { ask, list } = await graphTenant()

    const first = await ask('POST', '/groups', newGroup('Project Y'))
    const second = await ask('POST', '/groups', newGroup('Project Y'))

    expect([first.status, second.status]).toEqual([201, 201])
    expect(first.body.id).not.toBe(second.body.id)
    expect(await list("/groups?$filter=displayName eq 'Project Y'&$select=id")).toHaveLength(2)
  })

  test('of Microsoft 365 kind gives it an address, which no other such group may have', async () => {
    const { ask } = await graphTenant()
    const team = { ...newGroup('Retail'), groupTypes: ['Unified'], mailEnabled: true, securityEnabled: false }

    const made = await ask('POST', '/groups', team)
    const again = await ask('POST', '/groups', team)

    expect(made.body).toMatchObject({
      mail: 'retail@contoso.com',
      proxyAddresses: ['SMTP:retail@contoso.com'],
      visibility: 'Public',
    })
    expect(again.refusal).toBe(
      'Request_BadRequest: Another object with the same value for property mailNickname already exists.',
    )
  })

  test('links owners and members in the same request', async () => {
    const { ask, list, userNamed } = await graphTenant()
    const reference = `https://graph.microsoft.com/v1.0/users/${userNamed('miriam.graham@contoso.com')}`

    const { body } = await ask('POST', '/groups', {
      ...newGroup('Project Y'),
      'owners@odata.bind': [reference],
      'members@odata.bind': [reference],
    })

    expect(await list(`/groups/${body.id}/members?$select=displayName`)).toMatchObject([
      { displayName: 'Miriam Graham' },
    ])
    expect(await list(`/groups/${body.id}/owners?$select=displayName`)).toMatchObject([
      { displayName: 'Miriam Graham' },
    ])
  })

  test.each([
    [
      'without a name',
      { displayName: undefined },
      "Request_BadRequest: A value is required for property 'displayName' of resource 'Group'.",
    ],
    [
      'with an alias that holds a blank',
      { mailNickname: 'project y' },
      "Request_BadRequest: Invalid value specified for property 'mailNickname' of resource 'Group'.",
    ],
    [
      'mail-enabled without being a Microsoft 365 group',
      { mailEnabled: true },
      'Request_BadRequest: The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.',
    ],
    [
      'dynamic without a rule',
      { groupTypes: ['DynamicMembership'] },
      "Request_BadRequest: A value is required for property 'membershipRule'.",
    ],
    ['with an unknown property', { colour: 'red' }, "Request_BadRequest: Invalid property 'colour'."],
    [
      'role-assignable without the right',
      { isAssignableToRole: true },
      'Authorization_RequestDenied: Insufficient privileges to complete the operation.',
    ],
  ])('is refused %s', async (_why, change, refusal) => {
    const { ask, list } = await graphTenant()

    const reply = await ask('POST', '/groups', { ...newGroup('Project Y'), ...change })

    expect(reply.refusal).toBe(refusal)
    expect(await list("/groups?$filter=displayName eq 'Project Y'&$select=id")).toEqual([])
  })
})

describe('changing and deleting a group', () => {
  test('changes what was named', async () => {
    const { ask, get, addGroup } = await graphTenant()
    const id = await addGroup('Project Y')

    const reply = await ask('PATCH', `/groups/${id}`, { description: 'The third' })

    expect(reply.status).toBe(204)
    expect((await get(`/groups/${id}`)).body).toMatchObject({ displayName: 'Project Y', description: 'The third' })
  })

  test('is refused for groups of AD and of Exchange', async () => {
    const { ask, groupNamed } = await graphTenant()

    const synced = await ask('PATCH', `/groups/${groupNamed('All Staff')}`, { description: 'Everybody' })
    const list = await ask('PATCH', `/groups/${groupNamed('Sales News')}`, { description: 'News' })
    const deleted = await ask('DELETE', `/groups/${groupNamed('All Staff')}`)

    expect(synced.refusal).toContain('on-premises mastered')
    expect(list.refusal).toBe(
      'Request_BadRequest: Cannot Update a mail-enabled security groups and or distribution list.',
    )
    expect(deleted.status).toBe(400)
  })

  test('puts a deleted group among the deleted items, from where it comes back with its members', async () => {
    const { ask, get, list, addGroup, addUser } = await graphTenant()
    const [group, user] = [await addGroup('Project Y'), await addUser('adele.vance')]
    await ask('POST', `/groups/${group}/members/$ref`, referenceTo(user))

    const deleted = await ask('DELETE', `/groups/${group}`)
    const gone = await get(`/groups/${group}`)
    const bin = await list('/directory/deletedItems/microsoft.graph.group?$select=id')
    const restored = await ask('POST', `/directory/deletedItems/${group}/restore`)

    expect([deleted.status, gone.status, restored.status]).toEqual([204, 404, 200])
    expect(bin).toEqual([{ id: group }])
    expect(await list(`/groups/${group}/members?$select=id`)).toMatchObject([{ id: user }])
  })

  test('keeps a group that hands out licences', async () => {
    const { ask, groupNamed } = await graphTenant()

    expect((await ask('DELETE', `/groups/${groupNamed('Licence Visio')}`)).status).toBe(400)
  })
})

describe('members', () => {
  test('are added once, read and removed once', async () => {
    const { ask, list, addUser, addGroup } = await graphTenant()
    const [group, user] = [await addGroup('Project Y'), await addUser('adele.vance')]
    const path = `/groups/${group}/members`

    const added = await ask('POST', `${path}/$ref`, referenceTo(user))
    const twice = await ask('POST', `${path}/$ref`, referenceTo(user))
    const members = await list(`${path}?$select=id,displayName`)
    const groups = await list(`/users/${user}/memberOf/microsoft.graph.group?$select=id`)
    const removed = await ask('DELETE', `${path}/${user}/$ref`)
    const again = await ask('DELETE', `${path}/${user}/$ref`)

    expect([added.status, removed.status, again.status]).toEqual([204, 204, 404])
    expect([twice.status, twice.refusal]).toEqual([
      400,
      "Request_BadRequest: One or more added object references already exist for the following modified properties: 'members'.",
    ])
    expect(members).toEqual([{ '@odata.type': '#microsoft.graph.user', id: user, displayName: 'adele.vance' }])
    expect(groups).toContainEqual({ id: group })
    expect(again.refusal).toContain(`Resource '${user}' does not exist`)
    expect(await list(path)).toEqual([])
  })

  test('stay as they are where a rule, AD, Exchange or admin roles decide', async () => {
    const { ask, addUser, groupNamed } = await graphTenant()
    const user = await addUser('adele.vance')
    const add = (group: string) => ask('POST', `/groups/${groupNamed(group)}/members/$ref`, referenceTo(user))

    const replies = [
      await add('All Company'),
      await add('All Staff'),
      await add('Sales News'),
      await add('Finance Alerts'),
      await add('Helpdesk Admins'),
    ]

    expect(replies.map(({ status }) => status)).toEqual([403, 400, 400, 400, 403])
    expect(replies[3]?.refusal).toBe(
      'Request_BadRequest: Cannot Update a mail-enabled security groups and or distribution list.',
    )
  })

  test('of a Microsoft 365 group are users only', async () => {
    const { ask, addGroup, groupNamed } = await graphTenant()
    const nested = await addGroup('Project Y')

    const inTeam = await ask('POST', `/groups/${groupNamed('Sales Team')}/members/$ref`, referenceTo(nested))
    const inSecurity = await ask('POST', `/groups/${groupNamed('VPN Cloud')}/members/$ref`, referenceTo(nested))

    expect([inTeam.status, inSecurity.status]).toEqual([400, 204])
  })

  test('that do not exist are refused, as is a group that does not exist', async () => {
    const { ask, addUser, addGroup } = await graphTenant()

    const noMember = await ask('POST', `/groups/${await addGroup('Project Y')}/members/$ref`, referenceTo(NOBODY))
    const noGroup = await ask('POST', `/groups/${NOBODY}/members/$ref`, referenceTo(await addUser('adele.vance')))

    expect([noMember.status, noGroup.status]).toEqual([404, 404])
  })

  test('are bound up to twenty at once, all of them or none', async () => {
    const { ask, list, addGroup, company } = await graphTenant()
    const group = await addGroup('Project Y')
    const urls = company.entra
      .users()
      .slice(0, 21)
      .map(({ id }) => `https://graph.microsoft.com/v1.0/directoryObjects/${id}`)
    const bind = (references: readonly string[]) =>
      ask('PATCH', `/groups/${group}`, { 'members@odata.bind': references })
    const size = async () => (await list(`/groups/${group}/members?$select=id`)).length

    const tooMany = await bind(urls)
    const twenty = await bind(urls.slice(0, 20))
    const oneThere = await bind(urls.slice(19))
    const sizeAfter = await size()
    const oneMissing = await bind([urls[20] ?? '', `https://graph.microsoft.com/v1.0/directoryObjects/${NOBODY}`])

    expect([tooMany.status, twenty.status, oneThere.status, oneMissing.status]).toEqual([400, 204, 400, 404])
    expect([sizeAfter, await size()]).toEqual([20, 20])
  })

  test('are followed through nested groups on demand', async () => {
    const { list, groupNamed } = await graphTenant()
    const tools = groupNamed('Engineering Tools')

    const direct = await list(`/groups/${tools}/members?$select=displayName`)
    const all = await list(`/groups/${tools}/transitiveMembers/microsoft.graph.user?$select=displayName`)

    expect(direct).toMatchObject([{ displayName: 'GG-Nested' }])
    expect(all).toContainEqual({ displayName: 'Lidia Holloway' })
  })

  test('of a dynamic group follow the rule', async () => {
    const { ask, list, groupNamed, addUser } = await graphTenant()
    const company = groupNamed('All Company')
    const user = await addUser('adele.vance')
    const isMember = async () =>
      (await list(`/groups/${company}/members?$select=id&$top=999`)).some(({ id }) => id === user)

    const before = await isMember()
    await ask('PATCH', `/users/${user}`, { accountEnabled: false })

    expect([before, await isMember()]).toEqual([true, false])
  })

  test('a DELETE without $ref deletes the member itself, if the application may', async () => {
    const { ask, get, addUser, addGroup, server } = await graphTenant()
    const [group, user] = [await addGroup('Project Y'), await addUser('adele.vance')]
    await ask('POST', `/groups/${group}/members/$ref`, referenceTo(user))
    const narrow = { authorization: `Bearer ${server.tokenFor({ roles: ['GroupMember.ReadWrite.All'] })}` }

    const refused = await ask('DELETE', `/groups/${group}/members/${user}`, undefined, narrow)
    const deleted = await ask('DELETE', `/groups/${group}/members/${user}`)

    expect([refused.status, deleted.status]).toEqual([403, 204])
    expect((await get(`/users/${user}`)).status).toBe(404)
  })
})

describe('owners', () => {
  test('are added once, and the last user among them stays', async () => {
    const { ask, list, addUser, addGroup } = await graphTenant()
    const [group, adele, megan] = [
      await addGroup('Project Y'),
      await addUser('adele.vance'),
      await addUser('megan.bowen'),
    ]
    const path = `/groups/${group}/owners`

    const first = await ask('POST', `${path}/$ref`, referenceTo(adele))
    const twice = await ask('POST', `${path}/$ref`, referenceTo(adele))
    const last = await ask('DELETE', `${path}/${adele}/$ref`)
    await ask('POST', `${path}/$ref`, referenceTo(megan))
    const removed = await ask('DELETE', `${path}/${adele}/$ref`)

    expect([first.status, removed.status]).toEqual([204, 204])
    expect(twice.refusal).toBe(
      "Request_BadRequest: One or more added object references already exist for the following modified properties: 'owners'.",
    )
    expect(last.refusal).toBe(
      'Request_BadRequest: The group must have at least one owner, hence this owner cannot be removed.',
    )
    expect(await list(`${path}?$select=id`)).toMatchObject([{ id: megan }])
    expect(await list(`/users/${megan}/ownedObjects?$select=id`)).toMatchObject([{ id: group }])
  })

  test('are a hundred at most', async () => {
    const { ask, addGroup, addUser, company } = await graphTenant()
    const group = await addGroup('Project Y')
    for (let index = 0; index < 100; index++)
      company.entra.link('owners', group, company.entra.ids.uuid('owner', index))

    const reply = await ask('POST', `/groups/${group}/owners/$ref`, referenceTo(await addUser('adele.vance')))

    expect([reply.status, reply.refusal]).toEqual([
      403,
      "Directory_QuotaExceeded: Unable to perform operation as '101' would exceed the maximum quota count '100' for forward-link owners.",
    ])
  })
})
