import type { JsonObject } from '../../../model/json.ts'
import { textOf as propertyText, textsOf as propertyTexts } from '../../entra/stored-objects.ts'
import { type Cmdlet, type CmdletCall, sized, textOf, textsOf } from './cmdlet.ts'
import { ExchangeFault } from './exchange-fault.ts'
import { isOneOf, recipientFilterOf } from './mailbox-cmdlets.ts'
import {
  everyRecipient,
  isList,
  isRecipient,
  isUser,
  type Recipient,
  recipientOf,
  resolveRecipient,
  type Wanted,
} from './recipient.ts'

const shown = (recipient: Recipient): JsonObject => ({
  Identity: recipient.name,
  Name: recipient.name,
  Alias: recipient.alias,
  DisplayName: recipient.displayName,
  DistinguishedName: recipient.distinguishedName,
  ExternalDirectoryObjectId: recipient.id,
  PrimarySmtpAddress: recipient.address,
  EmailAddresses: [...propertyTexts(recipient.object, 'proxyAddresses')],
  RecipientTypeDetails: recipient.type,
  IsDirSynced: recipient.isSynced,
})

/** Answers one by its identity, or those that fit a filter and a type. */
const finder = (name: string, wanted: Wanted, shape: (recipient: Recipient) => JsonObject): Cmdlet => ({
  name,
  parameters: { Identity: 'text', Filter: 'text', RecipientTypeDetails: 'list', ResultSize: 'size' },
  run(call) {
    const identity = textOf(call.given, 'Identity')
    if (identity !== null) return [shape(resolveRecipient(call, identity, wanted))]
    const types = textsOf(call.given, 'RecipientTypeDetails')
    const fits = recipientFilterOf(call)
    return sized(
      call,
      everyRecipient(call).filter((one) => wanted(one) && isOneOf(types, one) && fits(one)),
    ).map(shape)
  },
})

const user = (recipient: Recipient): JsonObject => ({
  ...shown(recipient),
  UserPrincipalName: propertyText(recipient.object, 'userPrincipalName') ?? '',
})

const getMembers: Cmdlet = {
  name: 'Get-DistributionGroupMember',
  parameters: { Identity: 'text', ResultSize: 'size' },
  required: ['Identity'],
  run(call) {
    const list = resolveRecipient(call, textOf(call.given, 'Identity') ?? '', isList)
    const members = [...call.entra.members.of(list.id)].flatMap((id) => {
      const object = call.entra.object(id)
      return object?.type === 'user' || object?.type === 'group' ? (recipientOf(call, object) ?? []) : []
    })
    return sized(call, members).map(shown)
  },
}

interface Membership {
  readonly list: Recipient
  readonly member: Recipient
}

/** What a write is about, if it is allowed: the caller manages no list, and AD's lists change in AD. */
const membershipOf = (call: CmdletCall): Membership => {
  const list = resolveRecipient(call, textOf(call.given, 'Identity') ?? '', isList)
  const member = resolveRecipient(call, textOf(call.given, 'Member') ?? '', (one) => isRecipient(one) || isUser(one))
  if (list.isSynced) throw new ExchangeFault('synced', { id: list.name, cmdlet: call.cmdlet, property: 'Member' })
  if (call.given['BypassSecurityGroupManagerCheck'] !== true) throw new ExchangeFault('not-manager')
  return { list, member }
}

const memberParameters: Cmdlet['parameters'] = {
  Identity: 'text',
  Member: 'text',
  BypassSecurityGroupManagerCheck: 'switch',
}

const addMember: Cmdlet = {
  name: 'Add-DistributionGroupMember',
  parameters: memberParameters,
  required: ['Identity', 'Member'],
  run(call) {
    const { list, member } = membershipOf(call)
    if (call.entra.members.has(list.id, member.id))
      throw new ExchangeFault('member-exists', { member: member.name, group: list.name })
    call.entra.link('members', list.id, member.id)
    return []
  },
}

const removeMember: Cmdlet = {
  name: 'Remove-DistributionGroupMember',
  parameters: memberParameters,
  required: ['Identity', 'Member'],
  run(call) {
    const { list, member } = membershipOf(call)
    if (!call.entra.members.has(list.id, member.id))
      throw new ExchangeFault('no-member', { member: member.name, group: list.name })
    call.entra.unlink('members', list.id, member.id)
    return []
  },
}

export const groupCmdlets: readonly Cmdlet[] = [
  finder('Get-DistributionGroup', isList, shown),
  finder('Get-Recipient', isRecipient, shown),
  finder('Get-User', isUser, user),
  getMembers,
  addMember,
  removeMember,
]
