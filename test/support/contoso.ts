import type { EntraProperties, HeldLicence, Sku } from '../../src/model/entra-objects.ts'
import type { Mode } from '../../src/model/glossary.ts'
import { immutableIdOf } from '../../src/model/immutable-id.ts'
import { Secret } from '../../src/model/secret.ts'
import type { Readers } from '../../src/ports/systems.ts'
import { cloudGroup, contosoDomain, type MemoryDirectory, memoryDirectory } from './memory-directory.ts'

const { base, domainSid } = contosoDomain

export const tenantAdmins = cloudGroup('2b1c6bb6-51a6-4c3f-9b35-0c6a6d6f9f01', 'Tenant Admins', {
  isAssignableToRole: true,
})
export const bookClubs = [
  cloudGroup('2e6c2f06-7d31-4e0f-8f13-9f1d3c1c6a02', 'Book Club'),
  cloudGroup('2f0b9d7c-3c55-4a9e-b1b8-5f6d8c2f7b03', 'Book Club'),
]

/** AD groups beside the ordinary ones: what they are in, and attributes that only AD itself sets. */
const GROUPS: readonly {
  readonly name: string
  readonly sam?: string
  readonly in?: readonly string[]
  readonly attributes?: { readonly [name: string]: string }
}[] = [
  { name: 'CRM Admins' },
  // Domain Admins in a domain where somebody renamed them.
  { name: 'Wizards', attributes: { objectSid: `${domainSid}-512` } },
  { name: 'Server Team', in: ['Wizards'] },
  { name: 'Night Shift', in: ['Server Team'] },
  { name: 'Administrators', attributes: { objectSid: 'S-1-5-32-544' } },
  { name: 'Old Admins', attributes: { adminCount: '1', objectSid: `${domainSid}-1190` } },
  { name: 'DnsAdmins', attributes: { objectSid: `${domainSid}-1101` } },
  // A circle of groups, which AD allows.
  { name: 'Circle A' },
  { name: 'Circle B', in: ['Circle A'] },
  { name: 'Project A', sam: 'Project' },
  { name: 'Project', sam: 'project.b' },
]

const dnOfGroup = (name: string): string => `CN=${name},OU=Groups,${base}`

const seedGroups = async ({ ad, view }: MemoryDirectory): Promise<void> => {
  const ids = new Map<string, string>()
  for (const { name, sam = name, attributes = {} } of GROUPS) {
    const { id } = await ad.add({
      dn: dnOfGroup(name),
      attributes: { objectClass: ['group'], sAMAccountName: [sam] },
    })
    ids.set(name, id)
    const given = Object.entries(attributes)
    await view.sync.ad?.modify(
      id,
      given.map(([attribute, value]) => ({ op: 'replace', attribute, values: [value] })),
    )
  }
  for (const { name, in: parents = [] } of GROUPS)
    for (const parent of parents) await ad.addMember(ids.get(parent) ?? '', ids.get(name) ?? '')
  await ad.addMember(ids.get('Circle B') ?? '', ids.get('Circle A') ?? '')
}

/** Somebody who has an account before a test begins. */
export interface Colleague {
  readonly employeeId: string
  readonly name: string
  readonly department?: string
  readonly username?: string
  readonly enabled?: boolean
  /** AD attributes, and Entra properties where there is no AD. */
  readonly attributes?: { readonly [name: string]: string }
  readonly properties?: EntraProperties
  /** Relative to the domain. */
  readonly ou?: string
}

/** The company of the planning tests, in memory: AD, Entra, or both with accounts brought over. */
export interface Contoso extends Omit<MemoryDirectory, 'readers'> {
  /** What the mode has. */
  readonly readers: Readers
  readonly mode: Mode
  /** Ids of accounts by employeeId: objectGUIDs, or Entra ids in cloud mode. */
  readonly idOf: (employeeId: string) => string
  /** Adds an account; in hybrid mode Entra has it too. */
  hire(colleague: Colleague): Promise<string>
  /** Lets a user hold a licence through a group. */
  inherit(userId: string, skuId: string, state?: string): void
}

const upnOf = ({ username = '', name }: Colleague): string =>
  `${username || name.toLowerCase().replaceAll(' ', '.')}@contoso.com`

const addToAd = async ({ ad }: MemoryDirectory, colleague: Colleague): Promise<string> => {
  const { name, employeeId, department = 'Sales', ou = `OU=${department},OU=Staff`, enabled = true } = colleague
  const [givenName = '', sn = ''] = name.split(' ')
  const upn = upnOf(colleague)
  const attributes = {
    objectClass: 'user',
    sAMAccountName: upn.slice(0, upn.indexOf('@')),
    userPrincipalName: upn,
    mail: upn,
    displayName: name,
    givenName,
    sn,
    department,
    employeeID: employeeId,
    userAccountControl: '514',
    ...colleague.attributes,
  }
  const values = Object.fromEntries(Object.entries(attributes).map(([attribute, value]) => [attribute, [value]]))
  const { id } = await ad.add({ dn: `CN=${name},${ou},${base}`, attributes: values })
  await ad.setPassword(id, new Secret('Pass-word-of-before'), { mustChange: false })
  if (enabled) await ad.modify(id, [{ op: 'replace', attribute: 'userAccountControl', values: ['512'] }])
  return id
}

const addToEntra = async (
  { view }: MemoryDirectory,
  colleague: Colleague,
  adId: string | null,
): Promise<string | undefined> => {
  const { name, employeeId, department = 'Sales', enabled = true } = colleague
  const [givenName = '', surname = ''] = name.split(' ')
  const upn = upnOf(colleague)
  const properties = {
    accountEnabled: enabled,
    displayName: name,
    givenName,
    surname,
    department,
    employeeId,
    mail: upn,
    mailNickname: upn.slice(0, upn.indexOf('@')),
    userPrincipalName: upn,
    usageLocation: 'GB',
    ...(adId === null ? {} : { onPremisesSyncEnabled: true, onPremisesImmutableId: immutableIdOf(adId) }),
    ...colleague.properties,
  }
  const user = { properties, password: new Secret('Pass-word-of-before'), mustChangePassword: false }
  return (await view.sync.entra?.addUser(user))?.id
}

const readersOf = (directory: MemoryDirectory, mode: Mode, inherited: ReadonlyMap<string, HeldLicence[]>): Readers => {
  const entra = {
    ...directory.entra,
    licencesOf: async (id: string) => [...(await directory.entra.licencesOf(id)), ...(inherited.get(id) ?? [])],
  }
  return {
    clock: directory.clock,
    ...(mode === 'cloud' ? {} : { ad: directory.ad }),
    ...(mode === 'ad' ? {} : { entra }),
  }
}

/** Contoso with two colleagues: Miriam Graham (00101, Sales) and Alex Wilber (00102, HR). `exchange`: whether Joinery reaches Exchange. */
export const contoso = async (
  mode: Mode,
  more: { readonly skus?: readonly Sku[]; readonly exchange?: boolean } = {},
): Promise<Contoso> => {
  const directory = await memoryDirectory({ ...more, cloudGroups: [tenantAdmins, ...bookClubs] })
  const inherited = new Map<string, HeldLicence[]>()
  const ids = new Map<string, string>()
  await seedGroups(directory)
  const company: Contoso = {
    ...directory,
    mode,
    readers: { ...readersOf(directory, mode, inherited), ...(more.exchange ? { exchange: directory.exchange } : {}) },
    idOf: (employeeId) => ids.get(employeeId) ?? '',
    async hire(colleague) {
      const adId = mode === 'cloud' ? null : await addToAd(directory, colleague)
      const entraId = mode === 'ad' ? null : await addToEntra(directory, colleague, adId)
      const id = adId ?? entraId ?? ''
      ids.set(colleague.employeeId, id)
      return id
    },
    inherit(userId, skuId, state = 'Active') {
      const held = { skuId, disabledPlans: [], group: 'a1a1a1a1-0000-4000-8000-00000000e3e3', state }
      inherited.set(userId, [...(inherited.get(userId) ?? []), held])
    },
  }
  await company.hire({ employeeId: '00101', name: 'Miriam Graham', department: 'Sales' })
  await company.hire({ employeeId: '00102', name: 'Alex Wilber', department: 'HR' })
  return company
}
