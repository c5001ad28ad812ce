import { type GraphPath, guid, path, withQuery } from './graph-url.ts'

const numbers = (...segments: readonly string[]): GraphPath =>
  path('admin', 'teams', 'telephoneNumberManagement', 'numberAssignments', ...segments)

/** Addresses of Teams Phone. https://learn.microsoft.com/graph/api/resources/teamsadministration-numberassignment */
export const teamsPhoneUrls = {
  numbersOf: (userId: string): GraphPath => withQuery(numbers(), { filter: `assignmentTargetId eq '${guid(userId)}'` }),
  assign: numbers('assignNumber'),
  unassign: numbers('unassignNumber'),
}

/** The id as it may stand in the body of an order. */
export const targetOf = (userId: string): string => guid(userId)
