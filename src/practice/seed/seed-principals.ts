import type { AdStore } from '../ad/ad-store.ts'
import { fileTime } from '../ad/ad-time.ts'
import { NEVER_EXPIRES } from '../ad/operations/new-object-defaults.ts'
import { practiceDomain, practiceServiceAccount } from '../ad/practice-domain.ts'
import { accountTypeOf, uac } from '../ad/rules/account-control.ts'
import { groupAccountTypeOf } from '../ad/rules/group-type.ts'
import { foundingPassword, unknownPassword } from '../ad/rules/password.ts'
import { type FoundingValues, found } from './founding.ts'
import type { SeedContainers } from './seed-domain.ts'

const GLOBAL = -2147483646
const LOCAL = -2147483644
const UNIVERSAL = -2147483640
const BUILTIN_LOCAL = -2147483643

interface SeedGroup {
  readonly name: string
  readonly rid: number
  readonly type: number
  /** Guarded by AdminSDHolder, together with everybody in it. */
  readonly guarded?: boolean
}

/** https://learn.microsoft.com/windows-server/identity/ad-ds/manage/understand-security-identifiers */
const domainGroups: readonly SeedGroup[] = [
  { name: 'Domain Admins', rid: 512, type: GLOBAL, guarded: true },
  { name: 'Domain Users', rid: 513, type: GLOBAL },
  { name: 'Domain Guests', rid: 514, type: GLOBAL },
  { name: 'Domain Computers', rid: 515, type: GLOBAL },
  { name: 'Domain Controllers', rid: 516, type: GLOBAL, guarded: true },
  { name: 'Cert Publishers', rid: 517, type: LOCAL },
  { name: 'Schema Admins', rid: 518, type: UNIVERSAL, guarded: true },
  { name: 'Enterprise Admins', rid: 519, type: UNIVERSAL, guarded: true },
  { name: 'Group Policy Creator Owners', rid: 520, type: GLOBAL },
  { name: 'Protected Users', rid: 525, type: GLOBAL },
  { name: 'Key Admins', rid: 526, type: GLOBAL },
]

const builtinGroups: readonly SeedGroup[] = [
  { name: 'Administrators', rid: 544, type: BUILTIN_LOCAL, guarded: true },
  { name: 'Users', rid: 545, type: BUILTIN_LOCAL },
  { name: 'Guests', rid: 546, type: BUILTIN_LOCAL },
  { name: 'Account Operators', rid: 548, type: BUILTIN_LOCAL, guarded: true },
  { name: 'Server Operators', rid: 549, type: BUILTIN_LOCAL, guarded: true },
  { name: 'Print Operators', rid: 550, type: BUILTIN_LOCAL, guarded: true },
  { name: 'Backup Operators', rid: 551, type: BUILTIN_LOCAL, guarded: true },
  { name: 'Remote Desktop Users', rid: 555, type: BUILTIN_LOCAL },
]

const BUILTIN_DOMAIN = 'S-1-5-32'

const foundGroup = (
  store: AdStore,
  parent: string,
  name: string,
  sid: string,
  type: number,
  more: FoundingValues = {},
): string =>
  found(store, parent, {
    objectClass: 'group',
    name,
    values: {
      sAMAccountName: name,
      objectSid: sid,
      groupType: type,
      sAMAccountType: groupAccountTypeOf(type),
      ...more,
    },
  })

/** One of the company's own groups, global and for security. */
export const foundOwnGroup = (store: AdStore, parent: string, name: string, description: string): string =>
  foundGroup(store, parent, name, `${store.domainSid}-${store.nextRid()}`, GLOBAL, { description })

/** What every account has; the password is one that nobody knows until somebody sets another. */
export const foundAccount = (
  store: AdStore,
  parent: string,
  name: string,
  values: FoundingValues,
  { objectClass = 'user', password = (id: string) => unknownPassword(store, id) } = {},
): string => {
  const bits = Number(values['userAccountControl'] ?? uac.normal)
  return found(store, parent, {
    objectClass,
    name,
    values: (id) => ({
      objectSid: values['objectSid'] ?? `${store.domainSid}-${store.nextRid()}`,
      userAccountControl: bits,
      sAMAccountType: accountTypeOf(bits),
      primaryGroupID: 513,
      accountExpires: NEVER_EXPIRES,
      pwdLastSet: fileTime(store.clock.now()),
      badPwdCount: 0,
      badPasswordTime: 0,
      lastLogon: 0,
      lastLogoff: 0,
      logonCount: 0,
      codePage: 0,
      countryCode: 0,
      unicodePwd: password(id),
      ...values,
    }),
  })
}

const guardedValues = (guarded: boolean | undefined): FoundingValues => (guarded ? { adminCount: 1 } : {})
const critical: FoundingValues = { isCriticalSystemObject: 'TRUE' }

const foundGroups = (
  store: AdStore,
  parent: string,
  domain: string,
  groups: readonly SeedGroup[],
): ReadonlyMap<string, string> =>
  new Map(
    groups.map(({ name, rid, type, guarded }) => [
      name,
      foundGroup(store, parent, name, `${domain}-${rid}`, type, { ...critical, ...guardedValues(guarded) }),
    ]),
  )

interface SystemAccount {
  readonly name: string
  readonly rid: number
  readonly bits: number
  readonly values?: FoundingValues
}
const systemAccounts: readonly SystemAccount[] = [
  { name: 'Administrator', rid: 500, bits: uac.normal | uac.passwordNeverExpires, values: { adminCount: 1 } },
  {
    name: 'Guest',
    rid: 501,
    bits: uac.normal | uac.disabled | uac.passwordNotRequired | uac.passwordNeverExpires,
    values: { primaryGroupID: 514 },
  },
  {
    name: 'krbtgt',
    rid: 502,
    bits: uac.normal | uac.disabled,
    values: { adminCount: 1, servicePrincipalName: 'kadmin/changepw' },
  },
]

const foundSystemAccounts = (store: AdStore, users: string): ReadonlyMap<string, string> =>
  new Map(
    systemAccounts.map(({ name, rid, bits, values }) => [
      name,
      foundAccount(store, users, name, {
        sAMAccountName: name,
        objectSid: `${store.domainSid}-${rid}`,
        userAccountControl: bits,
        ...critical,
        ...values,
      }),
    ]),
  )

const memberships: readonly (readonly [group: string, member: string])[] = [
  ['Domain Admins', 'Administrator'],
  ['Enterprise Admins', 'Administrator'],
  ['Schema Admins', 'Administrator'],
  ['Group Policy Creator Owners', 'Administrator'],
  ['Administrators', 'Administrator'],
  ['Administrators', 'Domain Admins'],
  ['Administrators', 'Enterprise Admins'],
  ['Users', 'Domain Users'],
  ['Guests', 'Guest'],
  ['Guests', 'Domain Guests'],
]

const foundServiceAccount = (store: AdStore, parent: string): void => {
  const { userName, user, password } = practiceServiceAccount
  const values = {
    sAMAccountName: userName,
    userPrincipalName: user,
    displayName: 'Joinery',
    description: 'Signs in for Joinery',
    userAccountControl: uac.normal | uac.passwordNeverExpires,
  }
  foundAccount(store, parent, userName, values, { password: (id) => foundingPassword(id, password) })
}

const foundDomainController = (store: AdStore, parent: string): void => {
  const bits = uac.serverTrust | 0x80000
  const values = {
    sAMAccountName: 'DC1$',
    dNSHostName: practiceDomain.server,
    servicePrincipalName: [`HOST/${practiceDomain.server}`, 'HOST/DC1', `ldap/${practiceDomain.server}`],
    operatingSystem: 'Windows Server 2022 Standard',
    userAccountControl: bits,
    primaryGroupID: 516,
    ...critical,
  }
  foundAccount(store, parent, 'DC1', values, { objectClass: 'computer' })
}

/** The groups and accounts that every domain has, the domain controller, and the account that Joinery signs in with. Ids by name. */
export const seedPrincipals = (store: AdStore, containers: SeedContainers): ReadonlyMap<string, string> => {
  const byName = new Map([
    ...foundGroups(store, containers.builtin, BUILTIN_DOMAIN, builtinGroups),
    ...foundGroups(store, containers.users, store.domainSid, domainGroups),
    ...foundSystemAccounts(store, containers.users),
  ])
  for (const [group, member] of memberships)
    store.foundLink('member', byName.get(group) ?? '', byName.get(member) ?? '')
  foundDomainController(store, containers.domainControllers)
  const services = containers.units.get('Service Accounts')
  if (services !== undefined) foundServiceAccount(store, services)
  return byName
}
