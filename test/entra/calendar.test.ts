import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import { adele, faultOf, inTurn, ok, refusal, stubbed } from './graph-stub.ts'

const event = (more: object = {}): Json => ({
  id: 'AAMkAG1=',
  subject: 'Offer',
  sensitivity: 'normal',
  start: { dateTime: '2026-12-03T09:00:00.0000000', timeZone: 'UTC' },
  type: 'singleInstance',
  seriesMasterId: null,
  isOrganizer: true,
  isCancelled: false,
  attendees: [{ emailAddress: { name: 'Miriam', address: 'miriam.graham@contoso.com' } }],
  ...more,
})
const from = '2026-12-01T08:00:00Z'
const until = '2026-12-31T08:00:00Z'
const meetingsIn = async (...events: readonly Json[]) => {
  const stub = await stubbed(inTurn(ok({ value: events })))
  return { ...stub, meetings: stub.reader.meetingsOf(adele, from, until) }
}

describe('meetings', () => {
  test('are asked for with the time that is meant, and told with who was invited', async () => {
    const { meetings, received } = await meetingsIn(event())

    expect(await meetings).toEqual([
      {
        id: 'AAMkAG1=',
        subject: 'Offer',
        start: '2026-12-03T09:00:00Z',
        isSeries: false,
        attendees: ['miriam.graham@contoso.com'],
      },
    ])
    const url = new URL(received[0]?.url ?? '', 'https://graph.microsoft.com')
    expect(url.pathname).toMatch(new RegExp(`/users/${adele}/calendarView$`))
    expect([url.searchParams.get('startDateTime'), url.searchParams.get('endDateTime')]).toEqual([from, until])
  })

  test.each([
    ['that somebody else organises', { isOrganizer: false }],
    ['that are cancelled', { isCancelled: true }],
    ['to which nobody was invited', { attendees: [] }],
    ['that have begun', { start: { dateTime: '2026-12-01T07:30:00', timeZone: 'UTC' } }],
  ])('%s are left out', async (_which, more) => {
    expect(await (await meetingsIn(event(more))).meetings).toEqual([])
  })

  test('of a series are told as one, from the next on', async () => {
    const one = (id: string, day: string) =>
      event({ id, seriesMasterId: 'AAMkMaster=', start: { dateTime: `${day}T09:00:00`, timeZone: 'UTC' } })

    const { meetings } = await meetingsIn(one('b', '2026-12-17'), one('a', '2026-12-10'))

    expect(await meetings).toMatchObject([{ id: 'AAMkMaster=', isSeries: true, start: '2026-12-10T09:00:00Z' }])
  })

  test('keep to themselves what is private', async () => {
    const { meetings } = await meetingsIn(
      event({ sensitivity: 'private' }),
      event({ id: 'B', sensitivity: 'confidential' }),
    )

    expect((await meetings).map(({ subject }) => subject)).toEqual(['', ''])
  })

  test.each([
    ['no id', { id: null }],
    ['no time', { start: null }],
    ['a time of another zone', { start: { dateTime: '2026-12-03T09:00:00', timeZone: 'Pacific Standard Time' } }],
  ])('with %s are no answer', async (_what, more) => {
    expect((await faultOf((await meetingsIn(event(more))).meetings)).code).toBe('entra/unexpected-answer')
  })

  test('are cancelled by their id, with what is to be said', async () => {
    const { writer, received } = await stubbed(inTurn({ status: 202 }, { status: 202 }))

    await writer.cancelMeeting(adele, 'AAMk/1+=', 'Adele has left.')
    await writer.cancelMeeting(adele, 'AAMk2', '')

    expect(received.map(({ method, body }) => [method, JSON.parse(body)])).toEqual([
      ['POST', { comment: 'Adele has left.' }],
      ['POST', {}],
    ])
    expect(received[0]?.url).toContain(`/users/${adele}/events/AAMk%2F1%2B%3D/cancel`)
  })

  test('whose cancelling is not answered may be cancelled', async () => {
    const { writer } = await stubbed(inTurn('reset'))

    expect((await faultOf(writer.cancelMeeting(adele, 'AAMk1', ''))).effect).toBe('unknown')
  })

  test('that are gone do not take place', async () => {
    const gone = refusal(404, 'ErrorItemNotFound', 'The specified object was not found in the store.')
    const { reader } = await stubbed(inTurn(gone, ok(event({ isCancelled: true })), ok(event())))

    const answers: boolean[] = []
    for (let asked = 0; asked < 3; asked += 1) answers.push(await reader.isMeetingOn(adele, 'AAMk1'))

    expect(answers).toEqual([false, false, true])
  })
})
