import type { Meeting } from '../model/meeting.ts'

/** Reads of a calendar. */
export interface CalendarReader {
  /**
   * Meetings with others that the user organises and that begin in this time (RFC 3339, UTC), each series once. Empty for whoever has no mailbox.
   * What is in the calendar for nobody else is no meeting.
   */
  meetingsOf(userId: string, from: string, until: string): Promise<readonly Meeting[]>
  /** Whether the meeting, or the series, is to take place. */
  isMeetingOn(userId: string, meetingId: string): Promise<boolean>
}

/** Writes to a calendar. */
export interface CalendarWriter {
  /** Cancels the meeting, or the whole series, and writes to everybody who was invited. */
  cancelMeeting(userId: string, meetingId: string, comment: string): Promise<void>
}
