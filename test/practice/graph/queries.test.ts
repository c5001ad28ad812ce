import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import { eventual, graphTenant } from './graph-tenant.ts'

const names = (items: readonly JsonObject[]): readonly unknown[] => items.map(({ displayName }) => displayName)
const MIRIAM = "userPrincipalName eq 'miriam.graham@contoso.com'"

describe('plain filters', () => {
  test.each([
    [MIRIAM, ['Miriam Graham']],
    ["mail eq 'MIRIAM.GRAHAM@CONTOSO.COM'", ['Miriam Graham']],
    ["startsWith(displayName,'Miri')", ['Miriam Graham']],
    ["startswith(givenName, 'mir') and department eq 'Sales'", ['Miriam Graham']],
    ["employeeId in ('00101','00102')", ['Miriam Graham', 'Isaiah Langer']],
    ["employeeId eq '00101' or employeeId eq '00102'", ['Miriam Graham', 'Isaiah Langer']],
    ["(employeeId eq '00101' or employeeId eq '00102') and department eq 'Marketing'", ['Isaiah Langer']],
    ["proxyAddresses/any(x:x eq 'smtp:miriam.graham@contoso.com')", ['Miriam Graham']],
    ["proxyAddresses/any(p:startswith(p,'smtp:miriam'))", ['Miriam Graham']],
    ["onPremisesSyncEnabled eq true and startsWith(displayName,'Miriam')", ['Miriam Graham']],
    ["surname eq 'O''Brien'", ["Siobhán O'Brien"]],
    ["displayName eq 'Zoë Müller'", ['Zoë Müller']],
    ["userType eq 'Guest'", ['Wanda Howard']],
    ["employeeId eq '99999'", []],
  ])('%s', async (filter, expected) => {
    const { list } = await graphTenant()

    const found = await list(`/users?$filter=${encodeURIComponent(filter)}&$select=displayName&$top=999`)

    expect(names(found)).toEqual(expected)
  })

  test('find people by licence and by manager', async () => {
    const { list, userNamed } = await graphTenant()
    const patti = userNamed('patti.fernandez@contoso.com')

    const holders = await list(
      `/users?$filter=assignedLicenses/any(a:a/skuId eq 66b55226-6b4f-492c-910c-a3b7a3c9d993)&$select=displayName`,
    )
    const reports = await list(`/users?$filter=manager/id eq '${patti}'&$select=displayName`)

    expect(names(holders)).toContain('Emily Braun')
    expect(names(reports)).toContain('Miriam Graham')
    expect(names(holders)).not.toContain('Miriam Graham')
  })
})

describe('advanced filters', () => {
  test.each([
    ["department ne 'Sales'", "Operator 'ne' is not supported"],
    ["not(department eq 'Sales')", "Operator 'not' is not supported"],
    ["endsWith(mail,'graham@contoso.com')", "Operator 'endsWith' is not supported"],
    [
      "employeeType eq 'contractor'",
      "Unsupported or invalid query filter clause specified for property 'employeeType' of resource 'User'.",
    ],
    [
      'department eq null',
      "Unsupported or invalid query filter clause specified for property 'department' of resource 'User'.",
    ],
    ['assignedLicenses/$count eq 0', "Operator '$count' is not supported"],
  ])('%s needs the header and $count', async (filter, message) => {
    const { get, advanced } = await graphTenant()
    const path = `/users?$select=displayName&$filter=${encodeURIComponent(filter)}`

    const plain = await get(`${path}&$count=true`)
    const headerAlone = await advanced(path)
    const both = await advanced(`${path}&$count=true`)

    expect(plain.refusal).toContain(`Request_UnsupportedQuery: ${message}`)
    expect(headerAlone.status).toBe(400)
    expect(both.status).toBe(200)
    expect(both.body['@odata.count']).toBeGreaterThan(0)
  })

  test('count people outside a department rightly', async () => {
    const { advanced, company } = await graphTenant()

    const { text } = await advanced("/users/$count?$filter=department ne 'Sales'")

    expect(Number(text)).toBe(
      company.entra.users().filter(({ properties }) => properties.department !== 'Sales').length,
    )
  })
})

describe('filters that never work', () => {
  test.each([
    [
      "favouriteColour eq 'red'",
      "BadRequest: Invalid filter clause: Could not find a property named 'favouriteColour' on type 'microsoft.graph.user'.",
    ],
    ['displayName eq', "BadRequest: Invalid filter clause: Syntax error at position 14 in 'displayName eq'."],
    [
      "displayName = 'Miriam'",
      "BadRequest: Invalid filter clause: Syntax error at position 12 in 'displayName = 'Miriam''.",
    ],
    [
      "displayName eq 'Miriam' and",
      "BadRequest: Invalid filter clause: Syntax error at position 27 in 'displayName eq 'Miriam' and'.",
    ],
    [
      "contains(displayName,'iri')",
      "Request_UnsupportedQuery: Unsupported or invalid query filter clause specified for property 'displayName' of resource 'User'.",
    ],
    [
      "onPremisesDistinguishedName eq 'CN=X'",
      "Request_UnsupportedQuery: Unsupported or invalid query filter clause specified for property 'onPremisesDistinguishedName' of resource 'User'.",
    ],
    ["accountEnabled eq 'true'", "Found operand types 'Edm.Boolean' and 'Edm.String' for operator kind 'Equal'."],
  ])('%s', async (filter, message) => {
    const { get } = await graphTenant()

    const reply = await get(`/users?$count=true&$filter=${encodeURIComponent(filter)}`, eventual)

    expect(reply.status).toBe(400)
    expect(reply.refusal).toContain(message)
  })
})

describe('$select', () => {
  test('refuses a property that does not exist, by its type', async () => {
    const { get } = await graphTenant()

    expect((await get('/users?$select=id,colour')).refusal).toBe(
      "BadRequest: Parsing OData Select and Expand failed: Could not find a property named 'colour' on type 'microsoft.graph.user'.",
    )
    expect((await get('/groups?$select=jobTitle')).refusal).toContain("on type 'microsoft.graph.group'")
  })

  test('cannot list what is kept outside Entra', async () => {
    const { get } = await graphTenant()

    const reply = await get('/users?$select=id,aboutMe')

    expect([reply.status, reply.refusal]).toEqual([501, 'NotImplemented: This operation target is not yet supported.'])
    expect((await get('/users/miriam.graham@contoso.com?$select=id,aboutMe')).status).toBe(200)
  })
})

describe('paging', () => {
  test('leads through everybody once, by links that begin at the public address', async () => {
    const { get, company, server } = await graphTenant()
    const ids: unknown[] = []
    const links: string[] = []
    let path: string | undefined = '/users?$top=7&$select=id'

    while (path !== undefined) {
      const { body } = await get(path)
      ids.push(...(body.value as readonly JsonObject[]).map(({ id }) => id))
      const link = body['@odata.nextLink'] as string | undefined
      if (link !== undefined) links.push(link)
      path = link?.replace('https://graph.microsoft.com/v1.0', '')
    }

    expect(new Set(ids).size).toBe(company.entra.users().length)
    expect(ids.length).toBe(company.entra.users().length)
    expect(
      links.every((link) => link.startsWith('https://graph.microsoft.com/v1.0/users?') && link.includes('$skiptoken=')),
    ).toBe(true)
    expect(server.url).not.toContain('graph.microsoft.com')
  })

  test('skips nobody when somebody is deleted between two pages', async () => {
    const { get, ask, addUser, company } = await graphTenant()
    const adele = await addUser('adele.vance')
    const everybody = company.entra.users().map(({ id }) => id)
    const first = await get('/users?$top=20&$select=id')
    await ask('DELETE', `/users/${adele}`)

    const second = await get(
      String(first.body['@odata.nextLink'])
        .replace('https://graph.microsoft.com/v1.0', '')
        .replace('$top=20', '$top=999'),
    )

    const seen = [first, second].flatMap(({ body }) => (body.value as readonly JsonObject[]).map(({ id }) => id))
    expect(seen).toEqual(everybody)
  })

  test('refuses page sizes that Graph refuses, a token of another time, and $skip', async () => {
    const { get } = await graphTenant()

    const replies = await Promise.all(
      ['$top=0', '$top=1000', '$top=many', '$skiptoken=RFNwdAoAAQ', '$skip=10', '$colour=red'].map((option) =>
        get(`/users?${option}`),
      ),
    )

    expect(replies.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 400])
    expect(replies[1]?.refusal).toContain('Must be between 1 and 999 inclusive')
    expect(replies[3]?.refusal).toContain('Directory_ExpiredPageToken')
  })

  test('gives the count on the first page alone, and only to an advanced query', async () => {
    const { get, company } = await graphTenant()

    const plain = await get('/users?$count=true&$top=5')
    const first = await get('/users?$count=true&$top=5', eventual)
    const second = await get(
      String(first.body['@odata.nextLink']).replace('https://graph.microsoft.com/v1.0', ''),
      eventual,
    )

    expect([plain.status, plain.body['@odata.count']]).toEqual([200, undefined])
    expect(first.body['@odata.count']).toBe(company.entra.users().length)
    expect(second.body['@odata.count']).toBeUndefined()
  })
})

describe('$count', () => {
  test('is a number as plain text, for advanced queries', async () => {
    const { get, advanced, company, groupNamed } = await graphTenant()

    const refused = await get('/users/$count')
    const users = await advanced('/users/$count')
    const members = await advanced(`/groups/${groupNamed('Sales Team')}/members/$count`)

    expect(refused.refusal).toBe('Request_BadRequest: $count is not currently supported.')
    expect([users.text, users.headers.get('content-type')]).toEqual([
      String(company.entra.users().length),
      'text/plain',
    ])
    expect(Number(members.text)).toBeGreaterThan(1)
  })
})

describe('$search', () => {
  test('finds words by their beginning, and needs the header', async () => {
    const { get, advanced } = await graphTenant()
    const find = async (search: string) =>
      names(
        (await advanced(`/users?$search=${encodeURIComponent(search)}&$select=displayName`)).body.value as JsonObject[],
      )

    expect((await get('/users?$search="displayName:gra"')).refusal).toContain(
      "special request header: 'ConsistencyLevel: eventual'",
    )
    expect(await find('"displayName:gra"')).toEqual(['Miriam Graham', 'Grady Archie'])
    expect(await find('"displayName:gra" AND "mail:miriam"')).toEqual(['Miriam Graham'])
    expect(await find('"displayName:miriam" OR "displayName:isaiah"')).toEqual(['Miriam Graham', 'Isaiah Langer'])
  })

  test('refuses what is no clause', async () => {
    const { advanced } = await graphTenant()

    expect((await advanced('/users?$search=miriam')).status).toBe(400)
    expect((await advanced('/users?$search="department:sales"')).status).toBe(400)
  })
})

describe('$orderby', () => {
  test('sorts by name, and together with a filter as an advanced query', async () => {
    const { list, get, advanced } = await graphTenant()
    const filtered =
      "/users?$orderby=displayName desc&$select=displayName&$count=true&$filter=startsWith(displayName,'J')"

    const sorted = names(await list('/users?$orderby=displayName&$select=displayName&$top=999')).map((name) =>
      String(name).toLowerCase(),
    )

    expect(sorted).toEqual([...sorted].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
    expect((await get(filtered)).refusal).toBe('Request_UnsupportedQuery: Sorting not supported for current query.')
    expect(names((await advanced(filtered)).body.value as JsonObject[])[0]).toMatch(/^Jo/)
    expect((await get('/users?$orderby=department')).refusal).toBe(
      "Request_UnsupportedQuery: Unsupported sort property 'department' for 'User'.",
    )
  })
})

describe('$expand', () => {
  test('brings the manager, and at most twenty members', async () => {
    const { get, groupNamed } = await graphTenant()

    const user = await get('/users/miriam.graham@contoso.com?$select=id&$expand=manager($select=displayName)')
    const group = await get(`/groups/${groupNamed('All Staff')}?$expand=members($select=id)`)

    expect(user.body.manager).toEqual({ '@odata.type': '#microsoft.graph.user', displayName: 'Patti Fernandez' })
    expect(group.body.members).toHaveLength(20)
  })

  test('is refused for a property, and for what does not exist', async () => {
    const { get } = await graphTenant()

    expect((await get('/users/miriam.graham@contoso.com?$expand=department')).refusal).toBe(
      "ExpandNotSupported: Expand is not allowed for property 'department' according to the entity schema.",
    )
    expect((await get('/users/miriam.graham@contoso.com?$expand=colour')).refusal).toContain(
      "Could not find a property named 'colour'",
    )
  })
})

describe('lists behind a link', () => {
  test('name the type of each object, unless the path names one', async () => {
    const { list } = await graphTenant()
    const path = '/users/admin@contoso.onmicrosoft.com/memberOf'

    const mixed = await list(`${path}?$select=displayName`)
    const roles = await list(`${path}/microsoft.graph.directoryRole?$select=displayName`)
    const groups = await list(`${path}/graph.group?$select=displayName`)

    expect(mixed).toContainEqual({
      '@odata.type': '#microsoft.graph.directoryRole',
      displayName: 'Global Administrator',
    })
    expect(roles).toEqual([{ displayName: 'Global Administrator' }])
    expect(names(groups)).toEqual(['All Company'])
  })

  test('filter as advanced queries alone', async () => {
    const { get, advanced, groupNamed } = await graphTenant()
    const path = `/groups/${groupNamed('All Staff')}/members/microsoft.graph.user?$count=true&$select=displayName&$filter=startsWith(displayName,'Miriam')`

    expect((await get(path)).status).toBe(400)
    expect(names((await advanced(path)).body.value as JsonObject[])).toEqual(['Miriam Graham'])
  })
})
