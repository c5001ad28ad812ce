import type { JsonObject } from '../../model/json.ts'
import { makerOf, type ObjectRef } from '../../model/object-ref.ts'
import type { TeamsNumber } from '../../model/teams-number.ts'
import type { EntraReader } from '../../ports/entra.ts'
import type { Resolve } from '../change-kind.ts'

/** A telephone number of Teams and whose it is. */
export interface TeamsNumberOfUser {
  readonly user: ObjectRef
  readonly number: TeamsNumber
}

/** Gives a user a telephone number of Teams. No step asks for it; undo gives back what a run has taken. */
export interface TeamsNumberAssign extends TeamsNumberOfUser {
  readonly kind: 'teams.number.assign'
}

/** Takes a telephone number of Teams from a user; the organisation keeps it. */
export interface TeamsNumberUnassign extends TeamsNumberOfUser {
  readonly kind: 'teams.number.unassign'
}

/** Whether the user has the number; null where that cannot be seen. */
export const hasNumber = async (
  entra: EntraReader,
  { user, number }: TeamsNumberOfUser,
  context: Resolve,
): Promise<boolean | null> => {
  const id = context.idOf(user)
  if (makerOf(id) !== undefined || !(await entra.user(id))) return false
  const found = await entra.teamsNumbersOf(id)
  return found.readable ? found.numbers.some((one) => one.telephoneNumber === number.telephoneNumber) : null
}

/** What the directory shows of it, as a plan shows it. */
export const shownNumber = ({ number }: TeamsNumberOfUser, isThere: boolean): JsonObject => ({
  telephoneNumbers: isThere ? [number.telephoneNumber] : [],
})
