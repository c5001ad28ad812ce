import type { CalendarWriter } from '../ports/calendars.ts'
import type { Send } from './graph-request.ts'
import { urls } from './graph-url.ts'

/** Writes to a calendar over Graph. */
export const calendarWriter = (send: Send): CalendarWriter => ({
  async cancelMeeting(userId, meetingId, comment) {
    const doing = `cancelling a meeting of ${userId}`
    const path = urls.cancelEvent(userId, meetingId)
    await send({ method: 'POST', path, body: comment === '' ? {} : { comment }, doing })
  },
})
