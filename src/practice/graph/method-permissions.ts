type Roles = readonly string[]

/** How the narrow permissions call the methods of a collection. https://learn.microsoft.com/graph/permissions-reference#user-authentication-methods-permissions */
const narrow: { readonly [collection: string]: string } = {
  phoneMethods: 'Phone',
  fido2Methods: 'Passkey',
  microsoftAuthenticatorMethods: 'MicrosoftAuthApp',
  emailMethods: 'Email',
  softwareOathMethods: 'SoftwareOATH',
  windowsHelloForBusinessMethods: 'WindowsHello',
  platformCredentialMethods: 'PlatformCred',
  externalAuthenticationMethods: 'External',
}

const writes = (name: string): Roles => [
  `UserAuthMethod-${name}.ReadWrite.All`,
  'UserAuthenticationMethod.ReadWrite.All',
]
const reads = (name: string): Roles => [
  `UserAuthMethod-${name}.Read.All`,
  'UserAuthenticationMethod.Read.All',
  ...writes(name),
]
const readAll: Roles = ['UserAuthenticationMethod.Read.All', 'UserAuthenticationMethod.ReadWrite.All']
const BASE = '/users/{id}/authentication'

const ofCollection = ([collection, name]: readonly [string, string]): readonly (readonly [string, Roles])[] => [
  [`GET ${BASE}/${collection}`, reads(name)],
  [`GET ${BASE}/${collection}/{id}`, reads(name)],
  [`PATCH ${BASE}/${collection}/{id}`, writes(name)],
  [`DELETE ${BASE}/${collection}/{id}`, writes(name)],
]

/** Application permissions of which a token needs one, for ways to sign in. */
export const methodPermissions: { readonly [operation: string]: Roles } = {
  [`GET ${BASE}/methods`]: readAll,
  [`GET ${BASE}/methods/{id}`]: readAll,
  ...Object.fromEntries(Object.entries(narrow).flatMap(ofCollection)),
}
