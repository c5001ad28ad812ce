import { parseDn, spellDn } from '../../src/model/distinguished-name.ts'
import type { EntraGroup } from '../../src/model/entra-objects.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { canonicalJson } from '../../src/model/json.ts'
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

/** The users given, by sign-in name, with everything they hold, and the seats taken. */
const entraDigest = async ({ entra }: Readers, upns: readonly string[]): Promise<Json> => {
  if (!entra) return null
  const users: { [upn: string]: JsonObject } = {}
  for (const upn of sorted(upns)) {
    const [user] = await entra.usersBy('userPrincipalName', upn)
    if (!user) continue
    users[upn] = {
      properties: Object.fromEntries(DIGEST_PROPERTIES.map((name) => [name, user.properties[name] ?? null])),
      manager: (await entra.manager(user.id))?.name ?? null,
      groups: sorted((await entra.groupsOf(user.id)).filter(isJoined).map(({ displayName }) => displayName)),
      licences: (await entra.licencesOf(user.id)).map(({ skuId, disabledPlans, group }) => ({
        skuId,
        disabledPlans: sorted(disabledPlans),
        group,
      })),
      passes: (await entra.passesOf(user.id)).map(({ lifetimeInMinutes }) => lifetimeInMinutes),
    }
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
