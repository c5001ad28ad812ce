export interface Invitation {
  readonly mail: string
  readonly displayName: string
  /** Where the guest lands after accepting. */
  readonly redirectUrl: string
  /** Whether Entra writes to the guest. */
  readonly sendMail: boolean
}

/** Writes that let people of other organisations in. */
export interface GuestWriter {
  /** Invites somebody; answers the id of the guest's account. */
  inviteGuest(invitation: Invitation): Promise<{ readonly id: string }>
}
