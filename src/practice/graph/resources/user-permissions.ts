import type { JsonObject } from '../../../model/json.ts'

type Roles = readonly string[]

const anyProperty: Roles = [
  'User.ReadWrite.All',
  'Directory.ReadWrite.All',
  'User.ReadWrite.CrossCloud',
  'User.ReadUpdate.All',
]

/**
 * Properties that a narrower permission may write as well, or that the general one may not.
 * https://learn.microsoft.com/graph/api/user-update#permissions-for-specific-scenarios
 */
const byProperty: { readonly [property: string]: Roles } = {
  accountEnabled: [...anyProperty, 'User.EnableDisableAccount.All'],
  passwordProfile: [...anyProperty, 'User-PasswordProfile.ReadWrite.All'],
  mobilePhone: [...anyProperty, 'User-Phone.ReadWrite.All'],
  businessPhones: [...anyProperty, 'User-Phone.ReadWrite.All'],
  otherMails: [...anyProperty, 'User-Mail.ReadWrite.All'],
  identities: ['User.ManageIdentities.All'],
  employeeLeaveDateTime: ['User-LifeCycleInfo.ReadWrite.All'],
}

/** For each property that a PATCH changes: the roles of which one is needed. */
export const rolesForProperties = (properties: JsonObject): readonly Roles[] =>
  Object.keys(properties).map((name) => byProperty[name] ?? anyProperty)
