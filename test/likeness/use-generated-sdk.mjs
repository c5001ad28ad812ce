/** What a program does that was written for Graph and knows nothing of Joinery: it prints a line for each thing that it saw. */
import { ClientSecretCredential } from '@azure/identity'
import { AzureIdentityAuthenticationProvider } from '@microsoft/kiota-authentication-azure'
import { createGraphServiceClient, GraphRequestAdapter } from '@microsoft/msgraph-sdk'
import '@microsoft/msgraph-sdk-users'

const [base, tenant, clientId, secret] = process.argv.slice(2)
const credential = new ClientSecretCredential(tenant, clientId, secret, {
  authorityHost: base,
  disableInstanceDiscovery: true,
})
const scopes = ['https://graph.microsoft.com/.default']
const hosts = new Set([new URL(base).host, '127.0.0.1'])
const adapter = new GraphRequestAdapter(new AzureIdentityAuthenticationProvider(credential, scopes, undefined, hosts))
adapter.baseUrl = `${base}/v1.0`
const { users } = createGraphServiceClient(adapter)
const say = (...what) => process.stdout.write(`${JSON.stringify(what)}\n`)
const refused = (error) => [error.responseStatusCode, error.error?.code ?? error.errorEscaped?.code, error.message]

const first = await users.get({ queryParameters: { top: 10, select: ['id', 'userPrincipalName'] } })
const seen = new Set()
for (let page = first; page; page = page.odataNextLink && (await users.withUrl(page.odataNextLink).get()))
  for (const { id } of page.value) seen.add(id)
say('everybody', first.value.length, seen.size)

const filtered = await users.get({
  queryParameters: { filter: "startsWith(displayName,'Miriam')", select: ['displayName', 'department'] },
})
say(
  'filter',
  filtered.value.map(({ displayName, department }) => [displayName, department]),
)

const counted = await users.get({
  headers: { ConsistencyLevel: 'eventual' },
  queryParameters: { count: true, top: 1, filter: "endsWith(mail,'@contoso.com')" },
})
say('count', counted.odataCount > 10)

const siobhan = {
  accountEnabled: true,
  displayName: "Siobhán O'Neill & Söhne",
  mailNickname: 'siobhan.oneill',
  userPrincipalName: 'siobhan.oneill@contoso.com',
  passwordProfile: { password: 'xWwvJ]6NMw+bWH-d', forceChangePasswordNextSignIn: true },
}
const created = await users.post(siobhan)
const one = users.byUserId(created.id)
say('created', created.displayName)
await one.patch({ jobTitle: 'Baker', employeeHireDate: new Date('2027-01-04T00:00:00Z') })
const { jobTitle, employeeHireDate } = await one.get({ queryParameters: { select: ['jobTitle', 'employeeHireDate'] } })
say('changed', jobTitle, employeeHireDate)
say('same name', await users.post(siobhan).catch(refused))

await one.delete()
say('gone', await one.get().catch(refused))
// The path of a deleted user is in another module of the SDK.
const restored = await one.restore
  .withUrl(`${base}/v1.0/directory/deletedItems/${created.id}/restore`)
  .post({})
  .catch(refused)
say('restored', restored.id === created.id, (await one.get()).displayName)
await one.delete()
say('bad filter', await users.get({ queryParameters: { filter: 'displayName eq' } }).catch(refused))
