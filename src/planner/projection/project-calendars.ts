import { Fault } from '../../model/fault.ts'
import { makerOf } from '../../model/object-ref.ts'
import type { CalendarReader, CalendarWriter } from '../../ports/calendars.ts'
import type { EntraOverlay } from './entra-overlay.ts'

/** Whether live reads about the user mean something: a placeholder is no id, and whoever is deleted has no calendar. */
const isLive = ({ users }: EntraOverlay, userId: string): boolean =>
  makerOf(userId) === undefined && !users.get(userId)?.gone

const isOn = async (overlay: EntraOverlay, userId: string, meetingId: string): Promise<boolean> =>
  isLive(overlay, userId) &&
  !overlay.mail.cancelled.has(meetingId) &&
  (await overlay.live.isMeetingOn(userId, meetingId))

export const projectCalendars = (overlay: EntraOverlay): CalendarReader => ({
  async meetingsOf(userId, from, until) {
    const live = isLive(overlay, userId) ? await overlay.live.meetingsOf(userId, from, until) : []
    return live.filter(({ id }) => !overlay.mail.cancelled.has(id))
  },
  isMeetingOn: (userId, meetingId) => isOn(overlay, userId, meetingId),
})

/** Writes that stay in the overlay. */
export const writeCalendars = (overlay: EntraOverlay): CalendarWriter => ({
  cancelMeeting: (userId, meetingId) =>
    overlay.turns(async () => {
      const doing = `cancelling a meeting of ${userId}`
      if (!(await isOn(overlay, userId, meetingId)))
        throw new Fault('entra/not-found', { doing, detail: `there is no meeting ${meetingId}` })
      overlay.mail.cancelled.add(meetingId)
    }),
})

/** Calendars of a tenant in which nobody has a mailbox. */
export const noCalendars: CalendarReader = {
  meetingsOf: async () => [],
  isMeetingOn: async () => false,
}
