/**
 * Types of sign-in methods that a user can have beside the password, by what Graph calls them without `AuthenticationMethod`.
 * https://learn.microsoft.com/graph/api/resources/authenticationmethods-overview
 */
export const methodTypes = [
  'phone',
  'microsoftAuthenticator',
  'softwareOath',
  'fido2',
  'windowsHelloForBusiness',
  'platformCredential',
  'external',
  'email',
  'temporaryAccessPass',
] as const

export type MethodType = (typeof methodTypes)[number]

/** Whether Graph v1.0 can remove a method of this type; of some it only tells that they are there. */
export const isMethodType = (type: string): type is MethodType => methodTypes.some((known) => known === type)

/** A way in which somebody proves who he is, beside the password. */
export interface SignInMethod {
  readonly id: string
  /** One of `methodTypes`, or another that Graph v1.0 lists and cannot remove. */
  readonly type: string
  /** What its owner knows it by: a phone number with its use, the name of a device, an address. */
  readonly name: string | null
}

/** When a user's sessions began to count. Times are RFC 3339; null where Graph does not say. */
export interface SignInSessions {
  /** Sessions and refresh tokens from before this time are refused. https://learn.microsoft.com/graph/api/user-revokesigninsessions */
  readonly validFrom: string | null
  readonly passwordChanged: string | null
  readonly created: string | null
}

/** An account among the deleted users. */
export interface DeletedUser {
  readonly id: string
  /** As it was before it was deleted. */
  readonly userPrincipalName: string
  readonly displayName: string | null
  /** Mail addresses, as `SMTP:…` for the primary and `smtp:…` for the others. */
  readonly proxyAddresses: readonly string[]
  readonly onPremisesSyncEnabled: boolean
  /** RFC 3339; Entra keeps it for 30 days from then. */
  readonly deleted: string | null
}
