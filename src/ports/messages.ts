import type { OutgoingMail, TicketNote, WebMessage } from '../model/message.ts'

/** Sends messages to webhooks, each with one request that is never repeated. */
export interface MessageWriter {
  /** `webhook`: its name in the configuration. Throws `message/unknown-webhook` and its neighbours. */
  post(webhook: string, message: WebMessage): Promise<void>
  note(note: TicketNote): Promise<void>
}

/** Mail through Graph. */
export interface EntraSendWriter {
  /** Sends a mail from the mailbox of a user, which keeps it among its sent items. */
  sendMail(senderId: string, mail: OutgoingMail): Promise<void>
}
