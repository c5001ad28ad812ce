import type { Consent } from '../../model/entra-rights.ts'
import { idIn, type ObjectRef } from '../../model/object-ref.ts'
import type { EntraReader } from '../../ports/entra.ts'
import type { Resolve } from '../change-kind.ts'

/** What a user has let an application do in his name. */
interface ConsentOfUser {
  readonly user: ObjectRef
  /** The application that may act, by its service principal. */
  readonly client: ObjectRef
  /** The application that it may act on. */
  readonly resource: ObjectRef
  /** Names of permissions, separated by blanks, as Entra keeps them. */
  readonly scope: string
}

export interface EntraConsentAdd extends ConsentOfUser {
  readonly kind: 'entra.consent.add'
}

export interface EntraConsentRemove extends ConsentOfUser {
  readonly kind: 'entra.consent.remove'
  /** The grant, which the same plan may have made. */
  readonly consent: ObjectRef
}

/** `Calendly: Calendars.ReadWrite, User.Read on Microsoft Graph`. */
export const consentText = ({ client, resource, scope }: ConsentOfUser): string =>
  `${client.name}: ${scope.trim().split(/\s+/).join(', ')} on ${resource.name}`

/** The grant of the user for this application on that one; there is one at most. */
export const givenBy = async (
  entra: EntraReader,
  { user, client, resource }: ConsentOfUser,
  context: Resolve,
): Promise<Consent | undefined> => {
  const id = context.idOf(user)
  const given = (await entra.user(id)) ? await entra.consentsOf(id) : []
  return given.find((one) => one.clientId === idIn(client) && one.resourceId === idIn(resource))
}
