import { z } from 'zod'
import { sameForward } from '../../changes/mailbox/mailbox-forward-set.ts'
import { Fault } from '../../model/fault.ts'
import { isNamed, nobodyNamed } from '../find-person.ts'
import { defineStep, type StepAnswer, type StepContext } from '../step.ts'
import { type ForwardTarget, forwardTarget } from './forward-target.ts'
import { addressOf, type PersonMailbox, personMailbox, unseen } from './person-mailbox.ts'

const input = z.strictObject({
  to: z
    .string()
    .nullable()
    .default('')
    .describe('employeeId, UPN or mail address; null ends forwarding. Empty or left out: the step is skipped.'),
  keepCopy: z.boolean().default(true).describe('Whether the mail stays in the mailbox as well.'),
  external: z.boolean().default(false).describe('Whether the address may be one of another organisation.'),
})
type Input = z.output<typeof input>

/** Mail to the person goes to somebody else. */
export const mailboxForward = defineStep<Input>({
  verb: 'mailbox.forward',
  summary: 'Mail to the person goes to somebody else.',
  about:
    'Sets the forwarding of the mailbox itself, which no rule of its owner undoes. An address of another organisation has to be allowed by `external: true`, and the outbound policy of Exchange Online blocks it unless an administrator allows it there too. ' +
    'Without a driver for Exchange it is a line for a person to type, each time anew. Graph has no substitute: an inbox rule that redirects mail is not the same, for it can be turned off by whoever opens the mailbox. ' +
    'Skipped where the person has no mailbox in Exchange Online.',
  systems: ['entra'],
  kinds: ['mailbox.forward.set'],
  reads: ['User.Read.All', 'MailboxSettings.Read', 'Organization.Read.All'],
  input,
  outputs: { to: 'string' },
  examples: [
    {
      title: 'To the manager',
      yaml: '- mailbox.forward: { to: "${{ person.manager }}" }',
      plans: ['forward the mail of adele.vance@contoso.com to miriam.graham@contoso.com'],
    },
  ],

  async plan(context, wishes) {
    if (wishes.to !== null && !isNamed(wishes.to)) return nobodyNamed
    const found = await personMailbox(context)
    if ('none' in found) return found.none
    const target = wishes.to === null ? null : await forwardTarget(context, wishes.to, wishes.external)
    if (target) await refuseCircle(context, found, target)
    return answerFor(context, found, target, wishes)
  },
})

const answerFor = (
  context: StepContext,
  { ref: mailbox, exchange }: PersonMailbox,
  target: ForwardTarget | null,
  { keepCopy }: Input,
): StepAnswer => {
  const forward = target && { to: target.address, keepsCopy: keepCopy }
  const outputs = { to: target?.address ?? '' }
  if (exchange && sameForward(exchange.forward, forward)) return { changes: [], holds: 1, outputs }
  const before = exchange ? { before: exchange.forward } : {}
  const external = target?.external ? { external: true as const } : {}
  const change = { kind: 'mailbox.forward.set', mailbox, forward, ...before, ...external } as const
  return { changes: [{ change, because: unseen(context) }], holds: 0, outputs, notes: notesOn(target) }
}

const notesOn = (target: ForwardTarget | null): readonly string[] => {
  if (!target || target.user) return []
  if (target.external)
    return [
      `${target.address} is outside: the outbound spam policy of Exchange Online blocks it unless it is allowed there`,
    ]
  return [`no user has the address ${target.address}: if nothing else has it either, what is forwarded comes back`]
}

/** Mail that comes back to where it was forwarded from goes round until Exchange throws it away. */
const refuseCircle = async (
  context: StepContext,
  { user, ref }: PersonMailbox,
  target: ForwardTarget,
): Promise<void> => {
  const own = addressOf(user).toLowerCase()
  const theirs = target.user && (await context.read.exchange?.mailbox(target.user.id))
  const back = theirs?.forward?.to.toLowerCase()
  if (target.address.toLowerCase() !== own && back !== own) return
  throw new Fault('plan/forward-circle', { account: ref.name, address: target.address }, { where: context.where() })
}
