import { z } from 'zod'
import type { Meeting } from '../../model/meeting.ts'
import { personMailbox } from '../mailbox/person-mailbox.ts'
import { required } from '../required.ts'
import { defineStep, type StepContext, type Wanted } from '../step.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const USUAL_DAYS = 730
/** The longest time that Graph looks through at once. */
const MOST_DAYS = 1825
const LONGEST_COMMENT = 20_000

const input = z.strictObject({
  cancel: z.literal('organised').describe('organised: every meeting to come that the person organises with others.'),
  within: z
    .int()
    .min(1)
    .max(MOST_DAYS)
    .default(USUAL_DAYS)
    .describe(
      'How many days ahead to look; 730 when left out. A series with a meeting in that time is cancelled whole.',
    ),
  comment: z
    .string()
    .max(LONGEST_COMMENT)
    .regex(/^(?:\P{Cc}|[\n\r\t])*$/u, 'it has a control character in it')
    .default('')
    .describe('What stands in the message to everybody who was invited.'),
})
type Input = z.output<typeof input>

/** Meetings that the person organises are cancelled. */
export const calendarMeetings = defineStep<Input>({
  verb: 'calendar.meetings',
  summary: 'Meetings that the person organises are cancelled.',
  about:
    'Exchange writes to everybody who was invited, people of other organisations too, and nobody can take that back: each meeting stands in the plan by itself. A series is cancelled whole, meetings that are over included. ' +
    'Appointments to which nobody was invited stay. Works while the mailbox has its licence, so put it before the conversion. Skipped where the person has no mailbox in Exchange Online.',
  systems: ['entra'],
  kinds: ['calendar.meeting.cancel'],
  reads: ['User.Read.All', 'MailboxSettings.Read', 'Calendars.Read'],
  input,
  outputs: {},
  examples: [
    {
      title: 'The meetings of a leaver',
      yaml: '- calendar.meetings: { cancel: organised, within: 90, comment: "Adele has left." }',
      plans: [
        'cancel the series of meetings "Forecast", next on 2026-12-03',
        'cancel the meeting "Kick-off" on 2026-12-05',
      ],
    },
  ],

  async plan(context, { within, comment }) {
    const found = await personMailbox(context)
    if ('none' in found) return found.none
    const entra = required(context.read.entra)
    // By the hour, so that planning twice asks the same.
    const from = Math.floor(context.read.clock.now() / HOUR_MS) * HOUR_MS
    const meetings = await entra.meetingsOf(found.user.id, utc(from), utc(from + within * DAY_MS))
    if (meetings.length === 0) return { changes: [], holds: 1 }
    const isOutside = await outsideOf(context)
    const changes = meetings.map((meeting): Wanted => {
      const { id: meetingId, subject, start, isSeries, attendees } = meeting
      const shown = { meetingId, subject, start, isSeries, attendees: attendees.length }
      const change = { kind: 'calendar.meeting.cancel', organiser: found.ref, meeting: shown, comment } as const
      return { change: isOutside(meeting) ? { ...change, external: true } : change, about: meetingId }
    })
    return { changes, holds: 0 }
  },
})

const utc = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z')

/** Tells whether somebody of another organisation was invited. */
const outsideOf = async ({ read }: StepContext): Promise<(meeting: Meeting) => boolean> => {
  const { domains } = await required(read.entra).tenant()
  const own = new Set(domains.map((domain) => domain.toLowerCase()))
  return ({ attendees }) =>
    attendees.some((address) => !own.has(address.slice(address.lastIndexOf('@') + 1).toLowerCase()))
}
