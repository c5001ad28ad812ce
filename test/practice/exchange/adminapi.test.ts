import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import { type GraphTenant, graphTenant } from '../graph/graph-tenant.ts'

interface Answered {
  readonly status: number
  readonly body: JsonObject
}

const ANCHOR = { 'x-anchormailbox': 'APP:SystemMailbox' }

const post = async (
  { server, company }: GraphTenant,
  operation: string,
  body: unknown,
  headers: { readonly [name: string]: string } = ANCHOR,
): Promise<Answered> => {
  const response = await fetch(`${new URL(server.url).origin}/adminapi/beta/${company.entra.tenant.id}/${operation}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.exchangeToken}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as JsonObject }
}

const input = (CmdletName: string, Parameters: JsonObject = {}) => ({ CmdletInput: { CmdletName, Parameters } })

const typeOf = ({ body }: Answered): string => {
  const { details } = body['error'] as unknown as { readonly details: readonly { readonly message: string }[] }
  return details[0]?.message.split('|')[1]?.split('.').at(-1) ?? ''
}

describe('a caller', () => {
  test('needs a token for Exchange, with the role for it, and an anchor', async () => {
    const tenant = await graphTenant()
    const withoutRole = await graphTenant({ roles: ['User.Read.All'] })
    const ask = input('Get-Mailbox', { ResultSize: '1' })

    const answers = [
      await post(tenant, 'InvokeCommand', ask),
      await post(tenant, 'InvokeCommand', ask, { ...ANCHOR, authorization: `Bearer ${tenant.server.token}` }),
      await post(withoutRole, 'InvokeCommand', ask),
      await post(tenant, 'InvokeCommand', ask, {}),
    ]

    expect(answers.map(({ status }) => status)).toEqual([200, 401, 403, 400])
  })

  test('cannot ask Graph with it', async () => {
    const { server } = await graphTenant()

    const response = await fetch(`${server.url}/users`, {
      headers: { authorization: `Bearer ${server.exchangeToken}` },
    })

    expect(response.status).toBe(401)
  })

  test('signs in for it with the scope of Exchange', async () => {
    const { server, company } = await graphTenant()
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: '4f0b1c52-9f0e-4b7a-8f0d-2d7c4a6e9b31',
      client_secret: 'practice~Tenant~2026',
      scope: 'https://outlook.office365.com/.default',
    })
    const at = `${new URL(server.url).origin}/${company.entra.tenant.id}/oauth2/v2.0/token`

    const { access_token: token } = (await (await fetch(at, { method: 'POST', body: form })).json()) as JsonObject
    const claims = JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString())

    expect([claims.aud, claims.roles]).toEqual(['https://outlook.office365.com', ['Exchange.ManageAsApp']])
  })
})

describe('a cmdlet', () => {
  test.each([
    ['that there is not', input('Get-Nothing'), 'CommandNotFoundException'],
    ['with a parameter that it has not', input('Get-Mailbox', { Colour: 'red' }), 'ParameterBindingException'],
    ['without a parameter that it needs', input('Set-Mailbox', { Type: 'Shared' }), 'ParameterBindingException'],
    [
      'with a value of another type',
      input('Set-Mailbox', { Identity: 'x', HiddenFromAddressListsEnabled: 'yes' }),
      'ParameterBindingException',
    ],
    ['about nobody', input('Get-Mailbox', { Identity: 'nobody@contoso.com' }), 'ManagementObjectNotFoundException'],
    [
      'about a list without being its manager',
      input('Add-DistributionGroupMember', { Identity: 'seattlenews@contoso.com', Member: 'debra.berger@contoso.com' }),
      'OperationRequiresGroupManagerException',
    ],
    [
      'with a filter that makes no sense',
      input('Get-Recipient', { Filter: "Name -like 'x'" }),
      'ParameterBindingException',
    ],
  ])('%s is refused as Exchange does', async (_what, body, type) => {
    expect(typeOf(await post(await graphTenant(), 'InvokeCommand', body))).toBe(type)
  })

  test('that changes nothing succeeds with a warning', async () => {
    const tenant = await graphTenant()
    const grant = { Identity: 'sales@contoso.com', User: 'miriam.graham@contoso.com', AccessRights: ['FullAccess'] }

    const answers = [
      await post(tenant, 'InvokeCommand', input('Add-MailboxPermission', grant)),
      await post(tenant, 'InvokeCommand', input('Set-Mailbox', { Identity: 'sales@contoso.com', Type: 'Shared' })),
    ]

    expect(
      answers.map(({ status, body }) => [status, (body['@adminapi.warnings'] as readonly string[]).length]),
    ).toEqual([
      [200, 1],
      [200, 1],
    ])
  })

  test('answers page by page, each behind the link of the one before', async () => {
    const tenant = await graphTenant()
    const ask = input('Get-Mailbox', { ResultSize: 'Unlimited' })
    const small = { ...ANCHOR, prefer: 'odata.maxpagesize=10' }
    const sizes: number[] = []
    const seen = new Set<unknown>()

    for (let page: string | null = 'InvokeCommand?$select=ExternalDirectoryObjectId'; page !== null; ) {
      const { body } = await post(tenant, page, ask, small)
      const items = body['value'] as readonly JsonObject[]
      sizes.push(items.length)
      for (const item of items) seen.add(item['ExternalDirectoryObjectId'])
      const next = body['@odata.nextLink']
      page = next === undefined ? null : `InvokeCommand${new URL(String(next)).search}`
    }

    expect(sizes.slice(0, -1).every((size) => size === 10)).toBe(true)
    expect(seen.size).toBe(tenant.company.exchange.all().length)
  })

  test('answers with the properties alone that are asked for', async () => {
    const { body } = await post(
      await graphTenant(),
      'InvokeCommand?$select=Alias',
      input('Get-Mailbox', { Identity: 'sales@contoso.com' }),
    )

    expect(body['value']).toEqual([{ Alias: 'sales' }])
  })
})

describe('a batch', () => {
  const item = (id: string, body: unknown, headers: JsonObject = { 'X-AnchorMailbox': 'x' }) => ({
    id,
    method: 'POST',
    url: 'https://outlook.office365.com/adminapi/beta/contoso.com/InvokeCommand',
    headers,
    body,
  })

  test('answers each by itself, with its id', async () => {
    const requests = [
      item('first', input('Get-Mailbox', { Identity: 'sales@contoso.com' })),
      item('second', input('Get-Mailbox', { Identity: 'nobody@contoso.com' })),
      item('third', input('Get-Mailbox', { Identity: 'sales@contoso.com' }), {}),
    ]

    const { body } = await post(await graphTenant(), '$batch', { requests })

    const responses = body['responses'] as readonly JsonObject[]
    expect(responses.map(({ id, status }) => [id, status])).toEqual([
      ['first', 200],
      ['second', 404],
      ['third', 400],
    ])
  })

  test('holds ten at most', async () => {
    const requests = Array.from({ length: 11 }, (_, index) => item(String(index), input('Get-Mailbox')))

    expect((await post(await graphTenant(), '$batch', { requests })).status).toBe(400)
  })
})
