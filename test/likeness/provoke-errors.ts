import type { JsonObject } from '../../src/model/json.ts'
import type { Company } from '../../src/practice/company.ts'
import { practiceClient } from '../../src/practice/practice-client.ts'
import { faultyPractice } from '../practice/faults/faulty-practice.ts'
import {
  eventual,
  type GraphTenant,
  newGroup,
  newUser,
  type Reply,
  referenceTo,
} from '../practice/graph/graph-tenant.ts'

/** What of an answer tells a refusal. */
export interface ErrorReply {
  readonly status: number
  readonly body: JsonObject
}

const MIRIAM = '/users/miriam.graham@contoso.com'
const NOBODY = '11111111-2222-4333-8444-555555555555'
const E5 = '06ebc4ee-1bb5-47dd-8120-11324bc54e06'
const F1 = '66b55226-6b4f-492c-910c-a3b7a3c9d993'
const GLOBAL_READER = 'f2ef992c-3afb-46b9-b7cf-a126ee74c451'
const eligibleOf = '/roleManagement/directory/roleEligibilityScheduleInstances?$filter=principalId eq '
const PHONE = 'e43b5b99-8dfb-405f-9987-dc307f34bcbd'

const assign = async (tenant: GraphTenant, add: readonly string[], remove: readonly string[] = []): Promise<Reply> => {
  const id = await tenant.addUser('adele.vance', { usageLocation: 'US' })
  const addLicenses = add.map((skuId) => ({ skuId, disabledPlans: [] }))
  return tenant.ask('POST', `/users/${id}/assignLicense`, { addLicenses, removeLicenses: remove })
}

const ownersFull = async ({ ask, addGroup, addUser, company }: GraphTenant): Promise<Reply> => {
  const group = await addGroup('Project Y')
  for (let index = 0; index < 100; index++) company.entra.link('owners', group, company.entra.ids.uuid('owner', index))
  return ask('POST', `/groups/${group}/owners/$ref`, referenceTo(await addUser('adele.vance')))
}

const owned = async ({ ask, addGroup, addUser }: GraphTenant, method: 'POST' | 'DELETE'): Promise<Reply> => {
  const [group, user] = [await addGroup('Project Y'), await addUser('adele.vance')]
  await ask('POST', `/groups/${group}/owners/$ref`, referenceTo(user))
  return method === 'POST'
    ? ask('POST', `/groups/${group}/owners/$ref`, referenceTo(user))
    : ask('DELETE', `/groups/${group}/owners/${user}/$ref`)
}

/** Role management refuses the language `*`, which fetch asks for by itself. */
const requestRole = ({ ask }: GraphTenant, collection: string, body: JsonObject): Promise<Reply> =>
  ask(
    'POST',
    `/roleManagement/directory/${collection}`,
    { roleDefinitionId: GLOBAL_READER, directoryScopeId: '/', ...body },
    { 'accept-language': 'en-US' },
  )

const DAY_MS = 24 * 3_600_000

/** A link that was given before a week, or before the tenant was made anew. */
const deltaAfter = async ({ get, company, pass }: GraphTenant, what: 'week' | 'reset'): Promise<Reply> => {
  const { body } = await get('/users/delta?$deltatoken=latest')
  if (what === 'week') pass(8 * DAY_MS)
  else company.entra.tenant = { ...company.entra.tenant, createdDateTime: '2027-01-01T00:00:00Z' }
  return get(String(body['@odata.deltaLink']).replace(/^.*\/v1\.0/, ''))
}

/** How each refusal is brought about. */
export const provoke: { readonly [id: string]: (tenant: GraphTenant) => Promise<ErrorReply> } = {
  'auth-expired': async ({ get, server, pass }) => {
    const authorization = `Bearer ${server.tokenFor({ seconds: 60 })}`
    pass(61_000)
    return get('/users', { authorization })
  },
  'authz-denied': ({ get, server }) =>
    get('/users', { authorization: `Bearer ${server.tokenFor({ roles: ['Group.Read.All'] })}` }),
  'delta-gone': (tenant) => deltaAfter(tenant, 'reset'),
  'delta-expired': (tenant) => deltaAfter(tenant, 'week'),
  method: ({ ask }) => ask('DELETE', '/subscribedSkus'),
  'batch-format': ({ ask }) => ask('POST', '/$batch', { requests: 'all' }),
  lang: async ({ list, get }) => {
    const [principal] = await list('/servicePrincipals')
    return get(`/applications/${principal?.id}`, { 'accept-language': '*' })
  },
  'user-dup-proxy': async ({ ask, addUser }) => {
    await ask('PATCH', `/users/${await addUser('adele.vance')}`, { mail: 'adele@contoso.com' })
    return ask('POST', '/users', newUser('adele'))
  },
  'user-domain': ({ ask }) =>
    ask('POST', '/users', { ...newUser('adele.vance'), userPrincipalName: 'adele.vance@fabrikam.com' }),
  'user-pwd-missing': ({ ask }) => ask('POST', '/users', { ...newUser('adele.vance'), passwordProfile: undefined }),
  'user-pwd-weak': ({ ask }) =>
    ask('POST', '/users', { ...newUser('adele.vance'), passwordProfile: { password: 'weak' } }),
  required: ({ ask }) => ask('POST', '/users', { ...newUser('adele.vance'), mailNickname: undefined }),
  'required-rule': ({ ask }) => ask('POST', '/groups', { ...newGroup('By rule'), groupTypes: ['DynamicMembership'] }),
  'invalid-values': ({ ask }) => ask('POST', '/groups', { ...newGroup('Odd'), groupTypes: ['Odd'] }),
  'not-found': ({ get }) => get(`/users/${NOBODY}`),
  'no-manager': async ({ get, addUser }) => get(`/users/${await addUser('adele.vance')}/manager`),
  onprem: ({ ask }) => ask('PATCH', MIRIAM, { jobTitle: 'Chief' }),
  'select-unknown': ({ get }) => get('/users?$select=colour'),
  'filter-unknown': ({ get }) => get("/users?$filter=colour eq 'red'"),
  'filter-syntax': ({ get }) => get('/users?$filter=displayName eq'),
  'aqp-count': ({ get }) => get('/users/$count'),
  'aqp-count-param': ({ get }) => get('/users?$count=true'),
  'aqp-search': ({ get }) => get('/users?$search="displayName:wa"'),
  'aqp-op': ({ get }) => get("/users?$filter=endsWith(mail,'contoso.com')"),
  'aqp-notindexed': ({ get }) => get("/users?$count=true&$filter=onPremisesDistinguishedName eq 'CN=X'", eventual),
  'expand-not': ({ get }) => get(`${MIRIAM}?$expand=department`),
  'select-coll': ({ get }) => get('/users?$select=skills'),
  'owner-dup': (tenant) => owned(tenant, 'POST'),
  'last-owner': (tenant) => owned(tenant, 'DELETE'),
  'owner-quota': ownersFull,
  'member-missing': async ({ ask, addGroup, addUser }) =>
    ask('DELETE', `/groups/${await addGroup('Project Y')}/members/${await addUser('adele.vance')}/$ref`),
  mesg: async ({ ask, groupNamed, addUser }) =>
    ask('POST', `/groups/${groupNamed('Sales News')}/members/$ref`, referenceTo(await addUser('adele.vance'))),
  'role-group': async ({ ask, groupNamed, addUser }) =>
    ask('POST', `/groups/${groupNamed('Helpdesk Admins')}/members/$ref`, referenceTo(await addUser('adele.vance'))),
  'lang-pim': ({ get, userNamed }) =>
    get(`${eligibleOf}'${userNamed('raul.razo@contoso.com')}'`, { 'accept-language': '*' }),
  'role-none': (tenant) =>
    requestRole(tenant, 'roleAssignmentScheduleRequests', {
      action: 'adminRemove',
      principalId: tenant.userNamed('miriam.graham@contoso.com'),
    }),
  'role-subject': (tenant) =>
    requestRole(tenant, 'roleEligibilityScheduleRequests', { action: 'adminAssign', principalId: NOBODY }),
  'grant-dup': async ({ ask, list }) => {
    const [grant] = await list('/oauth2PermissionGrants')
    return ask('POST', '/oauth2PermissionGrants', grant)
  },
  'mbx-none': async ({ ask, addUser }) =>
    ask('POST', `/users/${await addUser('adele.vance')}/sendMail`, { message: { subject: 'Hello' } }),
  'lic-noseat': (tenant) => assign(tenant, [E5]),
  'lic-notassigned': (tenant) => assign(tenant, [], [F1]),
  'lic-dep': (tenant) => assign(tenant, [PHONE]),
  'lic-guid': (tenant) => assign(tenant, ['SPE_E3']),
  'lic-unknown': (tenant) => assign(tenant, [NOBODY]),
  'gbl-Others': async (tenant) => {
    const { company, ask, get, addUser, addGroup } = tenant
    const [user, group] = [await addUser('adele.vance', { usageLocation: 'US' }), await addGroup('Licences')]
    await ask('POST', `/groups/${group}/assignLicense`, {
      addLicenses: [{ skuId: F1, disabledPlans: [] }],
      removeLicenses: [],
    })
    // The subscription ends.
    company.entra.skus = company.entra.skus.filter(({ skuId }) => skuId !== F1)
    await ask('POST', `/groups/${group}/members/$ref`, referenceTo(user))
    return get(`/users/${user}?$select=licenseAssignmentStates`)
  },
  'gbl-ProhibitedInUsageLocationViolation': async ({ ask, get, addUser, addGroup }) => {
    const [user, group] = [await addUser('adele.vance', { usageLocation: 'KP' }), await addGroup('Licences')]
    await ask('POST', `/groups/${group}/members/$ref`, referenceTo(user))
    await ask('POST', `/groups/${group}/assignLicense`, {
      addLicenses: [{ skuId: F1, disabledPlans: [] }],
      removeLicenses: [],
    })
    return get(`/users/${user}?$select=licenseAssignmentStates`)
  },
  'onprem-exo': async ({ company, ask, addUser }) => {
    const id = await addUser('adele.vance')
    const user = company.entra.user(id)
    if (user) company.entra.put({ ...user, properties: { ...user.properties, onPremisesSyncEnabled: false } })
    return ask('PATCH', `/users/${id}`, { onPremisesExtensionAttributes: { extensionAttribute1: 'Sales' } })
  },
  'tenant-quota': ({ company, ask }) => {
    set(company, { objectQuota: company.entra.users().length })
    return ask('POST', '/users', newUser('adele.vance'))
  },
  'tap-policy': async ({ company, ask, addUser }) => {
    set(company, { accessPasses: 'off' })
    return ask('POST', `/users/${await addUser('adele.vance')}/authentication/temporaryAccessPassMethods`, {})
  },
  validate: ({ company, ask }) => {
    set(company, { groupNaming: { prefix: 'GRP_', suffix: '' } })
    return ask('POST', '/directoryObjects/validateProperties', { entityType: 'Group', displayName: 'Sales' })
  },
  'code-Directory_ExpiredPageToken': ({ get }) => get('/users?$skiptoken=RFNwdAoAAQ'),
  'code-Authorization_IdentityDisabled': async ({ company, get }) => {
    const own = company.entra.principals().find(({ properties }) => properties.appId === practiceClient.appId)
    if (own) company.entra.put({ ...own, properties: { ...own.properties, accountEnabled: false } })
    return get('/users')
  },
  'code-Authorization_IdentityNotFound': async ({ company, get }) => {
    const own = company.entra.principals().find(({ properties }) => properties.appId === practiceClient.appId)
    if (own) company.entra.erase(own.id)
    return get('/users')
  },
  'code-Service_InternalServerError': async () => {
    const practice = await faultyPractice({ graph: { failing: 1 } })
    // One of the kinds of failing, in an order that the seed decides.
    for (let count = 0; count < MANY; count++) {
      const reply = await practice.ask('GET', '/organization')
      if (reply?.status === 500) return reply
    }
    throw new Error('The practice tenant failed in other ways only.')
  },
  concurrency: async () => {
    const practice = await faultyPractice({ graph: { concurrent: 1 } })
    return answered(await practice.ask('POST', '/users', newUser('adele.vance')))
  },
  'fresh-group': async () => {
    const practice = await faultyPractice({ graph: { lagging: 1, lagMs: 20_000 } })
    const group = practice.idOf('displayName', 'Sales Team')
    const user = await practice.ask('POST', '/users', newUser('adele.vance'))
    return answered(await practice.ask('POST', `/groups/${group}/members/$ref`, referenceTo(String(user?.body.id))))
  },
}

const MANY = 40

const set = (company: Company, policies: Company['entra']['tenant']['policies']): void => {
  company.entra.tenant = { ...company.entra.tenant, ...(policies ? { policies } : {}) }
}

const answered = (reply: ErrorReply | null): ErrorReply => {
  if (!reply) throw new Error('The connection ended without an answer.')
  return reply
}

/** What the practice tenant does not answer, and why. */
export const notProvoked: { readonly [id: string]: string } = {
  'throttle-reports': 'There are no reports and logs to ask for.',
  'dynamic-team': 'There is no Teams.',
  'code-Request_ThrottledTemporarily': 'Seen in no answer: throttling answers TooManyRequests.',
  'code-Request_ThrottledPermanently': 'Seen in no answer: throttling answers TooManyRequests.',
  'code-Authentication_MissingOrMalformed':
    'Of the directory service behind Graph: Graph answers InvalidAuthenticationToken.',
  'code-Directory_ObjectNotFound': 'Of the directory service behind Graph: Graph answers Request_ResourceNotFound.',
  'code-Headers_HeaderNotSupported': 'Which header is not known.',
}
