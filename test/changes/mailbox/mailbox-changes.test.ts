import { describe, expect, test } from 'vitest'
import { type Change, kindOf } from '../../../src/changes/change.ts'
import type { MailboxRight } from '../../../src/model/mailbox.ts'
import { applyContext, salesList } from '../../support/memory-directory.ts'
import { replyOff } from '../../support/memory-mailboxes.ts'
import { withMailbox } from '../../support/with-mailbox.ts'
import { holds, make } from '../support.ts'

const rule = { id: 'AQAAAJ5dZqA=', name: 'To my other address', isEnabled: true, sendsAway: true }

const scene = async () => {
  const company = await withMailbox({ rules: [rule] })
  const readers = { ...company.readers, ad: company.ad, entra: company.entra, exchange: company.exchange }
  const directory = { ...company, readers }
  const mailbox = { id: company.adeleId, name: 'adele.vance@contoso.com' }
  const user = { id: company.miriamId, name: 'Miriam Graham' }
  return { directory, mailbox, user, list: { id: salesList.id, name: 'Sales List' } }
}
type Scene = Awaited<ReturnType<typeof scene>>

const access =
  (right: MailboxRight) =>
  ({ mailbox, user }: Scene) =>
    ({ kind: 'mailbox.access.add', mailbox, user, right }) as const

const changes: { readonly [title: string]: (of: Scene) => Change } = {
  'a conversion': ({ mailbox }) => ({ kind: 'mailbox.type.set', mailbox, type: 'shared', before: 'user' }),
  'a forward': ({ mailbox }) => ({
    kind: 'mailbox.forward.set',
    mailbox,
    forward: { to: 'miriam.graham@contoso.com', keepsCopy: true },
    before: null,
  }),
  'an automatic reply': ({ mailbox }) => ({
    kind: 'mailbox.reply.set',
    mailbox,
    reply: { ...replyOff, status: 'alwaysEnabled', internal: 'Away', audience: 'none' },
    before: replyOff,
  }),
  'an inbox rule': ({ mailbox }) => ({
    kind: 'mailbox.rule.set',
    mailbox,
    rule: { ruleId: rule.id, ruleName: rule.name },
    enabled: false,
  }),
  'the right to open': access('FullAccess'),
  'the right to send as': access('SendAs'),
  'the right to send on behalf': access('SendOnBehalf'),
  hiding: ({ mailbox }) => ({ kind: 'mailbox.hidden.set', mailbox, hidden: true }),
  'a membership of a list': ({ mailbox, list }) => ({
    kind: 'mailbox.list-member.add',
    list,
    member: mailbox,
    memberName: 'Adele Vance',
  }),
}

/** Everything about Adele's mailbox, from all sides. */
const digest = async ({ directory, mailbox: { id } }: Scene): Promise<string> =>
  JSON.stringify([
    await directory.exchange.mailbox(id),
    await directory.exchange.grantsOn(id),
    await directory.exchange.listsOf(id),
    await directory.entra.mailboxSettings(id),
    await directory.entra.inboxRules(id),
    await directory.entra.groupsOf(id),
    (await directory.entra.isInAddressLists(id)) ?? true,
  ])

describe.each(Object.entries(changes))('%s', (_title, changeIn) => {
  test('holds once it is made, shows what was wanted, and undone leaves no trace', async () => {
    const of = await scene()
    const change = changeIn(of)
    const kind = kindOf(change)
    const [before, held] = [await digest(of), await holds(of.directory, change)]

    const made = await make(of.directory, change)
    const shown = await kind.found?.(change, of.directory.readers, applyContext())
    const back = kind.inverse(change, made) as Change
    const [holdsThen, after] = [await holds(of.directory, change), await digest(of)]
    await make(of.directory, back)

    expect([held, holdsThen]).toEqual([null, made])
    expect(shown).toEqual(kind.describe(change).after)
    expect(after).not.toBe(before)
    expect([await digest(of), await holds(of.directory, back)]).toEqual([before, { id: made.id }])
    expect(kindOf(back).inverse(back, made)).toEqual(change)
  })

  test('is undone as far as it is still there', async () => {
    const of = await scene()
    const change = changeIn(of)
    const kind = kindOf(change)
    const made = await make(of.directory, change)
    const remains = async () =>
      kind.remains
        ? (await kind.remains(change, made, of.directory.readers)).change
        : (await holds(of.directory, change)) && change

    const there = await remains()
    await make(of.directory, kind.inverse(change, made) as Change)

    expect([there, await remains()]).toEqual([change, null])
  })
})

describe('what somebody else has changed since', () => {
  test('of a forward is left, and told', async () => {
    const of = await scene()
    const change = changes['a forward']?.(of) as Change
    const made = await make(of.directory, change)
    await of.directory.exchange.setForward(of.mailbox.id, { to: 'alex.wilber@contoso.com', keepsCopy: true })

    const remains = await kindOf(change).remains?.(change, made, of.directory.readers)

    expect(remains?.change).toBeNull()
    expect(remains?.moved[0]).toContain('alex.wilber@contoso.com')
    expect(remains?.forced).toMatchObject({ before: null })
  })

  test('of an automatic reply is left, and told', async () => {
    const of = await scene()
    const change = changes['an automatic reply']?.(of) as Change
    const made = await make(of.directory, change)
    await of.directory.entra.setReply(of.mailbox.id, { ...replyOff, status: 'alwaysEnabled', internal: 'Back' })

    const remains = await kindOf(change).remains?.(change, made, of.directory.readers)

    expect([remains?.change, remains?.moved]).toEqual([null, ['the automatic reply is another one than was set']])
  })
})

describe('what a person types', () => {
  test.each([
    ["o'hara@contoso.com", "'o''hara@contoso.com'"],
    ['\u2019; Remove-Mailbox x; \u2018', '\u2018\u2018'],
    ['$(Remove-Mailbox x)', "'$(Remove-Mailbox x)'"],
    ['`n"$x', "'`n\"$x'"],
  ])('is one text whatever is in it: %s', (to, expected) => {
    const change = {
      kind: 'mailbox.forward.set',
      mailbox: { madeBy: 'c1', name: "d'arc@contoso.com" },
      forward: { to, keepsCopy: false },
    } as const

    const line = kindOf<Change>(change).byHand?.(change) ?? ''

    expect(line).toContain(expected)
    expect(line).toContain("Set-Mailbox -Identity 'd''arc@contoso.com'")
    // Outside of quotes nothing is left but the cmdlet, its parameters and constants.
    const bare = line.replace(/'(''|\u2018\u2018|\u2019\u2019|[^'\u2018\u2019])*'/g, 'TEXT')
    expect(bare).toBe(
      'Set-Mailbox -Identity TEXT -ForwardingAddress $null -ForwardingSmtpAddress TEXT -DeliverToMailboxAndForward $false',
    )
  })

  test('there is for every kind of change of Exchange', () => {
    for (const [title, changeIn] of Object.entries(changes)) {
      const of = { mailbox: { id: 'a', name: 'a' }, user: { id: 'b', name: 'b' }, list: { id: 'c', name: 'c' } }
      const change = changeIn(of as Scene)
      const { system, byHand } = kindOf(change)
      expect(byHand !== undefined, title).toBe(system === 'exchange')
    }
  })
})
