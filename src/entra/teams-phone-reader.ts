import { Fault } from '../model/fault.ts'
import type { Json } from '../model/json.ts'
import type { TeamsNumber, TeamsNumbers } from '../model/teams-number.ts'
import type { TeamsPhoneReader } from '../ports/teams-phone.ts'
import { textIn } from '../wire/json-shape.ts'
import type { Send } from './graph-request.ts'
import type { GraphRoot } from './graph-root.ts'
import { allPages } from './pages.ts'
import { teamsPhoneUrls } from './teams-phone-url.ts'
import { type ClosedDoors, unlessClosed } from './unless-closed.ts'

/**
 * Why numbers cannot be read, by the fault that says so. Clouds other than the global one do not have them, and refuse the path:
 * https://learn.microsoft.com/graph/api/teamsadministration-telephonenumbermanagementroot-list-numberassignments
 */
const closedDoors: ClosedDoors = {
  'entra/denied': 'the application may not read telephone numbers (TeamsTelephoneNumber.Read.All)',
  'entra/not-found': 'the tenant has no Teams Phone',
  'entra/bad-request': 'the tenant has no Teams Phone, or is in a cloud that does not tell of telephone numbers',
}

/** Reads of Teams Phone over Graph. */
export const teamsPhoneReader = (send: Send, root: GraphRoot): TeamsPhoneReader => {
  const read = async (userId: string): Promise<TeamsNumbers> => {
    const doing = `reading the telephone numbers of ${userId}`
    const found = await allPages(send, root, teamsPhoneUrls.numbersOf(userId), doing)
    const numbers = found.filter((one) => isOf(userId, one)).map((one) => numberOf(one, doing))
    return { readable: true, numbers: numbers.sort((a, b) => (a.telephoneNumber < b.telephoneNumber ? -1 : 1)) }
  }

  return { teamsNumbersOf: (userId) => unlessClosed(read(userId), ({ code }) => closedDoors[code]) }
}

/** Asked again here: a filter that is not heeded would show the numbers of everybody. */
const isOf = (userId: string, one: Json): boolean =>
  textIn(one, 'assignmentTargetId')?.toLowerCase() === userId.toLowerCase() &&
  textIn(one, 'assignmentStatus') !== 'unassigned'

const NIL = '00000000-0000-0000-0000-000000000000'

const numberOf = (one: Json, doing: string): TeamsNumber => {
  const [telephoneNumber, numberType] = [textIn(one, 'telephoneNumber'), textIn(one, 'numberType')]
  if (!telephoneNumber || !numberType) {
    const detail = `a number in it lacks ${telephoneNumber ? 'numberType' : 'telephoneNumber'}`
    throw new Fault('entra/unexpected-answer', { doing, detail, state: 'Nothing was changed.' })
  }
  const locationId = textIn(one, 'locationId') ?? ''
  return {
    telephoneNumber,
    numberType,
    category: textIn(one, 'assignmentCategory') || 'primary',
    locationId: locationId === '' || locationId === NIL ? null : locationId,
    isOnPremises: textIn(one, 'numberSource') === 'onPremises',
  }
}
