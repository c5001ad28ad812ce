import type { ApplyContext, Made, View } from '../../src/changes/change-kind.ts'
import type { AccessPackages } from '../../src/model/access-package.ts'
import type { AdDomain } from '../../src/model/ad-query.ts'
import type { EntraGroup, Sku, Tenant } from '../../src/model/entra-objects.ts'
import { Fault } from '../../src/model/fault.ts'
import { Secret } from '../../src/model/secret.ts'
import type { SignInMethod } from '../../src/model/sign-in.ts'
import { emptyAd, projectAd } from '../../src/planner/projection/projected-ad.ts'
import { emptyEntra, projectEntra } from '../../src/planner/projection/projected-entra.ts'
import { projectExchange } from '../../src/planner/projection/projected-exchange.ts'
import type { AdReader, AdWriter } from '../../src/ports/ad.ts'
import type { EntraReader, EntraWriter } from '../../src/ports/entra.ts'
import type { ExchangeReader, ExchangeWriter } from '../../src/ports/exchange.ts'
import type { HandOver, HandOverNote } from '../../src/ports/hand-over.ts'
import type { Readers, Writers } from '../../src/ports/systems.ts'
import { type MemoryDevices, memoryDevices } from './memory-devices.ts'
import { type MemoryMailboxes, memoryMailboxes } from './memory-mailboxes.ts'
import { memoryRights } from './memory-rights.ts'
import { quickClock } from './quick-clock.ts'

export const contosoDomain: AdDomain = {
  base: 'DC=corp,DC=contoso,DC=com',
  dnsName: 'corp.contoso.com',
  upnSuffixes: ['corp.contoso.com', 'contoso.com'],
  domainSid: 'S-1-5-21-1004336348-1177238915-682003330',
  server: 'dc1.corp.contoso.com',
}

const contosoTenant: Tenant = {
  id: '7d1c6a52-0c1f-4f6e-9a57-3f5d0b5f2c11',
  displayName: 'Contoso',
  domains: ['contoso.com', 'contoso.onmicrosoft.com'],
}

const sku = (skuId: string, skuPartNumber: string, enabled: number, plans: readonly string[]): Sku => ({
  skuId,
  skuPartNumber,
  appliesTo: 'User',
  capabilityStatus: 'Enabled',
  enabled,
  consumed: 0,
  servicePlans: plans.map((servicePlanName, at) => ({
    servicePlanId: `${skuId.slice(0, -2)}0${at + 1}`,
    servicePlanName,
  })),
})

export const e3 = sku('05e9a617-0261-4cee-bb44-138d3ef5d900', 'SPE_E3', 3, ['YAMMER_ENTERPRISE', 'SWAY', 'TEAMS1'])
export const f1 = sku('66b55226-6b4f-492c-910c-a3b7a3c9d900', 'SPE_F1', 2, ['YAMMER_ENTERPRISE', 'TEAMS1'])

export const cloudGroup = (id: string, displayName: string, more: Partial<EntraGroup> = {}): EntraGroup => ({
  id,
  displayName,
  mail: null,
  groupTypes: [],
  securityEnabled: true,
  mailEnabled: false,
  isAssignableToRole: false,
  onPremisesSyncEnabled: false,
  ...more,
})

export const salesTeam = cloudGroup('02bd9fd6-8f93-4758-87c3-1fb73740a315', 'Sales Team')
export const projectX = cloudGroup('0a53828f-36c9-44c3-be3d-99a7fce977ac', 'Project X', {
  groupTypes: ['Unified'],
  mailEnabled: true,
})
export const allUsers = cloudGroup('10a08e2e-3ea2-4ce0-80cb-d5fdd4b05ea6', 'All Users', {
  groupTypes: ['DynamicMembership'],
})
export const syncedSales = cloudGroup('17ad8ba5-1a2f-4bb9-8b9e-9f8c5f1f6a20', 'Sales', { onPremisesSyncEnabled: true })
export const salesList = cloudGroup('1e9f7b6b-0d10-4a2b-8a3e-55f7a6f4a511', 'Sales List', {
  mailEnabled: true,
  securityEnabled: false,
})
const cloudGroups = [salesTeam, projectX, allUsers, syncedSales, salesList]

/** A company in memory: a projection over nothing, seeded through its own writers. */
export interface MemoryDirectory {
  readonly ad: AdReader & AdWriter
  readonly entra: EntraReader & EntraWriter
  readonly exchange: ExchangeReader & ExchangeWriter
  readonly readers: Readers & Required<Pick<Readers, 'ad' | 'entra' | 'exchange'>>
  readonly writers: Writers & Required<Pick<Writers, 'ad' | 'entra' | 'exchange'>>
  /** For changes that are projected and not applied, such as a wait for Entra Connect. */
  readonly view: View
  readonly clock: ReturnType<typeof quickClock>
  /** Sign-in methods that were there before, by user; a test puts them. */
  readonly methods: Map<string, readonly SignInMethod[]>
  /** Access packages that were there before, by user; a test puts them. */
  readonly packages: Map<string, AccessPackages>
  readonly devices: MemoryDevices
  /** Mailboxes that were there before; a test puts them. */
  readonly mailboxes: MemoryMailboxes
  /** Notes that lie there, by file name. */
  readonly notes: ReadonlyMap<string, HandOverNote>
  readonly base: string
  /** An id that nothing has yet. */
  newId(): string
}

/** OUs, relative to the domain, parents first. */
const OUS = ['OU=Staff', 'OU=Sales,OU=Staff', 'OU=HR,OU=Staff', 'OU=IT,OU=Staff', 'OU=Groups', 'CN=Users']
const GROUPS = ['All Staff', 'Sales', 'HR', 'CRM Users', 'VPN']

const seedAd = async (ad: AdWriter, base: string): Promise<void> => {
  for (const ou of OUS) {
    const objectClass = [ou.startsWith('OU=') ? 'organizationalUnit' : 'container']
    await ad.add({ dn: `${ou},${base}`, attributes: { objectClass } })
  }
  for (const name of GROUPS) {
    await ad.add({ dn: `CN=${name},OU=Groups,${base}`, attributes: { objectClass: ['group'], sAMAccountName: [name] } })
  }
  // The account that every domain has, by which an empty answer is told from a missing right to read.
  await ad.add({ dn: `CN=krbtgt,CN=Users,${base}`, attributes: { objectClass: ['user'], sAMAccountName: ['krbtgt'] } })
}

const memoryHandOver = (notes: Map<string, HandOverNote>): HandOver => {
  const path = (fileName: string, folder: string) => ({ path: `${folder}/${fileName}.txt` })
  return {
    async give(note, { folder }) {
      if (notes.has(note.fileName)) throw new Error(`${note.fileName} is there already`)
      notes.set(note.fileName, note)
      return path(note.fileName, folder)
    },
    given: async (fileName, { folder }) => (notes.has(fileName) ? path(fileName, folder) : null),
    async takeBack(fileName) {
      notes.delete(fileName)
    },
  }
}

/** Ids that look like those of a directory, the same in every run. */
const countingIds = (): (() => string) => {
  let count = 0
  return () => {
    count += 1
    return `a0000000-0000-4000-8000-${count.toString(16).padStart(12, '0')}`
  }
}

/** What a tenant has besides: groups of Entra and SKUs. */
export interface MemoryTenant {
  readonly cloudGroups?: readonly EntraGroup[]
  readonly skus?: readonly Sku[]
}

export const memoryDirectory = async (more: MemoryTenant = {}): Promise<MemoryDirectory> => {
  const newId = countingIds()
  const clock = quickClock()
  const notes = new Map<string, HandOverNote>()
  const projectedAd = projectAd(emptyAd(contosoDomain))
  const methods = new Map<string, readonly SignInMethod[]>()
  const packages = new Map<string, AccessPackages>()
  const groups = [...cloudGroups, ...(more.cloudGroups ?? [])]
  const mailboxes = memoryMailboxes(groups)
  const devices = memoryDevices()
  const projectedEntra = projectEntra(
    emptyEntra(contosoTenant, more.skus ?? [e3, f1], groups, {
      ...mailboxes.graph,
      ...devices.graph,
      ...memoryRights,
      methodsOf: async (id) => methods.get(id) ?? [],
      packagesOf: async (id) => packages.get(id) ?? { readable: true, assigned: [], asked: [] },
    }),
  )
  const ad = { ...projectedAd, ...projectedAd.writer(newId, { asSync: false }) }
  const entra = { ...projectedEntra, ...projectedEntra.writer(newId, { asSync: false }) }
  const projectedExchange = projectExchange(mailboxes.exchange, projectedEntra.overlay)
  const exchange = { ...projectedExchange, ...projectedExchange.writer() }
  await seedAd(ad, contosoDomain.base)
  const readers = { ad, entra, exchange, clock }
  const writers = { ad, entra, exchange, handOver: memoryHandOver(notes) }
  const asSync = { asSync: true }
  const sync = { ...writers, ad: projectedAd.writer(newId, asSync), entra: projectedEntra.writer(newId, asSync) }
  return {
    ad,
    entra,
    readers,
    writers,
    view: { read: readers, write: writers, sync },
    clock,
    methods,
    packages,
    exchange,
    mailboxes,
    devices,
    notes,
    base: contosoDomain.base,
    newId,
  }
}

/** An apply context over what was made so far, with passwords that count up. */
export const applyContext = (
  made: ReadonlyMap<string, Made> = new Map(),
  self = '',
): ApplyContext & { readonly secrets: Map<string, Secret> } => {
  const secrets = new Map<string, Secret>()
  const keep = (secret: Secret): Secret => {
    secrets.set(self, secret)
    return secret
  }
  return {
    secrets,
    idOf(ref) {
      if ('id' in ref) return ref.id
      const id = made.get(ref.madeBy)?.id
      if (!id) throw new Fault('run/not-made-yet', { change: ref.madeBy, name: ref.name })
      return id
    },
    newPassword: () => keep(new Secret(`Pass-word-${secrets.size + 1}-of-the-test`)),
    keepSecret: keep,
    secretOf: (change) => secrets.get(change) ?? keep(new Secret('kept-for-hand-over')),
  }
}
