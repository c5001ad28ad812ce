import type { JsonObject } from '../../../model/json.ts'
import { textOf as propertyText } from '../../entra/stored-objects.ts'
import type { StoredMailbox } from '../stored-mailbox.ts'
import { type Cmdlet, type CmdletCall, sized, textOf, textsOf } from './cmdlet.ts'
import { ExchangeFault } from './exchange-fault.ts'
import { mailboxNamed } from './mailbox-cmdlets.ts'
import { isAnybody, type Recipient, resolveRecipient } from './recipient.ts'

const SELF = 'NT AUTHORITY\\SELF'

/** How Exchange writes a trustee: the sign-in name of a user, the name of a group, a bare SID for somebody who is gone. */
const trusteeText = ({ entra }: CmdletCall, id: string): string => {
  const object = entra.object(id)
  if (!object) return `S-1-5-21-3853137137-2342141551-918827374-${Number.parseInt(id.slice(0, 6), 16)}`
  return propertyText(object, 'userPrincipalName') ?? propertyText(object, 'mailNickname') ?? id
}

const onMailbox = ({ id }: StoredMailbox, User: string): JsonObject => ({
  Identity: id,
  User,
  AccessRights: User === SELF ? ['FullAccess', 'ReadPermission'] : ['FullAccess'],
  IsInherited: false,
  Deny: false,
  InheritanceType: 'All',
})

const getMailboxPermission: Cmdlet = {
  name: 'Get-MailboxPermission',
  parameters: { Identity: 'text', User: 'text', ResultSize: 'size' },
  required: ['Identity'],
  run(call) {
    const { mailbox } = mailboxNamed(call, textOf(call.given, 'Identity') ?? '')
    const only = textOf(call.given, 'User')
    const user = only === null ? null : resolveRecipient(call, only, isAnybody).id
    const granted = mailbox.fullAccess
      .filter((grant) => user === null || grant.user === user)
      .map((grant) => onMailbox(mailbox, trusteeText(call, grant.user)))
    return user === null ? [onMailbox(mailbox, SELF), ...granted] : granted
  },
}

/** Whose mailbox somebody is given, or taken from; the practice tenant knows this right of a mailbox alone. */
const named = (call: CmdletCall, only: 'FullAccess' | 'SendAs', trusteeParameter: 'User' | 'Trustee') => {
  const rights = textsOf(call.given, 'AccessRights')
  const other = rights.find((right) => right.toLowerCase() !== only.toLowerCase())
  if (other !== undefined) throw new ExchangeFault('bad-value', { parameter: 'AccessRights', value: other })
  const { recipient, mailbox } = mailboxNamed(call, textOf(call.given, 'Identity') ?? '')
  return { recipient, mailbox, trustee: resolveRecipient(call, textOf(call.given, trusteeParameter) ?? '', isAnybody) }
}

const present = (call: CmdletCall, mailbox: Recipient, trustee: Recipient): void =>
  call.warn(
    `The appropriate access control entry is already present on the object "${mailbox.distinguishedName}" for account "${trustee.name}".`,
  )

const absent = (call: CmdletCall, mailbox: Recipient, trustee: Recipient): void =>
  call.warn(
    `An inherited access control entry has been specified: the ACE isn't present on the object "${mailbox.distinguishedName}" for account "${trustee.name}", so it can't be removed.`,
  )

const addMailboxPermission: Cmdlet = {
  name: 'Add-MailboxPermission',
  parameters: { Identity: 'text', User: 'text', AccessRights: 'list', InheritanceType: 'text', AutoMapping: 'boolean' },
  required: ['Identity', 'User', 'AccessRights'],
  run(call) {
    const { recipient, mailbox, trustee: user } = named(call, 'FullAccess', 'User')
    if (mailbox.fullAccess.some((grant) => grant.user === user.id)) present(call, recipient, user)
    else {
      const automap = call.given['AutoMapping'] !== false
      call.mailboxes.put({ ...mailbox, fullAccess: [...mailbox.fullAccess, { user: user.id, automap }] })
    }
    return [onMailbox(mailbox, trusteeText(call, user.id))]
  },
}

const removeMailboxPermission: Cmdlet = {
  name: 'Remove-MailboxPermission',
  parameters: { Identity: 'text', User: 'text', AccessRights: 'list', InheritanceType: 'text' },
  required: ['Identity', 'User', 'AccessRights'],
  run(call) {
    const { recipient, mailbox, trustee: user } = named(call, 'FullAccess', 'User')
    const fullAccess = mailbox.fullAccess.filter((grant) => grant.user !== user.id)
    if (fullAccess.length === mailbox.fullAccess.length) absent(call, recipient, user)
    else call.mailboxes.put({ ...mailbox, fullAccess })
    return []
  },
}

const asSender = ({ id }: StoredMailbox, Trustee: string): JsonObject => ({
  Identity: id,
  Trustee,
  AccessControlType: 'Allow',
  AccessRights: ['SendAs'],
  IsInherited: false,
  InheritanceType: 'None',
})

const getRecipientPermission: Cmdlet = {
  name: 'Get-RecipientPermission',
  parameters: { Identity: 'text', Trustee: 'text', AccessRights: 'list', ResultSize: 'size' },
  run(call) {
    const identity = textOf(call.given, 'Identity')
    const only = textOf(call.given, 'Trustee')
    const trustee = only === null ? null : resolveRecipient(call, only, isAnybody).id
    const mailboxes = identity === null ? call.mailboxes.all() : [mailboxNamed(call, identity).mailbox]
    const found = mailboxes.flatMap((mailbox) => [
      ...(trustee === null ? [asSender(mailbox, SELF)] : []),
      ...mailbox.sendAs
        .filter((id) => trustee === null || id === trustee)
        .map((id) => asSender(mailbox, trusteeText(call, id))),
    ])
    return sized(call, found)
  },
}

const addRecipientPermission: Cmdlet = {
  name: 'Add-RecipientPermission',
  parameters: { Identity: 'text', Trustee: 'text', AccessRights: 'list' },
  required: ['Identity', 'Trustee', 'AccessRights'],
  run(call) {
    const { recipient, mailbox, trustee } = named(call, 'SendAs', 'Trustee')
    if (mailbox.sendAs.includes(trustee.id)) present(call, recipient, trustee)
    else call.mailboxes.put({ ...mailbox, sendAs: [...mailbox.sendAs, trustee.id] })
    return [asSender(mailbox, trusteeText(call, trustee.id))]
  },
}

const removeRecipientPermission: Cmdlet = {
  name: 'Remove-RecipientPermission',
  parameters: { Identity: 'text', Trustee: 'text', AccessRights: 'list' },
  required: ['Identity', 'Trustee', 'AccessRights'],
  run(call) {
    const { recipient, mailbox, trustee } = named(call, 'SendAs', 'Trustee')
    if (!mailbox.sendAs.includes(trustee.id)) absent(call, recipient, trustee)
    else call.mailboxes.put({ ...mailbox, sendAs: mailbox.sendAs.filter((id) => id !== trustee.id) })
    return []
  },
}

export const permissionCmdlets: readonly Cmdlet[] = [
  getMailboxPermission,
  addMailboxPermission,
  removeMailboxPermission,
  getRecipientPermission,
  addRecipientPermission,
  removeRecipientPermission,
]
