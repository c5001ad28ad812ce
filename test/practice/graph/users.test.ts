import { describe, expect, test } from 'vitest'
import { graphTenant, newUser, referenceTo } from './graph-tenant.ts'

const MIRIAM = 'miriam.graham@contoso.com'

describe('reading a user', () => {
  test('gives the eleven default properties, and the rest on $select alone', async () => {
    const { get } = await graphTenant()

    const plain = await get(`/users/${MIRIAM}`)
    const chosen = await get(`/users/${MIRIAM}?$select=id,accountEnabled,department,usageLocation`)

    expect(
      Object.keys(plain.body)
        .filter((key) => !key.startsWith('@'))
        .sort(),
    ).toEqual([
      'businessPhones',
      'displayName',
      'givenName',
      'id',
      'jobTitle',
      'mail',
      'mobilePhone',
      'officeLocation',
      'preferredLanguage',
      'surname',
      'userPrincipalName',
    ])
    expect(plain.body['@odata.context']).toBe('https://graph.microsoft.com/v1.0/$metadata#users/$entity')
    expect(plain.body['@microsoft.graph.tips']).toContain('$select')
    expect(chosen.body).toMatchObject({ accountEnabled: true, department: 'Sales', usageLocation: 'BR' })
    expect(chosen.body['@odata.context']).toBe(
      'https://graph.microsoft.com/v1.0/$metadata#users(id,accountEnabled,department,usageLocation)/$entity',
    )
  })

  test('finds by id and by user principal name, in any letter case', async () => {
    const { get, userNamed } = await graphTenant()
    const id = userNamed(MIRIAM)

    const replies = await Promise.all(
      [`/users/${id}`, `/users/${MIRIAM.toUpperCase()}`, `/users('${id}')`, `/Users/${id}`].map((path) => get(path)),
    )

    expect(replies.map(({ body }) => body.id)).toEqual([id, id, id, id])
  })

  test('tells a name that nobody has from one that is no name', async () => {
    const { get } = await graphTenant()

    const nobody = await get('/users/nobody@contoso.com')
    const noName = await get('/users/nobody')

    expect([nobody.status, nobody.refusal]).toEqual([
      404,
      "Request_ResourceNotFound: Resource 'nobody@contoso.com' does not exist or one of its queried reference-property objects are not present.",
    ])
    expect([noName.status, noName.refusal]).toEqual([400, "Request_BadRequest: Invalid object identifier 'nobody'."])
  })

  test('finds a guest whose name holds a number sign', async () => {
    const { get } = await graphTenant()

    const reply = await get(
      `/users/${encodeURIComponent('wanda.howard_fabrikam.com#EXT#@contoso.onmicrosoft.com')}?$select=userType`,
    )

    expect(reply.body.userType).toBe('Guest')
  })
})

describe('making a user', () => {
  test('answers 201 with the user, who can be read at once', async () => {
    const { ask, get } = await graphTenant()

    const reply = await ask('POST', '/users', {
      ...newUser('adele.vance'),
      department: 'Sales',
      employeeId: '00123',
      usageLocation: 'US',
    })
    const read = await get(
      '/users/adele.vance@contoso.com?$select=id,department,employeeId,usageLocation,accountEnabled,userType',
    )

    expect(reply.status).toBe(201)
    expect(reply.headers.get('location')).toContain(String(reply.body.id))
    expect(reply.text).not.toContain('xWwvJ')
    expect(read.body).toMatchObject({
      id: reply.body.id,
      department: 'Sales',
      employeeId: '00123',
      usageLocation: 'US',
      accountEnabled: true,
      userType: 'Member',
    })
  })

  test('takes property names in any letter case', async () => {
    const { ask, get } = await graphTenant()
    const { mailNickname: _, ...rest } = newUser('adele.vance')

    const reply = await ask('POST', '/users', { ...rest, mailNickName: 'adele', JOBTITLE: 'Retail Manager' })
    const read = await get('/users/adele.vance@contoso.com?$select=mailNickname,jobTitle')

    expect(reply.status).toBe(201)
    expect(read.body).toMatchObject({ mailNickname: 'adele', jobTitle: 'Retail Manager' })
  })

  test.each([
    [
      'without a display name',
      { displayName: undefined },
      "A value is required for property 'displayName' of resource 'User'.",
    ],
    [
      'without accountEnabled',
      { accountEnabled: undefined },
      "A value is required for property 'accountEnabled' of resource 'User'.",
    ],
    ['without a password', { passwordProfile: undefined }, 'A password must be specified to create a new user.'],
    [
      'with a weak password',
      { passwordProfile: { password: 'short1!' } },
      'The specified password does not comply with password complexity requirements. Please provide a different password.',
    ],
    [
      'in a foreign domain',
      { userPrincipalName: 'adele.vance@fabrikam.com' },
      'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
    ],
    [
      'with an accent in its name',
      { userPrincipalName: 'adéle@contoso.com' },
      'Property userPrincipalName is invalid.',
    ],
    ['with an unknown property', { favouriteColour: 'red' }, "Invalid property 'favouriteColour'."],
    [
      'with a property that is read-only',
      { proxyAddresses: ['SMTP:a@contoso.com'] },
      "Property 'proxyAddresses' is read-only and cannot be set.",
    ],
    ['with a country that does not exist', { usageLocation: 'XX' }, 'Invalid usage location is specified.'],
    [
      'with two business phones',
      { businessPhones: ['1', '2'] },
      "Invalid value specified for property 'businessPhones' of resource 'User'.",
    ],
    ['with an empty text', { department: '' }, "Invalid value specified for property 'department' of resource 'User'."],
  ])('is refused %s', async (_why, change, message) => {
    const { ask, get } = await graphTenant()

    const reply = await ask('POST', '/users', { ...newUser('adele.vance'), ...change })

    expect([reply.status, reply.refusal]).toEqual([400, `Request_BadRequest: ${message}`])
    expect((await get('/users/adele.vance@contoso.com')).status).toBe(404)
  })

  test('is refused with an employeeId of 17 characters, and takes one of 16', async () => {
    const { ask } = await graphTenant()

    const tooLong = await ask('POST', '/users', { ...newUser('adele.vance'), employeeId: '12345678901234567' })
    const longest = await ask('POST', '/users', { ...newUser('adele.vance'), employeeId: '1234567890123456' })

    expect(tooLong.status).toBe(400)
    expect(longest.status).toBe(201)
  })

  test('is refused under a name that somebody has, naming the property', async () => {
    const { ask } = await graphTenant()

    const reply = await ask('POST', '/users', newUser('miriam.graham'))

    expect([reply.status, reply.refusal]).toEqual([
      400,
      'Request_BadRequest: Another object with the same value for property userPrincipalName already exists.',
    ])
    expect(reply.body.error).toMatchObject({ details: [{ code: 'ObjectConflict', target: 'userPrincipalName' }] })
  })

  test('is refused under a name at which somebody else receives mail', async () => {
    const { ask, addUser } = await graphTenant()
    const id = await addUser('adele.vance')
    await ask('PATCH', `/users/${id}`, { mail: 'adele@contoso.com' })

    const reply = await ask('POST', '/users', newUser('adele'))

    expect(reply.refusal).toBe(
      'Request_BadRequest: Another object with the same value for property proxyAddresses already exists.',
    )
  })
})

describe('changing a user', () => {
  test('answers 204, and changes what was named and nothing else', async () => {
    const { ask, get, addUser } = await graphTenant()
    const id = await addUser('adele.vance', { department: 'Sales', jobTitle: 'Trainee' })

    const reply = await ask('PATCH', `/users/${id}`, { department: 'Marketing', accountEnabled: false })

    expect([reply.status, reply.text]).toEqual([204, ''])
    expect((await get(`/users/${id}?$select=department,jobTitle,accountEnabled`)).body).toMatchObject({
      department: 'Marketing',
      jobTitle: 'Trainee',
      accountEnabled: false,
    })
  })

  test('clears a property with null, except one that has to have a value', async () => {
    const { ask, get, addUser } = await graphTenant()
    const id = await addUser('adele.vance', { department: 'Sales', usageLocation: 'US' })

    const cleared = await ask('PATCH', `/users/${id}`, { department: null })
    const kept = await ask('PATCH', `/users/${id}`, { displayName: null })
    const location = await ask('PATCH', `/users/${id}`, { usageLocation: null })

    expect([cleared.status, kept.status, location.status]).toEqual([204, 400, 400])
    expect((await get(`/users/${id}?$select=department,displayName,usageLocation`)).body).toMatchObject({
      department: null,
      displayName: 'adele.vance',
      usageLocation: 'US',
    })
  })

  test('makes the missing half of employeeOrgData null', async () => {
    const { ask, get, addUser } = await graphTenant()
    const id = await addUser('adele.vance', { employeeOrgData: { division: 'Retail', costCenter: '4711' } })

    await ask('PATCH', `/users/${id}`, { employeeOrgData: { division: 'Wholesale' } })

    const { body } = await get(`/users/${id}?$select=employeeOrgData`)
    expect(body.employeeOrgData).toEqual({ division: 'Wholesale', costCenter: null })
  })

  test('is refused for what AD masters, and taken for what the cloud masters', async () => {
    const { ask, get } = await graphTenant()

    const mastered = await ask('PATCH', `/users/${MIRIAM}`, { jobTitle: 'Chief of Sales' })
    const password = await ask('PATCH', `/users/${MIRIAM}`, { passwordProfile: { password: 'xWwvJ]6NMw+bWH-d' } })
    const cloud = await ask('PATCH', `/users/${MIRIAM}`, { usageLocation: 'US', accountEnabled: false })

    expect(mastered.refusal).toBe(
      'Request_BadRequest: Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.',
    )
    expect([password.status, cloud.status]).toEqual([400, 204])
    expect((await get(`/users/${MIRIAM}?$select=usageLocation,accountEnabled,jobTitle`)).body).toMatchObject({
      usageLocation: 'US',
      accountEnabled: false,
      jobTitle: 'Head of Sales',
    })
  })

  test('is refused as a whole when one property is wrong', async () => {
    const { ask, get, addUser } = await graphTenant()
    const id = await addUser('adele.vance', { department: 'Sales' })

    const reply = await ask('PATCH', `/users/${id}`, { department: 'Marketing', nickname: 'Ada' })

    expect(reply.status).toBe(400)
    expect((await get(`/users/${id}?$select=department`)).body.department).toBe('Sales')
  })

  test('of a sensitive kind is refused on somebody with an admin role', async () => {
    const { ask } = await graphTenant()
    const admin = '/users/admin@contoso.onmicrosoft.com'

    const disabled = await ask('PATCH', admin, { accountEnabled: false })
    const renamed = await ask('PATCH', admin, { jobTitle: 'Administrator' })
    const deleted = await ask('DELETE', admin)

    expect([disabled.status, disabled.refusal]).toEqual([
      403,
      'Authorization_RequestDenied: Insufficient privileges to complete the operation.',
    ])
    expect([renamed.status, deleted.status]).toEqual([204, 403])
  })
})

describe('the manager', () => {
  test('is set by reference, read, replaced and taken away', async () => {
    const { ask, get, addUser, userNamed } = await graphTenant()
    const id = await addUser('adele.vance')
    const patti = userNamed('patti.fernandez@contoso.com')

    const none = await get(`/users/${id}/manager`)
    const set = await ask('PUT', `/users/${id}/manager/$ref`, referenceTo(userNamed(MIRIAM)))
    const replaced = await ask('PUT', `/users/${id}/manager/$ref`, {
      '@odata.id': `https://graph.microsoft.com/v1.0/users/${patti}`,
    })
    const read = await get(`/users/${id}/manager?$select=id,displayName`)
    const reports = await get(`/users/${patti}/directReports/microsoft.graph.user?$select=userPrincipalName&$top=999`)
    const removed = await ask('DELETE', `/users/${id}/manager/$ref`)
    const again = await ask('DELETE', `/users/${id}/manager/$ref`)

    expect(none.refusal).toBe(
      "Request_ResourceNotFound: Resource 'manager' does not exist or one of its queried reference-property objects are not present.",
    )
    expect([set.status, replaced.status, removed.status, again.status]).toEqual([204, 204, 204, 404])
    expect(read.body).toMatchObject({
      '@odata.type': '#microsoft.graph.user',
      id: patti,
      displayName: 'Patti Fernandez',
    })
    expect(reports.body.value).toContainEqual({ userPrincipalName: 'adele.vance@contoso.com' })
  })

  test('is refused where AD masters the user, where the reference leads nowhere, and where it is no reference', async () => {
    const { ask, addUser, userNamed } = await graphTenant()
    const id = await addUser('adele.vance')

    const synced = await ask('PUT', `/users/${MIRIAM}/manager/$ref`, referenceTo(id))
    const nowhere = await ask('PUT', `/users/${id}/manager/$ref`, referenceTo('11111111-2222-4333-8444-555555555555'))
    const noReference = await ask('PUT', `/users/${id}/manager/$ref`, { id: userNamed(MIRIAM) })

    expect([synced.status, nowhere.status, noReference.status]).toEqual([400, 404, 400])
  })
})

describe('sessions', () => {
  test('are revoked with 200 and true, and the time of it can be read', async () => {
    const { ask, get, addUser, pass } = await graphTenant()
    const id = await addUser('adele.vance')
    pass(60_000)

    const reply = await ask('POST', `/users/${id}/revokeSignInSessions`)

    expect([reply.status, reply.body]).toEqual([
      200,
      { '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#Edm.Boolean', value: true },
    ])
    expect(
      (await get(`/users/${id}?$select=signInSessionsValidFromDateTime`)).body.signInSessionsValidFromDateTime,
    ).toBe('2026-12-01T08:01:00Z')
  })
})
