import type { EntraUser } from '../../model/entra-objects.ts'
import type { AutomaticReply, Mailbox, MailboxType } from '../../model/mailbox.ts'
import { type ObjectRef, refTo } from '../../model/object-ref.ts'
import { requireUser } from '../require-account.ts'
import { required } from '../required.ts'
import type { StepAnswer, StepContext } from '../step.ts'

/** The mailbox of the person that a plan is about, as the projection shows it. */
export interface PersonMailbox {
  readonly user: EntraUser
  readonly ref: ObjectRef
  /** What Graph says of it. */
  readonly settings: { readonly userPurpose: MailboxType; readonly reply: AutomaticReply }
  /** What Exchange says of it; null where only people reach Exchange. */
  readonly exchange: Mailbox | null
}

/** What a step answers where the person has no mailbox. */
export interface NoMailbox {
  readonly none: StepAnswer
}

/** The person's mailbox, or why there is nothing to do. Throws `plan/no-account`. */
export const personMailbox = async (context: StepContext): Promise<PersonMailbox | NoMailbox> => {
  const user = await requireUser(context)
  const settings = await required(context.read.entra).mailboxSettings(user.id)
  const exchange = (settings && (await context.read.exchange?.mailbox(user.id))) ?? null
  if (!settings || (context.read.exchange && !exchange))
    return { none: { changes: [], holds: 0, skipped: `${user.userPrincipalName} has no mailbox in Exchange Online` } }
  return { user, ref: refTo(user, user.userPrincipalName), settings, exchange }
}

/** Stands behind what is planned each time, for nobody but a person can look whether it is so. */
const UNSEEN = 'what is there cannot be seen, so each time anew'

/** The reason to give for a change, where Joinery cannot see whether it holds. */
export const unseen = ({ read }: StepContext): string | undefined => (read.exchange ? undefined : UNSEEN)

/** The address that others write to. */
export const addressOf = ({ properties, userPrincipalName }: EntraUser): string => {
  const mail = properties['mail']
  return typeof mail === 'string' && mail !== '' ? mail : userPrincipalName
}

/** How somebody is called in a summary. */
export const shownName = ({ displayName, userPrincipalName }: EntraUser): string => displayName ?? userPrincipalName
