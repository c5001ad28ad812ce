import type { PropertyTable } from './property.ts'

const text = { type: 'text', byDefault: true } as const
const texts = { type: 'texts', byDefault: true } as const
const objects = { type: 'objects', byDefault: true } as const

/** Properties of an application as it appears in a tenant. https://learn.microsoft.com/graph/api/resources/serviceprincipal */
export const principalProperties: PropertyTable = {
  id: { type: 'guid', byDefault: true, readOnly: true, filter: 'D....' },
  deletedDateTime: { type: 'time', byDefault: true, readOnly: true },
  accountEnabled: { type: 'flag', byDefault: true, notNull: true, filter: 'D...N' },
  addIns: objects,
  alternativeNames: { ...texts, filter: 'DD...' },
  appDescription: { ...text, readOnly: true },
  appDisplayName: { ...text, readOnly: true },
  appId: { ...text, readOnly: true, filter: 'D...N' },
  applicationTemplateId: { ...text, readOnly: true, filter: 'D...N' },
  appOwnerOrganizationId: { type: 'guid', byDefault: true, readOnly: true, filter: 'A...N' },
  appRoleAssignmentRequired: { type: 'flag', byDefault: true, filter: 'A...N' },
  appRoles: objects,
  createdDateTime: { type: 'time', byDefault: true, readOnly: true },
  customSecurityAttributes: { type: 'object', readOnly: true },
  description: { ...text, max: 1024, filter: 'AA..N', searchable: true },
  disabledByMicrosoftStatus: { ...text, readOnly: true },
  displayName: { ...text, max: 256, filter: 'DD..A', sortable: true, searchable: true },
  endpoints: { ...objects, readOnly: true },
  homepage: { ...text, filter: 'AA..A' },
  info: { type: 'object', byDefault: true, readOnly: true },
  keyCredentials: objects,
  loginUrl: text,
  logoutUrl: text,
  notes: { ...text, max: 1024 },
  notificationEmailAddresses: texts,
  oauth2PermissionScopes: objects,
  passwordCredentials: { ...objects, readOnly: true },
  preferredSingleSignOnMode: text,
  preferredTokenSigningKeyEndDateTime: { type: 'time', readOnly: true, filter: 'D.DDN' },
  preferredTokenSigningKeyThumbprint: text,
  publisherName: { ...text, readOnly: true, filter: 'DD..N' },
  replyUrls: texts,
  resourceSpecificApplicationPermissions: { ...objects, readOnly: true },
  samlSingleSignOnSettings: { type: 'object', byDefault: true },
  servicePrincipalNames: { ...texts, filter: 'DD...' },
  servicePrincipalType: { ...text, readOnly: true },
  signInAudience: { ...text, readOnly: true },
  tags: { ...texts, filter: 'DD...' },
  tokenEncryptionKeyId: { type: 'guid', byDefault: true },
  verifiedPublisher: { type: 'object', byDefault: true, readOnly: true },
}

export const principalFilterPaths: { readonly [path: string]: string } = {
  'info/logoUrl': 'NN..A',
  'info/termsOfServiceUrl': 'AN..N',
  'owners/id': 'A....',
  'memberOf/id': 'A....',
  'ownedObjects/id': 'A....',
}
