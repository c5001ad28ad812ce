import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import { replyOff } from '../support/memory-mailboxes.ts'
import { adele, faultOf, inTurn, ok, refusal, stubbed } from './graph-stub.ts'

const settings = (reply: { readonly [name: string]: Json }, userPurpose = 'user'): Json => ({
  userPurpose,
  automaticRepliesSetting: { status: 'disabled', externalAudience: 'all', ...reply },
})
const at = (dateTime: string, timeZone = 'UTC'): Json => ({ dateTime, timeZone })

describe('mailbox settings', () => {
  test.each([
    ['user', 'user'],
    ['shared', 'shared'],
    ['room', 'room'],
    ['linked', 'other'],
    ['unknownFutureValue', 'other'],
  ])('say of a mailbox of the purpose %s that it is one of the type %s', async (purpose, type) => {
    const { reader } = await stubbed(inTurn(ok(settings({}, purpose))))

    expect((await reader.mailboxSettings(adele))?.userPurpose).toBe(type)
  })

  test('have the times of a scheduled reply in UTC, and none of one that is not scheduled', async () => {
    const times = {
      scheduledStartDateTime: at('2026-12-23T07:00:00.0000000'),
      scheduledEndDateTime: at('2027-01-02T16:30:00.0000000'),
    }
    const { reader } = await stubbed(inTurn(ok(settings({ ...times, status: 'scheduled' })), ok(settings(times))))

    const replies = [await reader.mailboxSettings(adele), await reader.mailboxSettings(adele)]

    expect(replies.map((found) => [found?.reply.from, found?.reply.until])).toEqual([
      ['2026-12-23T07:00:00Z', '2027-01-02T16:30:00Z'],
      [null, null],
    ])
  })

  test('whose times are in a zone that nobody asked for are not guessed at', async () => {
    const times = { status: 'scheduled', scheduledStartDateTime: at('2026-12-23T07:00:00', 'Pacific Standard Time') }
    const { reader } = await stubbed(inTurn(ok(settings(times))))

    expect((await faultOf(reader.mailboxSettings(adele))).code).toBe('entra/unexpected-answer')
  })

  test.each(['MailboxNotEnabledForRESTAPI', 'Request_ResourceNotFound'])(
    'are none where Graph says %s',
    async (code) => {
      const missing = refusal(404, code, 'The mailbox is either inactive, soft-deleted, or is hosted on-premise.')
      const { reader } = await stubbed(inTurn(missing))

      expect(await reader.mailboxSettings(adele)).toBeNull()
    },
  )

  test('that may not be read are no absence', async () => {
    const { reader } = await stubbed(inTurn(refusal(403, 'ErrorAccessDenied', 'Access is denied.')))

    expect((await faultOf(reader.mailboxSettings(adele))).code).toBe('entra/denied')
  })
})

describe('inbox rules', () => {
  test('send mail away where they forward, redirect or attach it', async () => {
    const rule = (id: string, actions: Json): Json => ({ id, displayName: id, isEnabled: true, actions })
    const to = [{ emailAddress: { address: 'adele@fabrikam.example' } }]
    const rules = [
      rule('AA==', { forwardTo: to }),
      rule('AB==', { redirectTo: to }),
      rule('AC==', { forwardAsAttachmentTo: to }),
      rule('AD==', { forwardTo: [], moveToFolder: 'x' }),
      { id: 'AE==' },
    ]
    const { reader } = await stubbed(inTurn(ok({ value: rules })))

    const found = await reader.inboxRules(adele)

    expect(found.map(({ sendsAway }) => sendsAway)).toEqual([true, true, true, false, false])
    expect(found.at(-1)).toEqual({ id: 'AE==', name: 'AE==', isEnabled: false, sendsAway: false })
  })

  test('are addressed by an id in which no letter ends a segment; anything else is none', async () => {
    const { writer, received } = await stubbed(() => ok({}))

    await writer.setRuleEnabled(adele, 'AQ/+AJ5dZqA=', false)
    const refused = await faultOf(writer.setRuleEnabled(adele, '../../../groups', false))

    expect(received.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `PATCH /v1.0/users/${adele}/mailFolders/inbox/messageRules/AQ%2F%2BAJ5dZqA%3D`,
    ])
    expect(refused.code).toBe('entra/not-an-id')
  })
})

test('an automatic reply is written whole, its times in UTC', async () => {
  const { writer, received } = await stubbed(() => ok({}))

  await writer.setReply(adele, {
    ...replyOff,
    status: 'scheduled',
    internal: 'Away',
    from: '2026-12-23T08:00:00+01:00',
    until: '2027-01-02T17:30:00+01:00',
  })

  expect(JSON.parse(received[0]?.body ?? '')).toEqual({
    automaticRepliesSetting: {
      status: 'scheduled',
      externalAudience: 'all',
      internalReplyMessage: 'Away',
      externalReplyMessage: '',
      scheduledStartDateTime: { dateTime: '2026-12-23T07:00:00.000', timeZone: 'UTC' },
      scheduledEndDateTime: { dateTime: '2027-01-02T16:30:00.000', timeZone: 'UTC' },
    },
  })
})
