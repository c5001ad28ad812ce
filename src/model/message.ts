/** A mail to send. Plain text alone: what HR wrote into a name cannot become markup in it. */
export interface OutgoingMail {
  /** SMTP addresses. */
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly subject: string
  readonly text: string
}

/** A message to a webhook. */
export interface WebMessage {
  readonly subject: string
  readonly text: string
  /** Shown one below the other, in this order. */
  readonly facts: readonly { readonly name: string; readonly value: string }[]
}

/** A note for a ticket system. */
export interface TicketNote {
  /** Number of the ticket as people write it. */
  readonly ticket: string
  readonly text: string
  readonly person: { readonly employeeId: string; readonly name: string }
}

/** Whom an organisation can tell something, as far as planning has to know. */
export interface NotifySettings {
  /** Address of the mailbox that mails come from; null where none is configured. */
  readonly mailFrom: string | null
  /** Names of configured webhooks. */
  readonly webhooks: readonly string[]
  /** Whether a ticket system is configured. */
  readonly tickets: boolean
}
