import { z } from 'zod'
import type { MailboxRight } from '../../model/mailbox.ts'
import { type ObjectRef, refTo } from '../../model/object-ref.ts'
import { findEntraPerson, isNamed } from '../find-person.ts'
import { requireUser } from '../require-account.ts'
import { defineStep, type StepAnswer, type StepContext, type Wanted } from '../step.ts'
import { personMailbox, shownName, unseen } from './person-mailbox.ts'

const rights = ['FullAccess', 'SendAs', 'SendOnBehalf'] as const satisfies readonly MailboxRight[]

const gift = z.strictObject({
  to: z.string().describe('employeeId, UPN or mail address of who gets the rights; empty for nobody.'),
  rights: z
    .array(z.enum(rights))
    .min(1)
    .default(['FullAccess'])
    .describe('FullAccess: open the mailbox. SendAs: send as the person. SendOnBehalf: send on behalf of the person.'),
  automap: z.boolean().default(false).describe('Whether Outlook of who gets it opens the mailbox by itself.'),
})

const input = z
  .strictObject({
    give: z.array(gift).optional().describe("Who gets which rights on the person's mailbox."),
    leave: z.literal(true).optional().describe('Takes the person out of the mailboxes of others.'),
  })
  .refine(({ give, leave }) => give !== undefined || leave !== undefined, {
    message: 'says nothing to do: give give, leave or both',
  })
type Gift = z.output<typeof gift>

/** Others may use the person's mailbox, and the person is out of those of others. */
export const mailboxAccess = defineStep<z.output<typeof input>>({
  verb: 'mailbox.access',
  summary: "Others may use the person's mailbox; the person is out of the mailboxes of others.",
  about:
    'Rights that are there already hold, and those of people who are not named stay. Which mailboxes somebody may use, Exchange is asked for in all of them, which takes a while in a large organisation. ' +
    'Without a driver for Exchange each right is a line for a person to type, each time anew, for nobody else can see what is there. Giving is skipped where the person has no mailbox in Exchange Online.',
  systems: ['entra'],
  kinds: ['mailbox.access.add', 'mailbox.access.remove', 'mailbox.access.leave'],
  reads: ['User.Read.All', 'MailboxSettings.Read'],
  input,
  outputs: {},
  examples: [
    {
      title: 'The manager takes over, and the leaver is out of the mailboxes of others',
      yaml: '- mailbox.access:\n    give: [{ to: "${{ person.manager }}", rights: [FullAccess, SendAs] }]\n    leave: true',
      plans: [
        'let Miriam Graham open the mailbox of adele.vance@contoso.com',
        'let Miriam Graham send as adele.vance@contoso.com',
        'no longer let Adele Vance open the mailbox of info@contoso.com',
      ],
    },
  ],

  async plan(context, { give = [], leave }) {
    const named = give.filter(({ to }) => isNamed(to))
    if (named.length === 0 && !leave) return { changes: [], holds: 0, skipped: 'nobody is named' }
    const giving = named.length > 0 ? await planGiving(context, named) : nothing
    const leaving = leave ? await planLeaving(context) : nothing
    const { skipped } = giving
    return {
      changes: [...giving.changes, ...leaving.changes],
      holds: giving.holds + leaving.holds,
      ...(skipped === undefined ? {} : leave ? { notes: [`${skipped}: nothing is given`] } : { skipped }),
    }
  },
})

const nothing: StepAnswer = { changes: [], holds: 0 }

interface WantedRight {
  readonly user: ObjectRef & { readonly name: string }
  readonly userId: string
  readonly right: MailboxRight
  readonly automap: boolean
}

const wantedRights = async (
  context: StepContext,
  { to, rights: asked, automap }: Gift,
): Promise<readonly WantedRight[]> => {
  const who = await findEntraPerson(context, to)
  return [...new Set(asked)].map((right) => ({ user: refTo(who, shownName(who)), userId: who.id, right, automap }))
}

const planGiving = async (context: StepContext, gifts: readonly Gift[]): Promise<StepAnswer> => {
  const found = await personMailbox(context)
  if ('none' in found) return found.none
  const wanted = new Map<string, WantedRight>()
  for (const one of gifts)
    for (const right of await wantedRights(context, one)) wanted.set(aboutOf(right.userId, right.right), right)
  const there = (await context.read.exchange?.grantsOn(found.user.id)) ?? []
  const has = new Set(there.map(({ user, right }) => aboutOf(user, right)))
  const missing = [...wanted].filter(([about]) => !has.has(about))
  const changes = missing.map(
    ([about, { user, right, automap }]): Wanted => ({
      change: {
        kind: 'mailbox.access.add',
        mailbox: found.ref,
        user,
        right,
        ...(automap && right === 'FullAccess' ? { automap: true as const } : {}),
      },
      about,
      because: unseen(context),
    }),
  )
  return { changes, holds: wanted.size - changes.length }
}

const aboutOf = (who: string, right: MailboxRight): string => `${who} ${right}`

const planLeaving = async (context: StepContext): Promise<StepAnswer> => {
  const user = await requireUser(context)
  const ref = refTo(user, shownName(user))
  const { exchange } = context.read
  if (!exchange) {
    const change = { kind: 'mailbox.access.leave', user: ref } as const
    return { changes: [{ change, because: unseen(context) }], holds: 0 }
  }
  const changes = (await exchange.grantsOf(user.id)).map(
    ({ mailbox, name, right }): Wanted => ({
      change: { kind: 'mailbox.access.remove', mailbox: refTo({ id: mailbox }, name), user: ref, right },
      about: aboutOf(mailbox, right),
    }),
  )
  return { changes, holds: changes.length === 0 ? 1 : 0 }
}
