import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import { graphTenant, newUser, referenceTo } from './graph-tenant.ts'

const json = { 'Content-Type': 'application/json' }
const responses = (body: JsonObject): readonly JsonObject[] => body.responses as readonly JsonObject[]

describe('a batch', () => {
  test('answers each request by itself', async () => {
    const { ask } = await graphTenant()

    const reply = await ask('POST', '/$batch', {
      requests: [
        { id: 'read', method: 'GET', url: '/users/miriam.graham@contoso.com?$select=displayName' },
        { id: 2, method: 'GET', url: 'users/nobody@contoso.com' },
        { id: 'make', method: 'POST', url: '/users', headers: json, body: newUser('adele.vance') },
        {
          id: 'advanced',
          method: 'GET',
          url: "/users?$count=true&$select=id&$filter=department ne 'Sales'",
          headers: { ConsistencyLevel: 'eventual' },
        },
        { id: 'bare', method: 'POST', url: '/users', body: newUser('megan.bowen') },
        { id: 'absolute', method: 'GET', url: '/v1.0/users' },
      ],
    })

    const byId = new Map(responses(reply.body).map((response) => [response.id, response]))
    expect(reply.status).toBe(200)
    expect(byId.get('read')).toMatchObject({ status: 200, body: { displayName: 'Miriam Graham' } })
    expect(byId.get(2)).toMatchObject({ status: 404, body: { error: { code: 'Request_ResourceNotFound' } } })
    expect(byId.get('make')?.status).toBe(201)
    expect(byId.get('advanced')?.status).toBe(200)
    expect(byId.get('bare')).toMatchObject({
      status: 400,
      body: { error: { message: 'Entity only allows writes with a JSON Content-Type header.' } },
    })
    expect(byId.get('absolute')).toMatchObject({
      status: 400,
      body: { error: { message: "Resource not found for the segment 'v1.0'." } },
    })
  })

  test('serves requests after those they depend on, and not at all where one of those failed', async () => {
    const { ask, get, addGroup, addUser } = await graphTenant()
    const [group, user] = [await addGroup('Project Y'), await addUser('adele.vance')]
    const add = { method: 'POST', url: `/groups/${group}/members/$ref`, headers: json, body: referenceTo(user) }

    const { body } = await ask('POST', '/$batch', {
      requests: [
        {
          id: '3',
          dependsOn: ['2'],
          method: 'PATCH',
          url: `/users/${user}`,
          headers: json,
          body: { jobTitle: 'Never' },
        },
        { id: '2', dependsOn: ['1'], ...add },
        { id: '1', ...add },
      ],
    })

    expect(responses(body).map(({ id, status }) => [id, status])).toEqual([
      ['3', 424],
      ['2', 400],
      ['1', 204],
    ])
    expect((await get(`/users/${user}?$select=jobTitle`)).body.jobTitle).toBeNull()
  })

  const one = { id: '1', method: 'GET', url: '/organization' }
  test.each([
    [
      'more than twenty requests',
      { requests: Array.from({ length: 21 }, (_, index) => ({ ...one, id: String(index) })) },
    ],
    [
      'the same id twice, whatever its case',
      {
        requests: [
          { ...one, id: 'a' },
          { ...one, id: 'A' },
        ],
      },
    ],
    ['a dependency on nothing', { requests: [{ ...one, dependsOn: ['9'] }] }],
    [
      'a circle',
      {
        requests: [
          { ...one, dependsOn: ['2'] },
          { ...one, id: '2', dependsOn: ['1'] },
        ],
      },
    ],
    ['a request without a method', { requests: [{ id: '1', url: '/organization' }] }],
    ['no requests', {}],
  ])('with %s is refused as a whole', async (_what, body) => {
    const { ask } = await graphTenant()

    const reply = await ask('POST', '/$batch', body)

    expect([reply.status, reply.refusal]).toEqual([400, 'BadRequest: Invalid batch payload format.'])
  })

  test('holds no batch', async () => {
    const { ask } = await graphTenant()

    const { body } = await ask('POST', '/$batch', {
      requests: [{ id: '1', method: 'POST', url: '/$batch', headers: json, body: { requests: [one] } }],
    })

    expect(responses(body)[0]?.status).toBe(400)
  })
})
