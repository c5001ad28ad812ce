import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import { graphErrors } from '../../../src/practice/graph/graph-errors.ts'
import { eventual, type GraphTenant, graphTenant, newGroup, newUser, type Reply, referenceTo } from './graph-tenant.ts'

/** A refusal that was seen or documented. */
interface Row {
  readonly id: string
  readonly status: number | string | null
  readonly code: string | null
  readonly message: string | null
}

const CORPUS = new URL('../../../../shared/corpus/graph-errors.jsonl', import.meta.url)
const rows: readonly Row[] = existsSync(CORPUS)
  ? readFileSync(CORPUS, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row)
  : []

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

/** How each refusal is brought about. */
const provoke: { readonly [id: string]: (tenant: GraphTenant) => Promise<Reply> } = {
  'auth-expired': async ({ get, server, pass }) => {
    const authorization = `Bearer ${server.tokenFor({ seconds: 60 })}`
    pass(61_000)
    return get('/users', { authorization })
  },
  'authz-denied': ({ get, server }) =>
    get('/users', { authorization: `Bearer ${server.tokenFor({ roles: ['Group.Read.All'] })}` }),
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
}

/** A message with its `{…}` and `[…]` parts as anything. */
const pattern = (message: string): RegExp => {
  const parts = message.replace(/\[.*?\]/g, '').split(/\{\w+\}/)
  return new RegExp(`^${parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}`)
}

describe.runIf(rows.length > 0)('refusals that were seen elsewhere', () => {
  test.each(rows.filter(({ id }) => Object.hasOwn(provoke, id)))('$id', async ({ id, status, code, message }) => {
    const tenant = await graphTenant()

    const reply = await provoke[id]?.(tenant)

    expect(reply?.status).toBe(status)
    // Role management has a shape of its own before it has understood a request.
    const { error: told, ErrorCode, Message } = (reply?.body ?? {}) as { readonly [member: string]: unknown }
    const error = (told ?? { code: ErrorCode, message: Message }) as { readonly code: string; readonly message: string }
    if (code !== null) expect(error?.code).toBe(code)
    if (message !== null) expect(error?.message).toMatch(pattern(message))
  })

  test('every one that the practice tenant can answer is provoked here', () => {
    const answered = rows.filter(({ id }) => Object.hasOwn(graphErrors, id)).map(({ id }) => id)

    // Concurrent writes and lag come with the faults that can be switched on.
    const later = ['concurrency', 'fresh-group']
    expect(answered.filter((id) => !Object.hasOwn(provoke, id) && !later.includes(id))).toEqual([])
  })
})
