import type { Json } from '../model/json.ts'

/** A change to a list: PowerShell's `@{Add=…; Remove=…}`. */
export interface ListChange {
  readonly add?: readonly string[]
  readonly remove?: readonly string[]
}

export type ParameterValue = string | boolean | null | readonly string[] | ListChange

/** The cmdlets that this program uses, and no others: a driver offers a way to nothing else. */
export const cmdlets = {
  read: [
    'Get-DistributionGroup',
    'Get-Mailbox',
    'Get-MailboxPermission',
    'Get-MailboxStatistics',
    'Get-MobileDevice',
    'Get-Recipient',
    'Get-RecipientPermission',
    'Get-User',
  ],
  write: [
    'Add-DistributionGroupMember',
    'Add-MailboxPermission',
    'Add-RecipientPermission',
    'Remove-DistributionGroupMember',
    'Remove-MailboxPermission',
    'Remove-MobileDevice',
    'Remove-RecipientPermission',
    'Set-Mailbox',
  ],
} as const

export type ReadCmdlet = (typeof cmdlets.read)[number]
export type WriteCmdlet = (typeof cmdlets.write)[number]

/** One call of a cmdlet. `doing` says what it is for, as the end of a sentence: "reading the mailbox of 7f3c…". */
export interface Invocation<Cmdlet extends string = ReadCmdlet | WriteCmdlet> {
  readonly cmdlet: Cmdlet
  readonly parameters: { readonly [name: string]: ParameterValue }
  /** The properties that are wanted of each result; all where absent. */
  readonly select?: readonly string[]
  readonly doing: string
}

/** What a cmdlet answered. Warnings tell what PowerShell would show in yellow. */
export interface CmdletAnswer {
  readonly items: readonly Json[]
  readonly warnings: readonly string[]
}

export type InvokeRead = (invocation: Invocation<ReadCmdlet>) => Promise<CmdletAnswer>
export type InvokeWrite = (invocation: Invocation<WriteCmdlet>) => Promise<CmdletAnswer>

/** Whether a call changes something if it arrives. */
export const isWrite = ({ cmdlet }: Pick<Invocation, 'cmdlet'>): boolean =>
  (cmdlets.write as readonly string[]).includes(cmdlet)
