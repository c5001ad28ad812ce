import { Fault } from '../model/fault.ts'
import type { Json } from '../model/json.ts'
import type { Meeting } from '../model/meeting.ts'
import type { CalendarReader } from '../ports/calendars.ts'
import { listIn, member, textIn } from '../wire/json-shape.ts'
import type { Send } from './graph-request.ts'
import type { GraphRoot } from './graph-root.ts'
import { urls } from './graph-url.ts'
import { isMissing, orNull } from './or-null.ts'
import { allPages } from './pages.ts'

/** https://learn.microsoft.com/graph/api/resources/event#properties */
const eventProperties = [
  'id',
  'subject',
  'sensitivity',
  'start',
  'type',
  'seriesMasterId',
  'isOrganizer',
  'isCancelled',
  'attendees',
] as const

/** Reads of a calendar over Graph, which answers times in UTC unless it is asked for another zone. */
export const calendarReader = (send: Send, root: GraphRoot): CalendarReader => ({
  async meetingsOf(userId, from, until) {
    const doing = `reading the meetings that ${userId} organises`
    const path = urls.calendarView(userId, { from, until }, eventProperties)
    const events = (await orNull(allPages(send, root, path, doing), isMissing)) ?? []
    const meetings = events.filter(isOwnMeeting).map((event) => meetingOf(event, doing))
    return eachOnce(meetings.filter(({ start }) => Date.parse(start) >= Date.parse(from)))
  },
  async isMeetingOn(userId, meetingId) {
    const path = urls.eventRead(userId, meetingId, ['id', 'isCancelled'])
    const doing = `reading whether a meeting of ${userId} takes place`
    const answer = await orNull(send({ method: 'GET', path, doing }), isMissing)
    return answer !== null && member(answer.json, 'isCancelled') !== true
  },
})

const attendeesOf = (event: Json): readonly string[] =>
  (listIn(event, 'attendees') ?? []).map((one) => textIn(member(one, 'emailAddress'), 'address') ?? '')

const isOwnMeeting = (event: Json): boolean =>
  member(event, 'isOrganizer') === true && member(event, 'isCancelled') !== true && attendeesOf(event).length > 0

/** What its organiser keeps private is not told to whoever reads a plan. */
const subjectOf = (event: Json): string =>
  (textIn(event, 'sensitivity') ?? 'normal') === 'normal' ? (textIn(event, 'subject') ?? '') : ''

const UTC = /^(utc|etc\/utc|gmt)$/i

const unusable = (doing: string, detail: string): Fault =>
  new Fault('entra/unexpected-answer', { doing, detail, state: 'Nothing was changed.' })

const meetingOf = (event: Json, doing: string): Meeting => {
  const series = textIn(event, 'seriesMasterId') || null
  const id = series ?? textIn(event, 'id')
  const time = textIn(member(event, 'start'), 'dateTime')
  const zone = textIn(member(event, 'start'), 'timeZone') ?? 'UTC'
  if (!id || !time) throw unusable(doing, `an event in it lacks ${id ? 'start' : 'id'}`)
  if (!UTC.test(zone)) throw unusable(doing, `its times are in the zone "${zone}", and UTC was expected`)
  return {
    id,
    subject: subjectOf(event),
    start: new Date(`${time.replace(/Z$/, '')}Z`).toISOString().replace('.000Z', 'Z'),
    isSeries: series !== null,
    attendees: attendeesOf(event),
  }
}

/** The next of each series stands for all of it. */
const eachOnce = (meetings: readonly Meeting[]): readonly Meeting[] => {
  const inTime = [...meetings].sort((a, b) => Date.parse(a.start) - Date.parse(b.start) || (a.id < b.id ? -1 : 1))
  return [...Map.groupBy(inTime, ({ id }) => id).values()].flatMap(([next]) => next ?? [])
}
