import type { Readers } from '../../ports/systems.ts'
import type { Resolve } from '../change-kind.ts'
import { required } from '../require-system.ts'
import type { MailboxListMembership } from './mailbox.ts'
import { identity } from './power-shell.ts'

/** Whether the membership is there. Lists are groups of Entra as well, for organisations in which only people reach Exchange. */
export const isListMember = async (of: MailboxListMembership, read: Readers, context: Resolve): Promise<boolean> => {
  const [list, member] = [context.idOf(of.list), context.idOf(of.member)]
  const entra = required(read.entra, 'entra')
  if (!(await entra.user(member))) return false
  const lists = read.exchange ? await read.exchange.listsOf(member) : await entra.groupsOf(member)
  return lists.some(({ id }) => id === list)
}

/** Managers of a list need not be asked: the administrator who is signed in is none of them. */
export const listCmdlet = (verb: 'Add' | 'Remove', { list, member }: MailboxListMembership): string =>
  `${verb}-DistributionGroupMember -Identity ${identity(list)} -Member ${identity(member)} -BypassSecurityGroupManagerCheck -Confirm:$false`
