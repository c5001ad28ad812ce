import { readFeedFully } from '../feed/read/read-feed.ts'
import type { FeedSnapshot } from '../model/feed.ts'
import { canonicalJson } from '../model/json.ts'
import type { PushedUser } from '../ports/pushed-users.ts'
import type { ScimSource } from './scim-deps.ts'
import { invalidValue } from './scim-problem.ts'
import { CORE } from './user-schemas.ts'

/** A user whose person is not known yet. */
export type UnreadUser = Omit<PushedUser, 'person'>

const NO_NUMBER =
  'The user has no employeeNumber (urn:ietf:params:scim:schemas:extension:enterprise:2.0:User), which ties a person to accounts for ever. ' +
  'Let your system send it, or have the settings of this feed say where the number is:  person: { employeeId: externalId }'

/**
 * The person that a user is, as a feed of one. `keys`: employeeIds by the ids of users, for the manager. Throws a problem that says everything that is
 * wrong with the user.
 */
export const readPushedPerson = async (
  user: UnreadUser,
  keys: ReadonlyMap<string, string>,
  { settings }: ScimSource,
): Promise<FeedSnapshot> => {
  const { id, attributes, source, inactiveSince, changedAt } = user
  const meta = { lastModified: inactiveSince ?? changedAt }
  const bytes = Buffer.from(canonicalJson([{ ...attributes, schemas: [CORE], id, meta }]))
  // A push is no list of everybody, so it neither says how many there are nor when such a list was made.
  const ofOne = { ...settings, format: 'scim', encoding: null, records: null, count: null, asOf: null } as const
  const context = { source, file: 'the user', fileTime: changedAt, tryOut: true, known: { keys } }
  const reading = await readFeedFully(bytes, ofOne, context)
  if (!reading.ok) throw invalidValue(reading.faults.map(({ message, hint }) => `${message} ${hint}`).join(' '))
  const { snapshot, mapping } = reading.value
  const [refused] = snapshot.refused
  const hasNumber = mapping.some(({ field, by }) => field === 'employeeId' && by !== 'scim')
  if (refused?.employeeId === null && !hasNumber && !numberOf(user)) throw invalidValue(NO_NUMBER)
  if (refused) throw invalidValue(refused.why)
  return snapshot
}

const numberOf = ({ attributes }: UnreadUser): unknown => {
  const extension = attributes['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User']
  return (extension as { readonly employeeNumber?: unknown } | undefined)?.employeeNumber
}
