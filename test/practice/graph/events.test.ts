import { describe, expect, test } from 'vitest'
import { graphTenant } from './graph-tenant.ts'

const JOHN = 'john.smith@contoso.com'
const PRADEEP = 'pradeep.gupta@contoso.com'
const DAY_MS = 86_400_000

/** The calendar of John Smith, and a view of the next days. */
const calendar = async (roles?: readonly string[]) => {
  const tenant = await graphTenant(roles ? { roles } : {})
  const path = `/users/${tenant.userNamed(JOHN)}`
  const now = tenant.company.entra.clock.now()
  const at = (days: number) => new Date(now + days * DAY_MS).toISOString()
  const view = (days: number) => `${path}/calendarView?startDateTime=${at(0)}&endDateTime=${at(days)}`
  return { ...tenant, path, view }
}

const eventsIn = (body: unknown) => (body as { value: readonly { id: string; subject: string; type: string }[] }).value

describe('a calendar', () => {
  test('shows each meeting of a series in the time that is asked for, and never the series itself', async () => {
    const { get, view } = await calendar()

    const events = eventsIn((await get(view(60))).body)

    expect(events.filter(({ type }) => type === 'occurrence').length).toBeGreaterThan(5)
    expect(events.map(({ subject }) => subject)).toEqual(expect.arrayContaining(['Sales round', 'Offer', 'All hands']))
    expect(events.map(({ subject }) => subject)).not.toContain('Last month')
  })

  test('wants to be told a time, and is there for whoever has a mailbox', async () => {
    const { get, path, view, userNamed } = await calendar()

    expect((await get(`${path}/calendarView`)).status).toBe(400)
    expect((await get(view(10).replace(path, `/users/${userNamed(PRADEEP)}`))).status).toBe(404)
  })

  test('lets its owner cancel a meeting once, and nobody one that somebody else organises', async () => {
    const { ask, get, path, view } = await calendar()
    const events = eventsIn((await get(view(60))).body)
    const idOf = (wanted: string) => encodeURIComponent(events.find(({ subject }) => subject === wanted)?.id ?? '')
    const cancel = (subject: string) => ask('POST', `${path}/events/${idOf(subject)}/cancel`, { comment: 'Gone.' })

    const answers = [await cancel('Offer'), await cancel('Offer'), await cancel('All hands')]

    expect(answers.map(({ status }) => status)).toEqual([202, 404, 400])
    expect(eventsIn((await get(view(60))).body).map(({ subject }) => subject)).not.toContain('Offer')
  })

  test('is not changed by an application that may only read it', async () => {
    const { ask, get, path, view } = await calendar(['Calendars.Read'])
    const [first] = eventsIn((await get(view(60))).body)

    expect((await ask('POST', `${path}/events/${first?.id ?? ''}/cancel`, {})).status).toBe(403)
  })
})
