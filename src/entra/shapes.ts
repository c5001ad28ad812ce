import type {
  AccessPass,
  DirectoryRole,
  EntraGroup,
  EntraUser,
  HeldLicence,
  RoleMember,
  Sku,
  Tenant,
} from '../model/entra-objects.ts'
import { Fault } from '../model/fault.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { listIn, member, numberIn, objectOf, textIn, textsIn } from '../wire/json-shape.ts'

/** What Graph must say about an object; an answer without it is no answer. */
export const required = (value: Json | undefined, name: string): string => {
  const text = textIn(value, name)
  if (text) return text
  const detail = `it lacks ${name}`
  throw new Fault('entra/unexpected-answer', { doing: 'reading an object', detail, state: 'Nothing was changed.' })
}

/** Annotations (`@odata.context`, `@microsoft.graph.tips`) are about the answer, not about the object; null means unset, as absence does. */
const isProperty = ([name, value]: readonly [string, Json]): boolean =>
  !name.includes('@') && name !== 'id' && value !== null

const propertiesOf = (object: JsonObject): JsonObject => Object.fromEntries(Object.entries(object).filter(isProperty))

export const userOf = (json: Json | undefined): EntraUser => ({
  id: required(json, 'id'),
  userPrincipalName: required(json, 'userPrincipalName'),
  displayName: textIn(json, 'displayName') ?? null,
  properties: propertiesOf(objectOf(json) ?? {}),
})

/** Entra puts the id, without hyphens, before the sign-in name of a user that is deleted. */
export const nameBeforeDeletion = (id: string, userPrincipalName: string): string => {
  const prefix = id.replaceAll('-', '')
  return userPrincipalName.startsWith(prefix) ? userPrincipalName.slice(prefix.length) : userPrincipalName
}

/** A group whose members are hidden comes without its name where the application may not see it; its id stands for the name. */
export const groupOf = (json: Json | undefined): EntraGroup => {
  const id = required(json, 'id')
  const rule = textIn(json, 'membershipRule')
  const sid = textIn(json, 'onPremisesSecurityIdentifier')
  return {
    id,
    displayName: textIn(json, 'displayName') ?? id,
    mail: textIn(json, 'mail') ?? null,
    groupTypes: textsIn(json, 'groupTypes'),
    securityEnabled: member(json, 'securityEnabled') === true,
    mailEnabled: member(json, 'mailEnabled') === true,
    isAssignableToRole: member(json, 'isAssignableToRole') === true,
    onPremisesSyncEnabled: member(json, 'onPremisesSyncEnabled') === true,
    ...((listIn(json, 'assignedLicenses') ?? []).length > 0 ? { licensed: true } : {}),
    ...(rule ? { rule } : {}),
    ...(sid ? { sid } : {}),
  }
}

/** Seats of a subscription in its days of grace (`warning`) can still be assigned. */
export const skuOf = (json: Json): Sku => {
  const units = member(json, 'prepaidUnits')
  return {
    skuId: required(json, 'skuId'),
    skuPartNumber: required(json, 'skuPartNumber'),
    appliesTo: textIn(json, 'appliesTo') ?? '',
    capabilityStatus: textIn(json, 'capabilityStatus') ?? '',
    enabled: (numberIn(units, 'enabled') ?? 0) + (numberIn(units, 'warning') ?? 0),
    consumed: numberIn(json, 'consumedUnits') ?? 0,
    servicePlans: (listIn(json, 'servicePlans') ?? []).map((plan) => ({
      servicePlanId: required(plan, 'servicePlanId'),
      servicePlanName: required(plan, 'servicePlanName'),
    })),
  }
}

export const licenceOf = (json: Json): HeldLicence => ({
  skuId: required(json, 'skuId'),
  disabledPlans: textsIn(json, 'disabledPlans'),
  group: textIn(json, 'assignedByGroup') ?? null,
  state: textIn(json, 'state') ?? 'Active',
})

export const passOf = (json: Json): AccessPass => ({
  id: required(json, 'id'),
  startDateTime: textIn(json, 'startDateTime') ?? null,
  lifetimeInMinutes: numberIn(json, 'lifetimeInMinutes') ?? 0,
  isUsable: member(json, 'isUsable') === true,
})

export const roleOf = (json: Json): DirectoryRole => {
  const id = required(json, 'id')
  return { id, displayName: textIn(json, 'displayName') ?? id, roleTemplateId: textIn(json, 'roleTemplateId') ?? null }
}

/** A state that may not be read counts as enabled only where it says so. */
export const roleMemberOf = (json: Json): RoleMember => ({
  id: required(json, 'id'),
  enabled: member(json, 'accountEnabled') === true,
})

export const tenantOf = (json: Json | undefined): Tenant => ({
  id: required(json, 'id'),
  displayName: textIn(json, 'displayName') ?? '',
  domains: (listIn(json, 'verifiedDomains') ?? []).map((domain) => required(domain, 'name')),
})
