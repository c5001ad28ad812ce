import { idIn, type ObjectRef } from '../../model/object-ref.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'

/** Cancels a meeting that the user organises, or a whole series. */
export interface CalendarMeetingCancel {
  readonly kind: 'calendar.meeting.cancel'
  readonly organiser: ObjectRef
  readonly meeting: {
    readonly meetingId: string
    readonly subject: string
    readonly start: string
    readonly isSeries: boolean
    /** How many were invited. */
    readonly attendees: number
  }
  readonly comment: string
  /** Set where somebody of another organisation was invited. */
  readonly external?: true
}

const DAY_LENGTH = 10

const summaryOf = ({ subject, start, isSeries }: CalendarMeetingCancel['meeting']): string => {
  const what = subject === '' ? '(private)' : `"${subject}"`
  const day = start.slice(0, DAY_LENGTH)
  return isSeries ? `cancel the series of meetings ${what}, next on ${day}` : `cancel the meeting ${what} on ${day}`
}

export const calendarMeetingCancel: ChangeKind<CalendarMeetingCancel> = {
  kind: 'calendar.meeting.cancel',
  system: 'entra',
  undo: 'irreversible',
  // https://learn.microsoft.com/graph/api/event-cancel#permissions
  needs: { graph: ['Calendars.ReadWrite'] },

  describe: ({ organiser, meeting, comment }) => ({
    target: { type: 'mailbox', id: idIn(organiser), name: organiser.name },
    summary: summaryOf(meeting),
    before: null,
    after: { invited: meeting.attendees, ...(comment === '' ? {} : { comment }) },
    count: 'remove',
  }),

  hazards: ({ external }) => ['notifies-people', ...(external ? (['sends-outside'] as const) : [])],
  refs: ({ organiser }) => [organiser],
  writes: ({ organiser }) => ({ accounts: [organiser] }),

  async apply({ organiser, meeting, comment }, to, context) {
    const id = context.idOf(organiser)
    await required(to.entra, 'entra').cancelMeeting(id, meeting.meetingId, comment)
    return { id }
  },

  async holds({ organiser, meeting }, read, context) {
    const id = context.idOf(organiser)
    return (await required(read.entra, 'entra').isMeetingOn(id, meeting.meetingId)) ? null : { id }
  },

  inverse: (): Irreversible => ({ irreversible: 'everybody who was invited has been told' }),
}
