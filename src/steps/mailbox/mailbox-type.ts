import { z } from 'zod'
import { Fault } from '../../model/fault.ts'
import { type Mailbox, sizeClass } from '../../model/mailbox.ts'
import { duration } from '../duration.ts'
import { defineStep, type StepAnswer, type StepContext, type Wanted } from '../step.ts'
import { type PersonMailbox, personMailbox } from './person-mailbox.ts'

const MINUTE_MS = 60_000
const POLL_MS = 10_000
const GIB = 1024 ** 3

const input = z.strictObject({
  is: z.enum(['shared', 'user']).describe('shared: nobody signs in to it, and it needs no licence. user: a person’s.'),
  within: duration
    .optional()
    .describe(
      'How long to wait for a shared mailbox to show at most; 1h when left out, and not at all for what a person does.',
    ),
  overSize: z
    .enum(['refuse', 'keep-licence', 'leave'])
    .default('refuse')
    .describe(
      'What to do with a mailbox that needs a licence as a shared one too (above 50 GB, on hold, or with an archive). refuse: no plan. keep-licence: convert it, and the output needsLicence is true. leave: it stays as it is.',
    ),
})
type Input = z.output<typeof input>

/** The person's mailbox is a shared one, or a person's. */
export const mailboxType = defineStep<Input>({
  verb: 'mailbox.type',
  summary: "The person's mailbox is a shared one, or a person's.",
  about:
    'Converts the mailbox and waits until it reads as shared, for without a licence a mailbox that is not shared by then is deleted: licences are taken in later steps. ' +
    'A mailbox that needs a licence as a shared one too is refused, unless overSize says otherwise; the note of the plan says why it needs one, also when it is nearly full (49 of 50 GB). ' +
    'Without a driver for Exchange the conversion is a line for a person to type; the wait holds everything after it back, and `joinery resume` goes on when Graph shows the mailbox as shared. ' +
    'Skipped where the person has no mailbox in Exchange Online.',
  systems: ['entra'],
  kinds: ['mailbox.type.set', 'wait.mailbox.shared'],
  reads: ['User.Read.All', 'MailboxSettings.Read'],
  input,
  outputs: { shared: 'bool', needsLicence: 'bool' },
  examples: [
    {
      title: 'Keep the mail of somebody who left, without a licence',
      yaml: '- mailbox.type: { is: shared }',
      plans: [
        'make the mailbox of adele.vance@contoso.com a shared mailbox',
        'wait until the mailbox of adele.vance@contoso.com is shared',
      ],
    },
  ],

  async plan(context, wishes) {
    const found = await personMailbox(context)
    if ('none' in found) return found.none
    refuseThings(context, found)
    return wishes.is === 'shared' ? makeShared(context, found, wishes) : makePersonal(found)
  },
})

const typeOf = ({ exchange, settings }: PersonMailbox) => exchange?.type ?? settings.userPurpose

/** Rooms and equipment have a calendar that answers by itself, which a conversion would end. */
const refuseThings = (context: StepContext, found: PersonMailbox): void => {
  const type = typeOf(found)
  if (type === 'user' || type === 'shared') return
  throw new Fault('plan/mailbox-not-personal', { account: found.ref.name, type }, { where: context.where() })
}

const makePersonal = (found: PersonMailbox): StepAnswer => {
  const before = typeOf(found)
  if (before === 'user') return { changes: [], holds: 1 }
  const change = { kind: 'mailbox.type.set', mailbox: found.ref, type: 'user', before } as const
  const notes = ['a mailbox of a person needs a licence with Exchange; without one it is deleted after 30 days']
  return { changes: [{ change }], holds: 0, notes }
}

const makeShared = (context: StepContext, found: PersonMailbox, { within, overSize }: Input): StepAnswer => {
  const { ref, exchange, settings } = found
  const reasons = exchange ? whyLicence(exchange) : []
  const outputs = { shared: true, needsLicence: reasons.length > 0 }
  const notes = notesOn(found, reasons)
  if (typeOf(found) === 'shared' && settings.userPurpose === 'shared')
    return { changes: [], holds: 1, outputs, notes: reasons.length > 0 ? notes : [] }
  if (reasons.length > 0 && overSize === 'leave')
    return {
      changes: [],
      holds: 0,
      skipped: `${ref.name} needs a licence as a shared mailbox too: ${reasons.join(', ')}`,
    }
  if (reasons.length > 0 && overSize === 'refuse') {
    const params = { account: ref.name, because: reasons.join(', ') }
    throw new Fault('plan/mailbox-needs-licence', params, { where: context.where() })
  }
  return { changes: conversion(context, found, within), holds: 0, outputs, notes }
}

/** Whoever types the conversion does not sit before a command that waits for it: the run parks at once, and goes on when it is asked to. */
const conversion = (context: StepContext, found: PersonMailbox, within: number | undefined): readonly Wanted[] => {
  const { ref: mailbox } = found
  const withinMs = within ?? (context.read.exchange ? 60 * MINUTE_MS : 0)
  const wait = { kind: 'wait.mailbox.shared', mailbox, withinMs, pollMs: POLL_MS } as const
  const before = typeOf(found)
  if (before === 'shared') return [{ change: wait }]
  const set = { kind: 'mailbox.type.set', mailbox, type: 'shared', before } as const
  return [{ change: set }, { change: wait, needs: [context.changeId('mailbox.type.set')] }]
}

const gigabytes = (bytes: number): string => `${(bytes / GIB).toFixed(1)} GB`

/** https://learn.microsoft.com/microsoft-365/admin/email/about-shared-mailboxes */
const whyLicence = ({ sizeInBytes, isOnHold, hasArchive }: Mailbox): readonly string[] => [
  ...(sizeClass(sizeInBytes) === 'too-large' ? [`it holds ${gigabytes(sizeInBytes)}, and 50 GB are free`] : []),
  ...(isOnHold ? ['it is on hold'] : []),
  ...(hasArchive ? ['it has an archive'] : []),
]

const notesOn = ({ exchange, ref }: PersonMailbox, reasons: readonly string[]): readonly string[] => {
  if (!exchange)
    return [
      `size, holds and archive of the mailbox of ${ref.name} cannot be seen: above 50 GB, on hold or with an archive it needs a licence as a shared one too`,
    ]
  if (reasons.length > 0) return [`the shared mailbox of ${ref.name} goes on needing a licence: ${reasons.join(', ')}`]
  return sizeClass(exchange.sizeInBytes) === 'nearly-full'
    ? [
        `the mailbox of ${ref.name} holds ${gigabytes(exchange.sizeInBytes)}; from 50 GB on a shared one takes no mail without a licence`,
      ]
    : []
}
