import type { JsonObject } from '../../model/json.ts'
import type { EntraStore } from './entra-store.ts'
import { appRoleGrants, consentGrants, roleEligibilities, tieId } from './rights-shelves.ts'
import { assignmentId, giveRole } from './role-assignments.ts'
import { roleFacts } from './role-facts.ts'

/** Notable people of `seed-people.ts`. */
const RAUL = '00125'
const IRVIN = '00126'
const DEBRA = '00120'
const JOHANNA = '00121'
const CHRISTIE = '00122'

const DEFAULT_ACCESS = '00000000-0000-0000-0000-000000000000'

interface SeedApp {
  readonly name: string
  /** Roles that people can have in it. */
  readonly roles?: readonly string[]
  /** Microsoft's own have the same appId everywhere, and no registration here. */
  readonly appId?: string
  /** employeeId of the only owner. */
  readonly owner?: string
}

const apps: readonly SeedApp[] = [
  { name: 'Microsoft Graph', appId: '00000003-0000-0000-c000-000000000000' },
  { name: 'Expenses' },
  { name: 'CRM', roles: ['Seller', 'Sales Lead'] },
  { name: 'Calendar Sync' },
  { name: 'Price List', owner: DEBRA },
]

const idFor = (store: EntraStore, ...about: readonly string[]): string => store.ids.uuid('rights', ...about)

const roleNamed = (name: string): string => roleFacts.find(({ displayName }) => displayName === name)?.id ?? name

const principalId = (store: EntraStore, app: string): string => idFor(store, 'service principal', app)

/** Id of a role in an application. */
const appRoleId = (store: EntraStore, app: string, role: string): string => idFor(store, 'app role', app, role)

const foundApp = (store: EntraStore, { name, roles = [], appId, owner }: SeedApp): void => {
  const id = principalId(store, name)
  const appRoles = roles.map(
    (role): JsonObject => ({
      id: appRoleId(store, name, role),
      allowedMemberTypes: ['User'],
      description: role,
      displayName: role,
      isEnabled: true,
      value: role.replaceAll(' ', ''),
    }),
  )
  const shared = { appId: appId ?? idFor(store, 'app', name), displayName: name, appRoles }
  const principal = { ...shared, accountEnabled: true, servicePrincipalType: 'Application' }
  store.put({ type: 'servicePrincipal', id, deletedDateTime: null, properties: principal })
  const registration = store.ids.uuid('application', id)
  if (appId === undefined) {
    const properties = { ...shared, signInAudience: 'AzureADMyOrg', createdDateTime: store.timestamp() }
    store.put({ type: 'application', id: registration, deletedDateTime: null, properties })
  }
  for (const user of owner === undefined ? [] : store.find('employeeId', owner)) {
    store.link('owners', id, user.id)
    store.link('owners', registration, user.id)
  }
}

const idOf = (store: EntraStore, employeeId: string): string | undefined => store.find('employeeId', employeeId)[0]?.id

const assign = (store: EntraStore, app: string, principal: string, role?: string): void => {
  const [resource, appRole] = [principalId(store, app), role ? appRoleId(store, app, role) : DEFAULT_ACCESS]
  const id = tieId(principal, store.ids.uuid('app role', resource, appRole))
  const createdDateTime = store.timestamp()
  appRoleGrants(store).put(id, {
    id,
    principalId: principal,
    resourceId: resource,
    appRoleId: appRole,
    createdDateTime,
  })
}

const give = (store: EntraStore, holder: string, role: string, scope = '/'): void => {
  const roleDefinitionId = roleNamed(role)
  const id = assignmentId(roleDefinitionId, holder, scope)
  const times = { startDateTime: store.timestamp(), endDateTime: null }
  giveRole(store, {
    id,
    principalId: holder,
    roleDefinitionId,
    directoryScopeId: scope,
    assignmentType: 'Assigned',
    ...times,
  })
}

const makeEligible = (store: EntraStore, holder: string, role: string, endDateTime: string | null): void => {
  const roleDefinitionId = roleNamed(role)
  const id = `${assignmentId(roleDefinitionId, holder, '/')}-e`
  const startDateTime = store.timestamp()
  roleEligibilities(store).put(id, {
    id,
    principalId: holder,
    roleDefinitionId,
    directoryScopeId: '/',
    startDateTime,
    endDateTime,
  })
}

const consent = (store: EntraStore, client: string, principal: string | null, scope: string): void => {
  const [clientId, resourceId] = [principalId(store, client), principalId(store, 'Microsoft Graph')]
  const id = tieId(clientId, resourceId, ...(principal === null ? [] : [principal]))
  const consentType = principal === null ? 'AllPrincipals' : 'Principal'
  consentGrants(store).put(id, { id, clientId, consentType, principalId: principal, resourceId, scope })
}

/** A team that somebody owns alone. */
const foundTeam = (store: EntraStore, displayName: string, owner: string): void => {
  const nickname = displayName.replaceAll(' ', '').toLowerCase()
  const id = idFor(store, 'team', displayName)
  const now = store.timestamp()
  const properties = {
    displayName,
    mailNickname: nickname,
    description: 'Papers and talks of the first weeks',
    groupTypes: ['Unified'],
    resourceProvisioningOptions: ['Team'],
    mailEnabled: true,
    securityEnabled: false,
    mail: `${nickname}@contoso.com`,
    proxyAddresses: [`SMTP:${nickname}@contoso.com`],
    visibility: 'Private',
    createdDateTime: now,
    renewedDateTime: now,
  }
  store.put({ type: 'group', id, deletedDateTime: null, properties, licences: [] })
  store.link('members', id, owner)
  store.link('owners', id, owner)
}

/**
 * Applications, and people in whom rights can be seen. Raul Razo holds an admin role and may switch on another; Christie Cline holds one for a
 * part of the tenant and owns a team alone; Irvin Sayers may switch on a role until a day; Debra Berger owns an application alone; Johanna Lorenz has
 * applications, one of them through a group, and has let one act in her name.
 */
export const seedRights = (store: EntraStore): void => {
  for (const app of apps) foundApp(store, app)
  consent(store, 'Expenses', null, 'User.Read')
  const [raul, christie, irvin, johanna] = [RAUL, CHRISTIE, IRVIN, JOHANNA].map((key) => idOf(store, key))
  if (raul !== undefined) {
    give(store, raul, 'Exchange Administrator')
    makeEligible(store, raul, 'Global Reader', null)
  }
  if (christie !== undefined) {
    give(store, christie, 'Helpdesk Administrator', `/administrativeUnits/${idFor(store, 'unit', 'London')}`)
    foundTeam(store, 'First Weeks', christie)
  }
  if (irvin !== undefined) makeEligible(store, irvin, 'User Administrator', '2099-12-31T00:00:00Z')
  if (johanna !== undefined) {
    assign(store, 'Expenses', johanna)
    assign(store, 'CRM', johanna, 'Seller')
    consent(store, 'Calendar Sync', johanna, 'Calendars.ReadWrite User.Read')
  }
  const [team] = store.find('displayName', 'Sales Team')
  if (team) assign(store, 'CRM', team.id, 'Seller')
}
