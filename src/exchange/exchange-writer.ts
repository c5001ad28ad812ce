import type { MailboxRight } from '../model/mailbox.ts'
import type { ExchangeWriter } from '../ports/exchange.ts'
import type { KeptIndex } from './grant-index.ts'
import type { Invocation, InvokeWrite, WriteCmdlet } from './invocation.ts'

interface Grant {
  readonly mailbox: string
  readonly user: string
  readonly right: MailboxRight
  readonly automap?: boolean
}

type Call = Omit<Invocation<WriteCmdlet>, 'doing'>

/** Writes to Exchange Online, whichever driver carries them. Each is one cmdlet, addressed by id, and sent once. */
export const exchangeWriter = (write: InvokeWrite, index: KeptIndex): ExchangeWriter => {
  const setMailbox = async (userId: string, doing: string, parameters: Invocation['parameters']): Promise<void> => {
    await write({ cmdlet: 'Set-Mailbox', parameters: { Identity: userId, ...parameters }, doing })
  }
  const changeMember = async (cmdlet: WriteCmdlet, listId: string, userId: string, doing: string): Promise<void> => {
    // Whoever administers Exchange need not manage each list.
    const parameters = { Identity: listId, Member: userId, BypassSecurityGroupManagerCheck: true }
    await write({ cmdlet, parameters: { ...parameters, Confirm: false }, doing })
  }
  const changeGrant = async (call: Call, doing: string): Promise<void> => {
    try {
      await write({ ...call, doing })
    } finally {
      index.forget()
    }
  }
  return {
    setType: (userId, type) =>
      setMailbox(userId, `converting the mailbox of ${userId}`, { Type: type === 'shared' ? 'Shared' : 'Regular' }),
    setForward: (userId, forward) =>
      setMailbox(userId, `forwarding the mail of ${userId}`, {
        ForwardingAddress: null,
        ForwardingSmtpAddress: forward?.to ?? null,
        DeliverToMailboxAndForward: forward?.keepsCopy ?? false,
      }),
    setHidden: (userId, hidden) =>
      setMailbox(userId, `${hidden ? 'hiding' : 'showing'} ${userId} in address lists`, {
        HiddenFromAddressListsEnabled: hidden,
      }),
    addGrant: (grant) =>
      changeGrant(additions[grant.right](grant), `giving ${grant.right} on the mailbox of ${grant.mailbox}`),
    removeGrant: (grant) =>
      changeGrant(removals[grant.right](grant), `taking ${grant.right} on the mailbox of ${grant.mailbox}`),
    addListMember: (listId, userId) =>
      changeMember('Add-DistributionGroupMember', listId, userId, `adding ${userId} to the list ${listId}`),
    removeListMember: (listId, userId) =>
      changeMember('Remove-DistributionGroupMember', listId, userId, `removing ${userId} from the list ${listId}`),
    removeMobileDevice: async (userId, deviceId) => {
      const doing = `removing a mobile partnership of ${userId}`
      await write({ cmdlet: 'Remove-MobileDevice', parameters: { Identity: deviceId, Confirm: false }, doing })
    },
  }
}

type Calls = { readonly [right in MailboxRight]: (grant: Grant) => Call }

const onBehalf = (mailbox: string, change: 'add' | 'remove', user: string): Call => ({
  cmdlet: 'Set-Mailbox',
  parameters: { Identity: mailbox, GrantSendOnBehalfTo: { [change]: [user] } },
})

const openRight = (mailbox: string, user: string) =>
  ({ Identity: mailbox, User: user, AccessRights: ['FullAccess'], InheritanceType: 'All', Confirm: false }) as const

const sendRight = (mailbox: string, user: string) =>
  ({ Identity: mailbox, Trustee: user, AccessRights: ['SendAs'], Confirm: false }) as const

/** Outlook opens a mapped mailbox by itself, with all it holds; so that is done only where it is asked for. */
const additions: Calls = {
  FullAccess: ({ mailbox, user, automap }) => ({
    cmdlet: 'Add-MailboxPermission',
    parameters: { ...openRight(mailbox, user), AutoMapping: automap ?? false },
  }),
  SendAs: ({ mailbox, user }) => ({ cmdlet: 'Add-RecipientPermission', parameters: sendRight(mailbox, user) }),
  SendOnBehalf: ({ mailbox, user }) => onBehalf(mailbox, 'add', user),
}

const removals: Calls = {
  FullAccess: ({ mailbox, user }) => ({ cmdlet: 'Remove-MailboxPermission', parameters: openRight(mailbox, user) }),
  SendAs: ({ mailbox, user }) => ({ cmdlet: 'Remove-RecipientPermission', parameters: sendRight(mailbox, user) }),
  SendOnBehalf: ({ mailbox, user }) => onBehalf(mailbox, 'remove', user),
}
