import type { MailboxStore } from './mailbox-store.ts'
import type { StoredMeeting } from './stored-mailbox.ts'

const DAY_MS = 86_400_000
const NINE_MS = 9 * 3_600_000

/** A meeting of the first days: `of` is the employeeId of whose calendar it stands in, `inDays` counts from the first day. */
interface SeedMeeting extends Omit<StoredMeeting, 'id' | 'start' | 'sensitivity' | 'isOrganizer'> {
  readonly of: string
  readonly inDays: number
  readonly sensitivity?: 'private'
  readonly isOrganizer?: false
}

const once = { everyDays: 1, times: 1 } as const
const colleagues = ['miriam.graham@contoso.com', 'isaiah.langer@contoso.com']

const meetings: readonly SeedMeeting[] = [
  // John Smith: a series that runs for a year, a meeting with a customer, one of somebody else's, and time for himself.
  { of: '00111', subject: 'Sales round', inDays: -28, everyDays: 7, times: 52, attendees: colleagues },
  { of: '00111', subject: 'Offer', inDays: 12, ...once, attendees: [...colleagues, 'buyer@fabrikam.com'] },
  { of: '00111', subject: 'Salaries', inDays: 13, ...once, sensitivity: 'private', attendees: [...colleagues] },
  { of: '00111', subject: 'All hands', inDays: 14, ...once, isOrganizer: false, attendees: colleagues },
  { of: '00111', subject: 'Dentist', inDays: 15, ...once, attendees: [] },
  { of: '00111', subject: 'Last month', inDays: -30, ...once, attendees: colleagues },
  { of: '00121', subject: 'Works council', inDays: 20, ...once, attendees: colleagues },
]

/** Meetings in the calendars of some people. */
export const seedMeetings = (store: MailboxStore): void => {
  const { entra } = store
  const today = Math.floor(entra.clock.now() / DAY_MS) * DAY_MS
  for (const { of, inDays, sensitivity = 'normal', isOrganizer = true, ...meeting } of meetings) {
    const [user] = entra.find('employeeId', of)
    const mailbox = user && store.of(user.id)
    if (!mailbox) continue
    const id = `AAMkAG${entra.ids.bytes('meeting', of, meeting.subject).toString('base64url').slice(0, 30)}`
    const start = new Date(today + inDays * DAY_MS + NINE_MS).toISOString()
    store.put({
      ...mailbox,
      meetings: [...(mailbox.meetings ?? []), { id, start, sensitivity, isOrganizer, ...meeting }],
    })
  }
}
