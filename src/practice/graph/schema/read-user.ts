import type { Json, JsonObject } from '../../../model/json.ts'
import type { EntraStore } from '../../entra/entra-store.ts'
import { activeLicences, mergedLicences } from '../../entra/licence-rules.ts'
import { enabledPlans, servicePlanName } from '../../entra/sku-facts.ts'
import { type StoredUser, textOf } from '../../entra/stored-objects.ts'
import { userProperties } from './user-properties.ts'

type Derived = (store: EntraStore, user: StoredUser) => Json

/** Properties that are made from others when they are asked for. */
const derived: { readonly [property: string]: Derived } = {
  id: (_store, user) => user.id,
  deletedDateTime: (_store, user) => user.deletedDateTime,
  assignedLicenses: (_store, user) =>
    mergedLicences(activeLicences(user)).map(({ disabledPlans, skuId }) => ({ disabledPlans, skuId })),
  licenseAssignmentStates: (_store, user) => user.licences.map(({ ...state }) => state),
  assignedPlans: (_store, user) => assignedPlans(user),
  identities: (store, user) => [
    ...(Array.isArray(user.properties.identities) ? user.properties.identities.filter(isForeign) : []),
    {
      signInType: 'userPrincipalName',
      issuer: store.tenant.domains.at(-1) ?? '',
      issuerAssignedId: textOf(user, 'userPrincipalName') ?? '',
    },
  ],
  onPremisesExtensionAttributes: (_store, user) => ({
    ...noExtensionAttributes,
    ...(user.properties.onPremisesExtensionAttributes as JsonObject),
  }),
}

/** Every user has one identity by the name of the account, whatever else was written. */
const isForeign = (identity: Json): boolean => (identity as JsonObject).signInType !== 'userPrincipalName'

const noExtensionAttributes: JsonObject = Object.fromEntries(
  Array.from({ length: 15 }, (_, index) => [`extensionAttribute${index + 1}`, null]),
)

export const readUser = (store: EntraStore, user: StoredUser, property: string): Json => {
  const make = derived[property]
  if (make) return make(store, user)
  const value = user.properties[property]
  if (value !== undefined) return value
  const type = userProperties[property]?.type
  return type === 'texts' || type === 'objects' ? [] : null
}

const assignedPlans = (user: StoredUser): Json =>
  activeLicences(user).flatMap((licence) =>
    enabledPlans(licence).map((servicePlanId) => ({
      assignedDateTime: licence.lastUpdatedDateTime,
      capabilityStatus: 'Enabled',
      service: serviceOf(servicePlanId),
      servicePlanId,
    })),
  )

const services: readonly (readonly [string, RegExp])[] = [
  ['exchange', /^EXCHANGE/],
  ['SharePoint', /^(SHAREPOINT|ONEDRIVE)/],
  ['TeamspaceAPI', /^TEAMS/],
  ['MicrosoftCommunicationsOnline', /^MCO/],
  ['AADPremiumService', /^AAD/],
  ['MultiFactorService', /^MFA/],
  ['SCO', /^INTUNE/],
  ['RMSOnline', /^RMS/],
  ['YammerEnterprise', /^YAMMER/],
  ['MicrosoftOffice', /^OFFICE/],
]

const serviceOf = (planId: string): string => {
  const name = servicePlanName(planId) ?? ''
  return services.find(([, pattern]) => pattern.test(name))?.[0] ?? name
}
