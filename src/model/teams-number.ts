import type { Readable } from './readable.ts'

/** A telephone number of Teams that somebody has. https://learn.microsoft.com/graph/api/resources/teamsadministration-numberassignment */
export interface TeamsNumber {
  /** As Teams keeps it: `+12065550111`. */
  readonly telephoneNumber: string
  /** `callingPlan`, `directRouting` or `operatorConnect`. */
  readonly numberType: string
  /** `primary`, `private` or `alternate`. */
  readonly category: string
  /** Of the emergency address; null where there is none. */
  readonly locationId: string | null
  /** Set in Active Directory and synchronised, so that Teams cannot take it. */
  readonly isOnPremises: boolean
}

/** The telephone numbers of somebody, or why they cannot be read. */
export type TeamsNumbers = Readable<{ readonly numbers: readonly TeamsNumber[] }>
