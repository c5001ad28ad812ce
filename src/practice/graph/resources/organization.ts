import type { JsonObject } from '../../../model/json.ts'
import type { GraphAnswer, GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { selectPlain } from '../odata/plain-list.ts'
import type { Route } from '../route.ts'

const isInitial = (domain: string): boolean => domain.endsWith('.onmicrosoft.com')
const CAPABILITIES = ['Email', 'OfficeCommunicationsOnline']

/** https://learn.microsoft.com/graph/api/resources/organization */
const describeTenant = ({ store: { tenant } }: GraphCall): JsonObject => ({
  id: tenant.id,
  deletedDateTime: null,
  businessPhones: [],
  city: null,
  country: null,
  countryLetterCode: tenant.countryLetterCode,
  createdDateTime: tenant.createdDateTime,
  defaultUsageLocation: null,
  displayName: tenant.displayName,
  marketingNotificationEmails: [],
  mobileDeviceManagementAuthority: 'intune',
  onPremisesLastSyncDateTime: tenant.lastSyncDateTime,
  onPremisesSyncEnabled: true,
  partnerTenantType: null,
  postalCode: null,
  preferredLanguage: 'en',
  privacyProfile: null,
  securityComplianceNotificationMails: [],
  securityComplianceNotificationPhones: [],
  state: null,
  street: null,
  technicalNotificationMails: [],
  tenantType: 'AAD',
  assignedPlans: [],
  provisionedPlans: [],
  verifiedDomains: tenant.domains.map((name, index) => ({
    capabilities: CAPABILITIES.join(', '),
    isDefault: index === 0,
    isInitial: isInitial(name),
    name,
    type: 'Managed',
  })),
})

/** https://learn.microsoft.com/graph/api/resources/domain */
const describeDomain = (name: string, index: number): JsonObject => ({
  authenticationType: 'Managed',
  availabilityStatus: null,
  id: name,
  isAdminManaged: true,
  isDefault: index === 0,
  isInitial: isInitial(name),
  isRoot: true,
  isVerified: true,
  passwordNotificationWindowInDays: null,
  passwordValidityPeriodInDays: null,
  state: null,
  supportedServices: CAPABILITIES,
})

const showTenant = (call: GraphCall): GraphAnswer => {
  const id = call.params.id ?? ''
  if (id.toLowerCase() !== call.store.tenant.id) throw new GraphFault('not-found', { id })
  return selectPlain(call, 'organization', describeTenant(call))
}

const showDomain = (call: GraphCall): GraphAnswer => {
  const id = call.params.id ?? ''
  const index = call.store.tenant.domains.indexOf(id.toLowerCase())
  const name = call.store.tenant.domains[index]
  if (name === undefined) throw new GraphFault('not-found', { id })
  return selectPlain(call, 'domains', describeDomain(name, index))
}

export const organizationRoutes: readonly Route[] = [
  { method: 'GET', path: '/organization', handle: (call) => selectPlain(call, 'organization', [describeTenant(call)]) },
  { method: 'GET', path: '/organization/{id}', handle: showTenant },
  {
    method: 'GET',
    path: '/domains',
    handle: (call) => selectPlain(call, 'domains', call.store.tenant.domains.map(describeDomain)),
  },
  { method: 'GET', path: '/domains/{id}', handle: showDomain },
]
