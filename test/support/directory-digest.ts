import { parseDn, spellDn } from '../../src/model/distinguished-name.ts'
import type { EntraGroup, EntraUser } from '../../src/model/entra-objects.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { canonicalJson } from '../../src/model/json.ts'
import type { EntraReader } from '../../src/ports/entra.ts'
import type { Readers } from '../../src/ports/systems.ts'

/** AD attributes that a digest looks at: what changes of this tool write, and both ends of links. Not what AD computes by itself. */
const DIGEST_ATTRIBUTES = [
  'accountExpires',
  'cn',
  'company',
  'department',
  'description',
  'displayName',
  'employeeID',
  'employeeType',
  'givenName',
  'mail',
  'manager',
  'directReports',
  'member',
  'memberOf',
  'mobile',
  'name',
  'physicalDeliveryOfficeName',
  'proxyAddresses',
  'sAMAccountName',
  'sn',
  'telephoneNumber',
  'title',
  'userAccountControl',
  'userPrincipalName',
] as const

/** Entra properties that a digest looks at; others are computed by Entra. */
const DIGEST_PROPERTIES = [
  'accountEnabled',
  'city',
  'companyName',
  'department',
  'displayName',
  'employeeId',
  'jobTitle',
  'mailNickname',
  'mobilePhone',
  'officeLocation',
  'usageLocation',
  'userPrincipalName',
  'userType',
] as const

const LINKS = new Set(['manager', 'directReports', 'member', 'memberOf'])

/** Servers escape the same name in different ways. */
const spelt = (dn: string): string => spellDn(parseDn(dn))

const sorted = (values: readonly string[]): readonly string[] => [...values].sort()

/** Every account, group and OU below `base` by DN, ids left out, for an object that is made again has another. */
const adDigest = async ({ ad }: Readers, base: string | undefined): Promise<Json> => {
  if (!ad) return null
  const filter = { op: 'present', attribute: 'objectClass' } as const
  const entries = await ad.search({
    ...(base === undefined ? {} : { base }),
    scope: 'sub',
    filter,
    attributes: DIGEST_ATTRIBUTES,
  })
  return Object.fromEntries(
    entries.map(({ dn, attributes }) => [
      spelt(dn),
      Object.fromEntries(
        Object.entries(attributes).map(([name, values]) => [
          name,
          sorted(LINKS.has(name) ? values.map(spelt) : values),
        ]),
      ),
    ]),
  )
}

/** Whose members are dynamic follows from a rule and not from a plan. */
const isJoined = ({ groupTypes }: EntraGroup): boolean => !groupTypes.includes('DynamicMembership')

/** What a user may do, and what hangs on the account. */
const rightsOf = async (entra: EntraReader, id: string): Promise<JsonObject> => {
  const [roles, eligible, apps, consents, owned] = await Promise.all([
    entra.heldRoles(id),
    entra.eligibleRoles(id),
    entra.appRolesOf(id),
    entra.consentsOf(id),
    entra.ownedBy(id),
  ])
  return {
    roles: sorted(roles.map(({ roleName, scope }) => `${roleName} ${scope}`)),
    eligible: eligible.readable ? sorted(eligible.roles.map(({ roleName, scope }) => `${roleName} ${scope}`)) : null,
    apps: sorted(apps.map(({ applicationName, roleId }) => `${applicationName} ${roleId}`)),
    consents: sorted(consents.map(({ clientId, resourceId, scope }) => `${clientId} ${resourceId} ${scope.trim()}`)),
    owned: sorted(owned.map(({ displayName }) => displayName)),
  }
}

/** Devices, files and ways to sign in. */
const possessionsOf = async (entra: EntraReader, id: string): Promise<JsonObject> => {
  const [devices, managed, apps, drive, methods] = await Promise.all([
    entra.devicesOf(id),
    entra.managedDevicesOf(id),
    entra.managedAppsOf(id),
    entra.driveOf(id),
    entra.methodsOf(id),
  ])
  const user = await entra.user(id)
  const laptops = user && (await entra.autopilotDevicesOf(user.userPrincipalName))
  const permissions = drive ? await entra.drivePermissions(drive.id) : []
  const found = await entra.teamsNumbersOf(id)
  return {
    devices: sorted(devices.map(({ displayName, isEnabled }) => `${displayName} ${isEnabled}`)),
    managed: sorted(managed.map(({ name, state }) => `${name} ${state}`)),
    autopilot: laptops?.readable ? sorted(laptops.devices.map(({ serialNumber }) => serialNumber)) : null,
    apps: apps.readable ? sorted(apps.apps.map(({ app, isWiping }) => `${app} ${isWiping}`)) : null,
    numbers: found.readable ? sorted(found.numbers.map((number) => canonicalJson({ ...number }))) : null,
    files: sorted(permissions.map(({ user, role, until }) => `${user} ${role} ${until}`)),
    // A pass that was issued again has another id, and passes have a line of their own.
    methods: sorted(methods.flatMap(({ type, name }) => (type === 'temporaryAccessPass' ? [] : [`${type} ${name}`]))),
  }
}

const mailOf = async ({ entra, exchange }: Readers, id: string): Promise<JsonObject> => {
  const [settings, rules] = await Promise.all([entra?.mailboxSettings(id), entra?.inboxRules(id)])
  const mailbox = await exchange?.mailbox(id)
  const grants = mailbox ? await exchange?.grantsOn(id) : []
  const lists = mailbox ? await exchange?.listsOf(id) : []
  return {
    purpose: settings?.userPurpose ?? null,
    reply: settings ? { ...settings.reply } : null,
    rules: sorted((rules ?? []).map(({ name, isEnabled }) => `${name} ${isEnabled}`)),
    mailbox: mailbox
      ? { type: mailbox.type, isHidden: mailbox.isHidden, forward: mailbox.forward && { ...mailbox.forward } }
      : null,
    grants: sorted((grants ?? []).map(({ user, right }) => `${user} ${right}`)),
    lists: sorted((lists ?? []).map(({ displayName }) => displayName)),
  }
}

const accountOf = async (entra: EntraReader, user: EntraUser): Promise<JsonObject> => {
  const [manager, groups, licences, passes] = await Promise.all([
    entra.manager(user.id),
    entra.groupsOf(user.id),
    entra.licencesOf(user.id),
    entra.passesOf(user.id),
  ])
  return {
    properties: Object.fromEntries(DIGEST_PROPERTIES.map((name) => [name, user.properties[name] ?? null])),
    manager: manager?.name ?? null,
    groups: sorted(groups.filter(isJoined).map(({ displayName }) => displayName)),
    licences: licences.map(({ skuId, disabledPlans, group }) => ({
      skuId,
      disabledPlans: sorted(disabledPlans),
      group,
    })),
    passes: passes.map(({ lifetimeInMinutes }) => lifetimeInMinutes),
  }
}

/** The users given, by sign-in name, with everything they hold, and the seats taken. */
const entraDigest = async (read: Readers, upns: readonly string[]): Promise<Json> => {
  const { entra } = read
  if (!entra) return null
  const found = await Promise.all(upns.map((upn) => entra.usersBy('userPrincipalName', upn)))
  const users: { [upn: string]: JsonObject } = {}
  for (const user of found.flat()) {
    const parts = [
      accountOf(entra, user),
      rightsOf(entra, user.id),
      possessionsOf(entra, user.id),
      mailOf(read, user.id),
    ]
    users[user.userPrincipalName] = Object.assign({}, ...(await Promise.all(parts)))
  }
  const seats = (await entra.skus()).map(({ skuPartNumber, consumed }) => [skuPartNumber, consumed] as const)
  return { users, seats: Object.fromEntries(seats) }
}

/** What a digest covers: a part of AD (the whole domain by default), and the Entra users of these names. */
export interface DigestScope {
  readonly adBase?: string
  readonly upns?: readonly string[]
}

/** One text for one state of the directories: equal states give equal texts, whatever order they are answered in. */
export const digestOf = async (readers: Readers, { adBase, upns = [] }: DigestScope = {}): Promise<string> =>
  canonicalJson({ ad: await adDigest(readers, adBase), entra: await entraDigest(readers, upns) })
