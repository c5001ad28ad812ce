import type { TeamsNumber, TeamsNumbers } from '../model/teams-number.ts'

/** Reads of Teams Phone. */
export interface TeamsPhoneReader {
  /** Telephone numbers that the user has. A tenant without Teams Phone, or one that does not let them be read, says so and throws nothing. */
  teamsNumbersOf(userId: string): Promise<TeamsNumbers>
}

/** Writes to Teams Phone. Each is an order that Teams carries out by itself: only reading tells what became of it. */
export interface TeamsPhoneWriter {
  assignTeamsNumber(userId: string, number: TeamsNumber): Promise<void>
  /** Takes the number from whoever has it. */
  unassignTeamsNumber(userId: string, number: TeamsNumber): Promise<void>
}
