/** Lets somebody of another organisation in. */
export interface EntraGuestInvite {
  readonly kind: 'entra.guest.invite'
  /** The guest's address, by which the account is found again. */
  readonly mail: string
  readonly displayName: string
  /** Where the guest lands after accepting. */
  readonly redirectUrl: string
  /** Whether Entra writes to the guest. */
  readonly sendMail: boolean
}
