import { z } from 'zod'
import { propertyOf, sameName } from '../../changes/entra/entra-user.ts'
import type { EntraUser } from '../../model/entra-objects.ts'
import { Fault } from '../../model/fault.ts'
import { type ObjectRef, refTo } from '../../model/object-ref.ts'
import { personName } from '../../model/person.ts'
import { required } from '../required.ts'
import { defineStep, type StepAnswer, type StepContext, type Wanted } from '../step.ts'
import { propertyDelta } from './user-properties.ts'

const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

const input = z.strictObject({
  mail: z
    .string()
    .trim()
    .regex(MAIL, 'is no mail address')
    .describe('The address at the other organisation, to which the guest signs in.'),
  name: z.string().trim().min(1).optional().describe('Display name; the name of the person when left out.'),
  redirect: z
    .url({ protocol: /^https$/ })
    .default('https://myapplications.microsoft.com')
    .describe('Where the guest lands after accepting, beginning with https://.'),
  sendMail: z.boolean().default(true).describe('Whether Entra writes to the guest; true when left out.'),
})
type Input = z.output<typeof input>

/** Somebody of another organisation has a guest account. */
export const entraGuest = defineStep<Input>({
  verb: 'entra.guest',
  summary: 'Somebody of another organisation has a guest account.',
  about:
    'Looks for the guest by employeeId, and then by the mail address: a guest who was invited before, by whomever, is not invited again and gets the number of the person, by which later steps and other playbooks find the ' +
    'account. Refuses addresses of this organisation, people who have an account of their own, and a guest who carries the number of somebody else. Undo deletes only a guest that the run made.',
  systems: ['entra'],
  kinds: ['entra.guest.invite', 'entra.user.modify'],
  makesAccount: true,
  reads: ['User.Read.All', 'Organization.Read.All'],
  input,
  outputs: { mail: 'string', isNew: 'bool' },
  examples: [
    {
      title: 'An auditor comes for a while',
      yaml: '- entra.guest: { mail: adele.vance@fabrikam.com, sendMail: false }',
      plans: [
        'invite Adele Vance (adele.vance@fabrikam.com) as a guest, without a mail',
        'change employeeId of adele.vance@fabrikam.com',
      ],
    },
  ],

  async plan(context, wishes) {
    const guest = await findGuest(context, wishes.mail)
    return guest ? knownGuest(context, guest, wishes) : newGuest(context, wishes)
  },
})

const notAGuest = (context: StepContext, mail: string, because: string): Fault =>
  new Fault('plan/not-a-guest', { mail, because }, { where: context.where() })

/** The guest with the person's number, or with this address. */
const findGuest = async (context: StepContext, mail: string): Promise<EntraUser | null> => {
  const own = await context.accounts.entra()
  if (own && !isGuest(own)) throw notAGuest(context, mail, `the person has the account ${own.userPrincipalName} here`)
  const [found] = await required(context.read.entra).usersBy('mail', mail)
  if (found && !isGuest(found)) throw notAGuest(context, mail, `it is the address of ${found.userPrincipalName}`)
  if (own && found?.id !== own.id) {
    const other = String(propertyOf(own, 'mail') ?? own.userPrincipalName)
    throw notAGuest(context, mail, `the person is a guest already, with the address ${other}`)
  }
  return found ?? null
}

const isGuest = (user: EntraUser): boolean => propertyOf(user, 'userType') === 'Guest'

const newGuest = async (context: StepContext, wishes: Input): Promise<StepAnswer> => {
  const { mail, name = personName(context.person), redirect, sendMail } = wishes
  const domain = mail.slice(mail.indexOf('@') + 1).toLowerCase()
  const { domains } = await required(context.read.entra).tenant()
  if (domains.some((own) => own.toLowerCase() === domain))
    throw notAGuest(context, mail, `${domain} is a domain of this organisation`)
  const invite = { kind: 'entra.guest.invite', mail, displayName: name, redirectUrl: redirect, sendMail } as const
  const account = { madeBy: context.changeId('entra.guest.invite'), name: mail }
  return {
    changes: [{ change: invite }, numbering(context, account)],
    holds: 0,
    outputs: { mail, isNew: true },
  }
}

/** An invitation says nothing of who the guest is here. */
const numbering = ({ person }: StepContext, target: ObjectRef): Wanted => {
  const changes = { employeeId: { before: null, after: person.employeeId } }
  return { change: { kind: 'entra.user.modify', target, changes } }
}

const knownGuest = (context: StepContext, guest: EntraUser, { mail, name }: Input): StepAnswer => {
  const { employeeId } = context.person
  const found = propertyOf(guest, 'employeeId')
  if (found !== null && !sameName(found, employeeId)) {
    const params = { account: guest.userPrincipalName, found: String(found), key: employeeId }
    throw new Fault('plan/guest-of-other', params, { where: context.where() })
  }
  const { changes, holds } = propertyDelta(guest, { employeeId, ...(name === undefined ? {} : { displayName: name }) })
  const outputs = { mail, isNew: false }
  if (Object.keys(changes).length === 0) return { changes: [], holds: holds + 1, outputs }
  const target = refTo(guest, guest.userPrincipalName)
  return { changes: [{ change: { kind: 'entra.user.modify', target, changes } }], holds: holds + 1, outputs }
}
