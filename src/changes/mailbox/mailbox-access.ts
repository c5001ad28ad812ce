import type { MailboxRight } from '../../model/mailbox.ts'
import type { Readers } from '../../ports/systems.ts'
import type { Resolve } from '../change-kind.ts'
import type { MailboxAccess } from './mailbox.ts'
import { identity, truth } from './power-shell.ts'

/** What a right lets somebody do, behind "let … ". */
export const MAY: { readonly [right in MailboxRight]: string } = {
  FullAccess: 'open the mailbox of',
  SendAs: 'send as',
  SendOnBehalf: 'send on behalf of',
}

/** Whether the right is there; undefined where nobody but a person can look. */
export const hasAccess = async (of: MailboxAccess, read: Readers, context: Resolve): Promise<boolean | undefined> => {
  const [mailbox, user] = [context.idOf(of.mailbox), context.idOf(of.user)]
  const grants = await read.exchange?.grantsOn(mailbox)
  return grants?.some((grant) => grant.user === user && grant.right === of.right)
}

/** The cmdlet that gives (`Add`) or takes (`Remove`) a right. */
export const accessCmdlet = (verb: 'Add' | 'Remove', { mailbox, user, right, automap }: MailboxAccess): string => {
  const [on, who] = [identity(mailbox), identity(user)]
  if (right === 'SendOnBehalf') return `Set-Mailbox -Identity ${on} -GrantSendOnBehalfTo @{${verb}=${who}}`
  if (right === 'SendAs')
    return `${verb}-RecipientPermission -Identity ${on} -Trustee ${who} -AccessRights SendAs -Confirm:$false`
  const mapping = verb === 'Add' ? ` -AutoMapping ${truth(automap === true)}` : ''
  return `${verb}-MailboxPermission -Identity ${on} -User ${who} -AccessRights FullAccess -InheritanceType All${mapping} -Confirm:$false`
}
