import { describe, expect, test } from 'vitest'
import { graphTenant } from './graph-tenant.ts'

const TRACE = '5f1d2c3b-0000-4000-8000-000000000001'

describe('an answer', () => {
  test('carries the headers that Graph sends, with the client’s own request id', async () => {
    const { get } = await graphTenant()

    const { headers } = await get('/users?$top=5&$select=id', { 'client-request-id': TRACE })

    expect(headers.get('client-request-id')).toBe(TRACE)
    expect(headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(headers.get('content-type')).toBe(
      'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
    )
    expect(headers.get('odata-version')).toBe('4.0')
    expect(headers.get('cache-control')).toBe('no-cache')
  })

  test.each([
    ['/users', '2'],
    ['/users?$select=id', '1'],
    ['/users?$top=5&$select=id', '1'],
    ['/subscribedSkus', '3'],
    ['/organization', '1'],
  ])('to %s costs %s resource units', async (path, units) => {
    const { get } = await graphTenant()

    expect((await get(path)).headers.get('x-ms-resource-unit')).toBe(units)
  })

  test('that refuses tells when, and under which ids', async () => {
    const { get } = await graphTenant()

    const { body, headers } = await get('/users/nobody@contoso.com', { 'client-request-id': TRACE })

    expect(body.error).toMatchObject({
      code: 'Request_ResourceNotFound',
      innerError: { date: '2026-12-01T08:00:00', 'request-id': headers.get('request-id'), 'client-request-id': TRACE },
    })
  })

  test('begins its links where it is told to', async () => {
    const { get } = await graphTenant({ publicUrl: 'https://127.0.0.1:8443/v1.0' })

    const { body } = await get('/users?$top=1')

    expect(body['@odata.nextLink']).toMatch(/^https:\/\/127\.0\.0\.1:8443\/v1\.0\/users\?/)
    expect(body['@odata.context']).toBe('https://127.0.0.1:8443/v1.0/$metadata#users')
  })
})

describe('a token', () => {
  test.each([
    ['that is missing', '', 'Access token is empty.'],
    ['that is no token', 'Bearer rubbish', 'CompactToken parsing failed with error code: 80049217'],
    ['that somebody else signed', 'Bearer eyJhbGciOiJub25lIn0.eyJyb2xlcyI6W119.c2ln', 'Signing key is invalid.'],
  ])('%s is refused with 401', async (_what, authorization, message) => {
    const { get } = await graphTenant()

    const reply = await get('/users', { authorization })

    expect([reply.status, reply.refusal]).toEqual([401, `InvalidAuthenticationToken: ${message}`])
    expect(reply.headers.get('www-authenticate')).toContain('Bearer')
  })

  test('is refused once its life is over', async () => {
    const { get, server, pass } = await graphTenant()
    const short = { authorization: `Bearer ${server.tokenFor({ seconds: 3600 })}` }

    const before = await get('/organization', short)
    pass(3_600_000)
    const after = await get('/organization', short)

    expect(before.status).toBe(200)
    expect([after.status, after.refusal]).toEqual([
      401,
      'InvalidAuthenticationToken: Lifetime validation failed, the token is expired.',
    ])
  })
})

describe('a request', () => {
  test.each([
    ['GET', '/colours', 400, "BadRequest: Resource not found for the segment 'colours'."],
    [
      'GET',
      '/users/miriam.graham@contoso.com/colours',
      400,
      "BadRequest: Resource not found for the segment 'colours'.",
    ],
    [
      'DELETE',
      '/subscribedSkus',
      405,
      'Request_BadRequest: Specified HTTP method is not allowed for the request target.',
    ],
    ['PATCH', '/users', 405, 'Request_BadRequest: Specified HTTP method is not allowed for the request target.'],
    ['GET', '/$batch', 405, 'Request_BadRequest: Specified HTTP method is not allowed for the request target.'],
    ['GET', '/me', 400, 'BadRequest: /me request is only valid with delegated authentication flow.'],
  ])('%s %s is answered with %i', async (method, path, status, refusal) => {
    const { ask } = await graphTenant()

    const reply = await ask(method, path)

    expect([reply.status, reply.refusal]).toEqual([status, refusal])
  })

  test('with a body that is no JSON, or says that it is none, is refused', async () => {
    const { ask } = await graphTenant()

    const noJson = await ask('POST', '/users', '{"displayName":')
    const list = await ask('POST', '/users', [])
    const text = await ask('POST', '/users', '{}', { 'content-type': 'text/plain' })
    const nothing = await ask('POST', '/users')

    expect([noJson.status, list.status, text.status, nothing.status]).toEqual([400, 400, 400, 400])
    expect(noJson.refusal).toContain('Unable to read JSON request payload')
    expect(nothing.refusal).toBe('BadRequest: Empty Payload. JSON content expected.')
  })

  test('in a language that is none is refused where Graph reads it strictly', async () => {
    const { ask, list } = await graphTenant()
    const [principal] = await list('/servicePrincipals?$select=id,displayName')

    const reply = await ask('GET', `/applications/${principal?.id}`, undefined, { 'accept-language': '*' })

    expect([reply.status, reply.refusal]).toEqual([400, 'BadRequest: Invalid language specified.'])
  })

  test('for another version is refused', async () => {
    const { server } = await graphTenant()

    const response = await fetch(server.url.replace('/v1.0', '/beta/users'), {
      headers: { authorization: `Bearer ${server.token}` },
    })

    expect(response.status).toBe(400)
  })

  test('of a size that no client sends in earnest is refused, and the next one is served', async () => {
    const { ask, get } = await graphTenant()

    const reply = await ask('POST', '/users', { displayName: 'x'.repeat(5 * 1024 * 1024) })

    expect(reply.status).toBe(413)
    expect((await get('/organization')).status).toBe(200)
  })
})
