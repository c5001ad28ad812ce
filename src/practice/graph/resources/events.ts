import type { JsonObject } from '../../../model/json.ts'
import type { StoredMailbox, StoredMeeting } from '../../exchange/stored-mailbox.ts'
import type { GraphAnswer, GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { selectPlain } from '../odata/plain-list.ts'
import type { Route } from '../route.ts'
import { mailboxOf } from './mailbox-of.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

const graphTime = (time: number): JsonObject => ({
  dateTime: `${new Date(time).toISOString().slice(0, 19)}.0000000`,
  timeZone: 'UTC',
})

const shown = (meeting: StoredMeeting, time: number, more: JsonObject): JsonObject => ({
  id: meeting.id,
  subject: meeting.subject,
  sensitivity: meeting.sensitivity,
  isOrganizer: meeting.isOrganizer,
  isCancelled: false,
  start: graphTime(time),
  end: graphTime(time + HOUR_MS),
  seriesMasterId: null,
  type: 'singleInstance',
  attendees: meeting.attendees.map((address) => ({ type: 'required', emailAddress: { name: address, address } })),
  ...more,
})

/** A view shows each meeting of a series, and never the series itself. */
const inView = (meeting: StoredMeeting, from: number, until: number): readonly JsonObject[] => {
  const first = Date.parse(meeting.start)
  const times = Array.from({ length: meeting.times }, (_none, index) => first + index * meeting.everyDays * DAY_MS)
  return times
    .map((time, index) =>
      meeting.times === 1
        ? { time, event: shown(meeting, time, {}) }
        : {
            time,
            event: shown(meeting, time, {
              id: `${meeting.id}OC${index}`,
              type: 'occurrence',
              seriesMasterId: meeting.id,
            }),
          },
    )
    .filter(({ time }) => time < until && time + HOUR_MS > from)
    .map(({ event }) => event)
}

const timeIn = ({ request }: GraphCall, name: string): number => {
  const [, value = ''] = [...request.query].find(([key]) => key.toLowerCase() === name.toLowerCase()) ?? []
  const time = Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(value) ? value : `${value}Z`)
  if (Number.isNaN(time)) throw new GraphFault('view-time', { parameter: name })
  return time
}

const view = (call: GraphCall): GraphAnswer => {
  const { id, meetings = [] } = mailboxOf(call)
  const [from, until] = [timeIn(call, 'startDateTime'), timeIn(call, 'endDateTime')]
  return selectPlain(
    call,
    `users('${id}')/calendarView`,
    meetings.flatMap((meeting) => inView(meeting, from, until)),
  )
}

const meetingOf = (call: GraphCall, { meetings = [] }: StoredMailbox): StoredMeeting => {
  const meeting = meetings.find(({ id }) => id === call.params.ref)
  if (!meeting) throw new GraphFault('item-missing')
  return meeting
}

const show = (call: GraphCall): GraphAnswer => {
  const mailbox = mailboxOf(call)
  const meeting = meetingOf(call, mailbox)
  const more = meeting.times === 1 ? {} : { type: 'seriesMaster' }
  return selectPlain(call, `users('${mailbox.id}')/events`, shown(meeting, Date.parse(meeting.start), more))
}

/** The event goes to the deleted items, where it has another id. https://learn.microsoft.com/graph/api/event-cancel */
const cancel = (call: GraphCall): GraphAnswer => {
  const mailbox = mailboxOf(call)
  const meeting = meetingOf(call, mailbox)
  if (!meeting.isOrganizer) throw new GraphFault('not-organizer')
  call.exchange.put({ ...mailbox, meetings: (mailbox.meetings ?? []).filter(({ id }) => id !== meeting.id) })
  return { status: 202 }
}

export const eventRoutes: readonly Route[] = [
  { method: 'GET', path: '/users/{id}/calendarView', handle: view },
  { method: 'GET', path: '/users/{id}/events/{ref}', handle: show },
  { method: 'POST', path: '/users/{id}/events/{ref}/cancel', handle: cancel },
]
