import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sameReply } from '../../src/changes/mailbox/same-reply.ts'
import type { AutomaticReply } from '../../src/model/mailbox.ts'
import type { CalendarReader, CalendarWriter } from '../../src/ports/calendars.ts'
import type { EntraMailReader, EntraMailWriter } from '../../src/ports/entra-mail.ts'
import { codeOf } from '../changes/support.ts'

/** What the contract has to find. Users are told by their Entra ids. */
export interface MailUnderTest {
  readonly mail: EntraMailReader & EntraMailWriter & CalendarReader & CalendarWriter
  /** The time in the calendars, RFC 3339. */
  now(): string
  /**
   * Somebody with a mailbox of a person, two inbox rules of which one sends mail away, and no automatic reply; who organises a series, a meeting
   * with somebody of Fabrikam, and a private one, in this order.
   */
  readonly owner: string
  /** Somebody without a mailbox. */
  readonly nobody: string
  close(): Promise<void>
}

const reply: AutomaticReply = {
  status: 'alwaysEnabled',
  internal: 'I am away.<br>Please ask Alex &amp; Miriam.',
  external: 'Please write to info@contoso.com.',
  audience: 'contactsOnly',
  from: null,
  until: null,
}

/** The meaning of the port to mail in Graph. */
export const mailContract = (name: string, open: () => Promise<MailUnderTest>): void => {
  describe(`mail in Graph as ${name}`, () => {
    let tested: MailUnderTest
    beforeAll(async () => {
      tested = await open()
    })
    afterAll(() => tested.close())

    test('whoever has a mailbox has a person’s, and whoever has none has no settings, no rules and no way to set any', async () => {
      const { mail, owner, nobody } = tested

      expect((await mail.mailboxSettings(owner))?.userPurpose).toBe('user')
      expect((await mail.mailboxSettings(owner))?.reply).toMatchObject({ status: 'disabled', from: null, until: null })
      expect([await mail.mailboxSettings(nobody), await mail.inboxRules(nobody)]).toEqual([null, []])
      expect(await codeOf(mail.setReply(nobody, reply))).toBe('entra/not-found')
    })

    test('an automatic reply reads as it was set: on, for a while, off', async () => {
      const { mail, owner } = tested
      const scheduled = {
        ...reply,
        status: 'scheduled',
        from: '2026-12-23T07:00:00Z',
        until: '2027-01-02T16:30:00Z',
      } as const
      const seen: boolean[] = []

      for (const wanted of [
        reply,
        scheduled,
        { ...reply, audience: 'none', external: '' },
        { ...reply, status: 'disabled' },
      ] as const) {
        await mail.setReply(owner, wanted)
        const found = (await mail.mailboxSettings(owner))?.reply
        seen.push(found !== undefined && sameReply(found, wanted))
      }

      expect(seen).toEqual([true, true, true, true])
    })

    test('rules are turned off and on one by one', async () => {
      const { mail, owner } = tested
      const isOn = async () => (await mail.inboxRules(owner)).map(({ isEnabled }) => isEnabled)
      const rules = await mail.inboxRules(owner)
      const away = rules.find(({ sendsAway }) => sendsAway)

      await mail.setRuleEnabled(owner, away?.id ?? '', false)
      const off = await isOn()
      await mail.setRuleEnabled(owner, away?.id ?? '', true)

      expect(rules.map(({ sendsAway }) => sendsAway).sort()).toEqual([false, true])
      expect(off.filter((on) => on)).toHaveLength(1)
      expect(await isOn()).toEqual([true, true])
      expect(await codeOf(mail.setRuleEnabled(owner, 'AQAAAJ5dZzz=', false))).toBe('entra/not-found')
    })

    test('meetings that somebody organises with others are told, each series once, and are cancelled once', async () => {
      const { mail, owner, nobody, now } = tested
      const [from, until] = [now(), new Date(Date.parse(now()) + 100 * 86_400_000).toISOString()]
      const told = async () => (await mail.meetingsOf(owner, from, until)).map((one) => [one.subject, one.isSeries])
      const before = await mail.meetingsOf(owner, from, until)
      const [series, offer] = before

      await mail.cancelMeeting(owner, offer?.id ?? '', 'John has left.')
      await mail.cancelMeeting(owner, series?.id ?? '', '')

      expect(before.map((one) => [one.subject, one.isSeries])).toEqual([
        ['Sales round', true],
        ['Offer', false],
        ['', false],
      ])
      expect(offer?.attendees).toContain('buyer@fabrikam.com')
      expect(before.every(({ start }) => Date.parse(start) >= Date.parse(from))).toBe(true)
      expect(await told()).toEqual([['', false]])
      expect(await mail.isMeetingOn(owner, series?.id ?? '')).toBe(false)
      expect(await mail.isMeetingOn(owner, before[2]?.id ?? '')).toBe(true)
      expect(await codeOf(mail.cancelMeeting(owner, offer?.id ?? '', ''))).toBe('entra/not-found')
      expect(await mail.meetingsOf(nobody, from, until)).toEqual([])
    })

    test('nobody is out of address lists of whom nothing else is said', async () => {
      expect(await tested.mail.isInAddressLists(tested.owner)).not.toBe(false)
    })
  })
}
