import { z } from 'zod'
import type { EntraUser } from '../../model/entra-objects.ts'
import { Fault } from '../../model/fault.ts'
import { type ObjectRef, refTo } from '../../model/object-ref.ts'
import { showText } from '../../model/show-text.ts'
import { collectFaults } from '../collect-faults.ts'
import { findEntraPerson, isNamed, nobodyNamed } from '../find-person.ts'
import { required } from '../required.ts'
import { defineStep, type StepContext } from '../step.ts'
import { about, line, nothingToTell, text, whenSent } from './message-text.ts'

const reference = z.string()
const recipients = z.union([reference, z.array(reference).max(100)])
const input = z.strictObject({
  to: recipients.describe('A mail address or the employeeId of somebody, or a list of those; empty ones are left out.'),
  cc: recipients.optional().describe('Who gets a copy, in the same way.'),
  subject: line.describe('One line.'),
  text: text.describe('The mail, as plain text.'),
  about,
})
type Input = z.output<typeof input>

/** Somebody gets a mail. */
export const notifyMail = defineStep<Input>({
  verb: 'notify.mail',
  summary: 'Sends a mail.',
  about:
    'From the mailbox that notify.mail.from in joinery.yaml names, through Graph; it stays among the sent items there. Plain text alone, so that nothing from HR becomes markup. A secret is refused: passwords go by handover.secret. ' +
    `${whenSent} Skipped where no sender is configured.`,
  systems: ['entra'],
  kinds: ['message.mail.send'],
  reads: ['User.Read.All'],
  input,
  outputs: {},
  examples: [
    {
      title: 'Tell the manager',
      yaml: '- entra.disable: {}\n- notify.mail:\n    to: ${{ person.manager }}\n    subject: "${{ person.givenName }} has left"\n    text: "The account is blocked. Mail goes to you from today."',
      plans: ['send mail "Adele has left" to miriam.graham@contoso.com'],
    },
  ],

  async plan(context, given) {
    const from = context.notify?.mailFrom ?? null
    if (from === null) return { changes: [], holds: 0, skipped: 'no sender of mails is configured (notify.mail.from)' }
    const nothing = nothingToTell(context, given.about)
    if (nothing) return nothing
    const faults: Fault[] = []
    const to = await addressesOf(context, given.to, faults)
    const cc = (await addressesOf(context, given.cc ?? [], faults)).filter((address) => !to.includes(address))
    const sender = await collectFaults(faults, () => findSender(context, from))
    if (faults.length > 0 || !sender) return { changes: [], holds: 0, faults }
    if (to.length === 0) return nobodyNamed
    const { subject } = given
    return { changes: [{ change: { kind: 'message.mail.send', sender, to, cc, subject, text: given.text } }], holds: 0 }
  },
})

const findSender = async (context: StepContext, from: string): Promise<ObjectRef> => {
  const entra = required(context.read.entra)
  const named = await entra.usersBy('userPrincipalName', from)
  const found = named.length > 0 ? named : await entra.usersBy('proxyAddresses', `smtp:${from}`)
  const [sender, second] = found
  if (sender && !second) return refTo(sender, from)
  throw new Fault('message/unknown-sender', { from, found: second ? 'several users have it' : 'no user has it' })
}

const addressesOf = async (context: StepContext, given: Input['to'], faults: Fault[]): Promise<readonly string[]> => {
  const all: string[] = []
  for (const reference of [given].flat().filter(isNamed)) {
    const address = await collectFaults(faults, () => addressOf(context, reference.trim()))
    if (address !== undefined && !all.includes(address)) all.push(address)
  }
  return all
}

/** What Exchange takes as an address without quotes. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+\.[^\s@<>()[\]\\,;:"]+$/

/** An address stands for itself; who is named by sign-in name or number is written to at the address of the account. */
const addressOf = async (context: StepContext, reference: string): Promise<string> => {
  if (!reference.includes('@')) return mailOf(context, reference, await somebody(context, reference))
  const [user] = await required(context.read.entra).usersBy('userPrincipalName', reference)
  const address = user ? mailOf(context, reference, user) : reference
  if (ADDRESS.test(address)) return address
  throw badAddress(context, reference, 'is no mail address')
}

/** The person may be written to as well. */
const somebody = async (context: StepContext, reference: string): Promise<EntraUser | null> =>
  reference === context.person.employeeId ? context.accounts.entra() : findEntraPerson(context, reference)

const mailOf = (context: StepContext, reference: string, user: EntraUser | null): string => {
  const mail = user?.properties['mail']
  if (typeof mail === 'string' && mail !== '') return mail
  throw badAddress(context, reference, user ? 'is an account without a mail address' : 'has no account')
}

const badAddress = (context: StepContext, reference: string, why: string): Fault =>
  new Fault('message/bad-address', { reference: showText(reference), why }, { where: context.where() })
