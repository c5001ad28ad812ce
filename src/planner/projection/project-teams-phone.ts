import { Fault } from '../../model/fault.ts'
import { makerOf } from '../../model/object-ref.ts'
import type { TeamsNumber, TeamsNumbers } from '../../model/teams-number.ts'
import type { TeamsPhoneReader, TeamsPhoneWriter } from '../../ports/teams-phone.ts'
import { type EntraOverlay, requireUser } from './entra-overlay.ts'

const none: TeamsNumbers = { readable: true, numbers: [] }

const readNumbers = async (overlay: EntraOverlay, userId: string): Promise<TeamsNumbers> => {
  await requireUser(overlay, userId, `reading the telephone numbers of ${userId}`)
  const isNew = overlay.users.get(userId)?.born === true || makerOf(userId) !== undefined
  const live = isNew ? none : await overlay.live.teamsNumbersOf(userId)
  if (!live.readable) return live
  const kept = live.numbers.filter(({ telephoneNumber }) => !overlay.numbers.has(telephoneNumber))
  const given = [...overlay.numbers.values()].flatMap((one) => (one?.userId === userId ? one.number : []))
  return { readable: true, numbers: [...kept, ...given].sort(byNumber) }
}

const byNumber = (a: TeamsNumber, b: TeamsNumber): number => (a.telephoneNumber < b.telephoneNumber ? -1 : 1)

export const projectTeamsPhone = (overlay: EntraOverlay): TeamsPhoneReader => ({
  teamsNumbersOf: (userId) => readNumbers(overlay, userId),
})

/** Writes that stay in the overlay. */
export const writeTeamsPhone = (overlay: EntraOverlay): TeamsPhoneWriter => {
  const mustBeReadable = async (userId: string, doing: string): Promise<void> => {
    const found = await readNumbers(overlay, userId)
    if (!found.readable) throw new Fault('entra/denied', { doing, detail: found.because })
  }
  return {
    assignTeamsNumber: (userId, number) =>
      overlay.turns(async () => {
        await mustBeReadable(userId, `giving ${userId} a telephone number`)
        overlay.numbers.set(number.telephoneNumber, { userId, number })
      }),
    unassignTeamsNumber: (userId, { telephoneNumber }) =>
      overlay.turns(async () => {
        await mustBeReadable(userId, `taking a telephone number from ${userId}`)
        overlay.numbers.set(telephoneNumber, null)
      }),
  }
}

/** Telephone numbers of a tenant in which nobody has one. */
export const noTeamsPhone: TeamsPhoneReader = { teamsNumbersOf: async () => none }
