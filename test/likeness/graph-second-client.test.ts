import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { practiceClient } from '../../src/practice/practice-client.ts'
import { practiceCertificates } from '../../src/practice/tls/practice-authority.ts'
import { graphTenant } from '../practice/graph/graph-tenant.ts'
import { runNode } from '../practice/graph/run-node.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** What a program does that was written for Graph and knows nothing of Joinery: it prints one line for each thing that it saw. */
const program = `
  import { ClientSecretCredential } from '@azure/identity'
  import { AzureIdentityAuthenticationProvider } from '@microsoft/kiota-authentication-azure'
  import { createGraphServiceClient, GraphRequestAdapter } from '@microsoft/msgraph-sdk'
  import { PageIterator } from '@microsoft/msgraph-sdk-core'
  import { createUserCollectionResponseFromDiscriminatorValue as page } from '@microsoft/msgraph-sdk/models/index.js'
  import '@microsoft/msgraph-sdk-users'

  const [, base, tenant, clientId, secret] = process.argv
  const credential = new ClientSecretCredential(tenant, clientId, secret, { authorityHost: base, disableInstanceDiscovery: true })
  const scopes = ['https://graph.microsoft.com/.default']
  const adapter = new GraphRequestAdapter(new AzureIdentityAuthenticationProvider(credential, scopes, undefined, new Set([new URL(base).host, '127.0.0.1'])))
  adapter.baseUrl = base + '/v1.0'
  const { users } = createGraphServiceClient(adapter)
  const say = (...what) => console.log(JSON.stringify(what))
  const refused = (error) => [error.responseStatusCode, error.error?.code ?? error.errorEscaped?.code, error.message]

  const first = await users.get({ queryParameters: { top: 10, select: ['id', 'userPrincipalName'] } })
  const seen = new Set()
  const all = new PageIterator(adapter, first, (user) => seen.add(user.id) !== undefined, page, {})
  await all.iterate()
  say('everybody', first.value.length, seen.size)

  const filtered = await users.get({ queryParameters: { filter: "startsWith(displayName,'Miriam')", select: ['displayName', 'department'] } })
  say('filter', filtered.value.map(({ displayName, department }) => [displayName, department]))

  const counted = await users.get({ headers: { ConsistencyLevel: 'eventual' }, queryParameters: { count: true, top: 1, filter: "endsWith(mail,'@contoso.com')" } })
  say('count', counted.odataCount > 10)

  const created = await users.post({
    accountEnabled: true,
    displayName: "Siobhán O'Neill & Söhne",
    mailNickname: 'siobhan.oneill',
    userPrincipalName: 'siobhan.oneill@contoso.com',
    passwordProfile: { password: 'xWwvJ]6NMw+bWH-d', forceChangePasswordNextSignIn: true },
  })
  const one = users.byUserId(created.id)
  say('created', created.displayName)
  await one.patch({ jobTitle: 'Baker', employeeHireDate: new Date('2027-01-04T00:00:00Z') })
  const { jobTitle, employeeHireDate } = await one.get({ queryParameters: { select: ['jobTitle', 'employeeHireDate'] } })
  say('changed', jobTitle, employeeHireDate)
  say('same name', await users.post({ accountEnabled: true, displayName: 'Siobhán', mailNickname: 's', userPrincipalName: 'siobhan.oneill@contoso.com', passwordProfile: { password: 'xWwvJ]6NMw+bWH-d' } }).catch(refused))

  await one.delete()
  say('gone', await one.get().catch(refused))
  // The path of a deleted user is in another module of the SDK.
  const restored = await one.restore.withUrl(base + '/v1.0/directory/deletedItems/' + created.id + '/restore').post({}).catch(refused)
  say('restored', restored.id === created.id, (await one.get()).displayName)
  await one.delete()
  say('bad filter', await users.get({ queryParameters: { filter: 'displayName eq' } }).catch(refused))
`

test('the generated SDK of Microsoft works against the practice tenant, from sign-in to refusals', {
  timeout: 180_000,
}, async () => {
  const folder = temporaryFolder()
  const tls = await practiceCertificates(null, { now: () => Date.now() })
  const { server, company } = await graphTenant({
    tls: { cert: tls.cert, key: tls.key },
    publicUrl: 'https://{host}/v1.0',
  })
  const ca = join(folder, 'ca.pem')
  writeFileSync(ca, tls.caPem)
  const base = server.url.replace('/v1.0', '')

  const args = [base, company.entra.tenant.id, practiceClient.appId, practiceClient.secret]
  const output = await runNode(program, args, { NODE_EXTRA_CA_CERTS: ca })

  const lines = new Map(
    output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as [string, ...unknown[]])
      .map(([what, ...seen]) => [what, seen]),
  )
  const people = company.entra.users().length
  expect(Object.fromEntries(lines)).toEqual({
    everybody: [10, people],
    filter: [[['Miriam Graham', 'Sales']]],
    count: [true],
    created: ["Siobhán O'Neill & Söhne"],
    changed: ['Baker', '2027-01-04T00:00:00.000Z'],
    'same name': [
      [400, 'Request_BadRequest', 'Another object with the same value for property userPrincipalName already exists.'],
    ],
    gone: [[404, 'Request_ResourceNotFound', expect.stringMatching(/^Resource '[\w-]{36}' does not exist/)]],
    restored: [true, "Siobhán O'Neill & Söhne"],
    'bad filter': [[400, 'BadRequest', "Invalid filter clause: Syntax error at position 14 in 'displayName eq'."]],
  })
})
