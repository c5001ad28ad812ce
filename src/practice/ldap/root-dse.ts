import { joinDn } from '../../model/distinguished-name.ts'
import type { AdStore } from '../ad/ad-store.ts'
import { generalizedTime } from '../ad/ad-time.ts'
import { practiceDomain } from '../ad/practice-domain.ts'
import { supportedControls } from './controls.ts'

/** The level of Windows Server 2016 and later. */
const LEVEL = '7'

type Values = readonly string[]

/** Shown when no attribute is named. */
const shown = (store: AdStore): { readonly [attribute: string]: Values } => {
  const { dn, dnsName, configuration, schema, server, serverDn } = practiceDomain
  return {
    configurationNamingContext: [configuration],
    currentTime: [generalizedTime(store.clock.now())],
    defaultNamingContext: [dn],
    dnsHostName: [server],
    domainControllerFunctionality: [LEVEL],
    domainFunctionality: [LEVEL],
    dsServiceName: [joinDn('CN=NTDS Settings', serverDn)],
    forestFunctionality: [LEVEL],
    highestCommittedUSN: [String(store.highestUsn)],
    isGlobalCatalogReady: ['TRUE'],
    isSynchronized: ['TRUE'],
    ldapServiceName: [`${dnsName}:dc1$@${dnsName.toUpperCase()}`],
    namingContexts: [dn, configuration, schema],
    rootDomainNamingContext: [dn],
    schemaNamingContext: [schema],
    serverName: [serverDn],
    subschemaSubentry: [joinDn('CN=Aggregate', schema)],
    supportedCapabilities: [
      '1.2.840.113556.1.4.800',
      '1.2.840.113556.1.4.1670',
      '1.2.840.113556.1.4.1791',
      '1.2.840.113556.1.4.1935',
    ],
    supportedControl: supportedControls,
    supportedExtension: ['1.3.6.1.4.1.4203.1.11.3'],
    supportedLDAPPolicies: ['MaxPageSize', 'MaxValRange'],
    supportedLDAPVersion: ['3', '2'],
  }
}

/** Attributes of the root, in the spelling of AD; all that are shown unasked, or those named. */
export const rootDse = (store: AdStore, names: readonly string[]): readonly (readonly [string, Values])[] => {
  const all = Object.entries(shown(store))
  if (names.length === 0 || names.includes('*') || names.includes('+')) return all
  const asked = new Set(names.map((name) => name.toLowerCase()))
  return all.filter(([name]) => asked.has(name.toLowerCase()))
}
