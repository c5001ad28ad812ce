import type { PropertyTable } from './property.ts'

const text = { type: 'text', byDefault: true, readOnly: true } as const
const time = { type: 'time', byDefault: true, readOnly: true } as const
const flag = { type: 'flag', byDefault: true, readOnly: true } as const

/**
 * Properties of a device. Most come from the device itself: an application can give them when it makes one, and not change them.
 * https://learn.microsoft.com/graph/api/resources/device
 */
export const deviceProperties: PropertyTable = {
  id: { type: 'guid', byDefault: true, readOnly: true, filter: 'D....' },
  deletedDateTime: time,
  accountEnabled: { type: 'flag', byDefault: true, notNull: true, filter: 'D...N' },
  alternativeSecurityIds: { type: 'objects', byDefault: true, readOnly: true },
  approximateLastSignInDateTime: { ...time, filter: 'D.DDA', sortable: true },
  complianceExpirationDateTime: time,
  createdDateTime: time,
  deviceCategory: text,
  deviceId: { type: 'guid', byDefault: true, readOnly: true, filter: 'D...N' },
  deviceMetadata: text,
  deviceOwnership: text,
  deviceVersion: { type: 'number', byDefault: true, readOnly: true },
  displayName: { ...text, max: 256, filter: 'DD..A', sortable: true, searchable: true },
  enrollmentProfileName: text,
  enrollmentType: text,
  extensionAttributes: { type: 'object', byDefault: true },
  hostnames: { type: 'texts', readOnly: true, filter: 'DD...' },
  isCompliant: { ...flag, filter: 'D...N' },
  isManaged: { ...flag, filter: 'D...N' },
  isManagementRestricted: { type: 'flag', readOnly: true },
  isRooted: flag,
  managementType: text,
  manufacturer: text,
  mdmAppId: { ...text, filter: 'D...A' },
  model: text,
  onPremisesLastSyncDateTime: { ...time, filter: 'D.DDN' },
  onPremisesSecurityIdentifier: { type: 'text', readOnly: true, filter: 'D...N' },
  onPremisesSyncEnabled: { ...flag, filter: 'D...A' },
  operatingSystem: { ...text, filter: 'DD..A' },
  operatingSystemVersion: { ...text, filter: 'DD..A' },
  physicalIds: { type: 'texts', byDefault: true, readOnly: true, filter: 'D....' },
  profileType: text,
  registrationDateTime: { ...time, filter: 'A.AAN' },
  systemLabels: { type: 'texts', byDefault: true, readOnly: true },
  trustType: { ...text, filter: 'D...N' },
}

export const deviceFilterPaths: { readonly [path: string]: string } = {
  'alternativeSecurityIds/identityProvider': 'AN..N',
  'alternativeSecurityIds/type': 'D.AAN',
  'extensionAttributes/*': 'AN..A',
  'memberOf/id': 'A....',
  'transitiveMemberOf/id': 'A....',
  'registeredOwners/id': 'A....',
  'registeredUsers/id': 'A....',
}
