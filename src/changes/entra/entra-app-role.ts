import type { AppRoleAssignment } from '../../model/entra-rights.ts'
import { idIn, type ObjectRef } from '../../model/object-ref.ts'
import type { EntraReader } from '../../ports/entra.ts'
import type { Resolve } from '../change-kind.ts'

/** A role that an account has in an application. */
interface AppRoleOfUser {
  readonly user: ObjectRef
  /** The service principal of the application. */
  readonly application: ObjectRef
  /** Of the application's own roles. */
  readonly role: ObjectRef
}

export interface EntraAppRoleAdd extends AppRoleOfUser {
  readonly kind: 'entra.app-role.add'
}

export interface EntraAppRoleRemove extends AppRoleOfUser {
  readonly kind: 'entra.app-role.remove'
  /** The assignment, which the same plan may have made. */
  readonly assignment: ObjectRef
}

/** `Salesforce (Sales User)`. */
export const appRoleText = ({ application, role }: AppRoleOfUser): string => `${application.name} (${role.name})`

/** The assignment to the account itself; undefined where there is none. */
export const assignedTo = async (
  entra: EntraReader,
  { user, application, role }: AppRoleOfUser,
  context: Resolve,
): Promise<AppRoleAssignment | undefined> => {
  const id = context.idOf(user)
  const assigned = (await entra.user(id)) ? await entra.appRolesOf(id) : []
  return assigned.find(
    (one) => one.group === null && one.applicationId === idIn(application) && one.roleId === idIn(role),
  )
}
