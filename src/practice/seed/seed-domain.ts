import type { AdStore } from '../ad/ad-store.ts'
import { practiceDomain } from '../ad/practice-domain.ts'
import { durationTicks } from '../ad/rules/domain-policy.ts'
import { found, foundAll } from './founding.ts'
import { seedDepartments } from './seed-departments.ts'

/** Ids of the containers that the rest of the founding needs. */
export interface SeedContainers {
  readonly users: string
  readonly builtin: string
  readonly domainControllers: string
  /** Organizational units by name: those of the departments, and Contractors, Groups, Disabled, Service Accounts. */
  readonly units: ReadonlyMap<string, string>
}

const NC_HEAD = 5
const MINUTE_MS = 60_000
const DAY_MS = 1440 * MINUTE_MS
const FUNCTIONAL_LEVEL_2016 = 7
const FOR_EVER = String(-(2n ** 63n))

/** S-1-5-21 and three numbers from the company's seed. */
const newDomainSid = (store: AdStore): string => {
  const bytes = store.ids.bytes('domain-sid')
  return `S-1-5-21-${bytes.readUInt32LE(0)}-${bytes.readUInt32LE(4)}-${bytes.readUInt32LE(8)}`
}

const foundRoot = (store: AdStore): string =>
  found(store, null, {
    objectClass: 'domainDNS',
    name: 'corp',
    values: {
      objectSid: newDomainSid(store),
      instanceType: NC_HEAD,
      'msDS-Behavior-Version': FUNCTIONAL_LEVEL_2016,
      minPwdLength: 7,
      pwdProperties: 1,
      pwdHistoryLength: 24,
      maxPwdAge: durationTicks(42 * DAY_MS),
      minPwdAge: durationTicks(DAY_MS),
      lockoutThreshold: 10,
      lockoutDuration: durationTicks(30 * MINUTE_MS),
      lockOutObservationWindow: durationTicks(30 * MINUTE_MS),
      forceLogoff: FOR_EVER,
      isCriticalSystemObject: 'TRUE',
    },
  })

/** Switched on for the whole forest. The class of the feature is not in the schema here, so it stands as a container. */
const foundRecycleBin = (store: AdStore, configuration: string, partitions: string): void => {
  const path = ['Services', 'Windows NT', 'Directory Service', 'Optional Features', 'Recycle Bin Feature']
  let at = configuration
  for (const name of path) at = found(store, at, { objectClass: 'container', name })
  store.foundLink('msDS-EnabledFeature', partitions, at)
}

const foundConfiguration = (store: AdStore, root: string): void => {
  const configuration = found(store, root, {
    objectClass: 'configuration',
    name: 'Configuration',
    values: { instanceType: NC_HEAD },
  })
  const partitions = found(store, configuration, {
    objectClass: 'crossRefContainer',
    name: 'Partitions',
    values: { uPNSuffixes: [practiceDomain.mailDomain], 'msDS-Behavior-Version': FUNCTIONAL_LEVEL_2016 },
  })
  found(store, partitions, {
    objectClass: 'crossRef',
    name: practiceDomain.netbiosName,
    values: { nCName: root, dnsRoot: practiceDomain.dnsName, nETBIOSName: practiceDomain.netbiosName, systemFlags: 3 },
  })
  foundRecycleBin(store, configuration, partitions)
  const sites = found(store, configuration, { objectClass: 'container', name: 'Sites' })
  const site = found(store, sites, { objectClass: 'container', name: 'Default-First-Site-Name' })
  const servers = found(store, site, { objectClass: 'container', name: 'Servers' })
  found(store, servers, { objectClass: 'container', name: 'DC1' })
}

const critical = { isCriticalSystemObject: 'TRUE' }
const foundUnits = (store: AdStore, root: string): ReadonlyMap<string, string> => {
  const staff = found(store, root, { objectClass: 'organizationalUnit', name: 'Staff' })
  const departments = foundAll(
    store,
    staff,
    'organizationalUnit',
    seedDepartments.map(({ name }) => name),
  )
  const others = foundAll(store, root, 'organizationalUnit', ['Contractors', 'Groups', 'Disabled', 'Service Accounts'])
  return new Map([['Staff', staff], ...departments, ...others])
}

/** The domain with its policy, the containers that every domain has, and Contoso's own organizational units. */
export const seedDomain = (store: AdStore): SeedContainers => {
  const root = foundRoot(store)
  foundConfiguration(store, root)
  const container = (objectClass: string, name: string): string =>
    found(store, root, { objectClass, name, values: critical })
  const users = container('container', 'Users')
  const builtin = container('builtinDomain', 'Builtin')
  const domainControllers = container('organizationalUnit', 'Domain Controllers')
  for (const name of ['Computers', 'System', 'ForeignSecurityPrincipals', 'Deleted Objects'])
    container('container', name)
  container('lostAndFound', 'LostAndFound')
  return { users, builtin, domainControllers, units: foundUnits(store, root) }
}
