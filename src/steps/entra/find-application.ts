import { type Application, type AppRole, DEFAULT_ACCESS } from '../../model/entra-rights.ts'
import { Fault } from '../../model/fault.ts'
import { required } from '../required.ts'
import type { LookUp } from '../step.ts'
import { sameName } from './named-or-all.ts'

/** How access without a role is called. */
export const defaultAccess: AppRole = { id: DEFAULT_ACCESS, displayName: 'default access' }

export interface RoleInApplication {
  readonly application: Application
  readonly role: AppRole
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const find = async (context: LookUp, name: string): Promise<Application | null> => {
  const entra = required(context.read.entra)
  const byId = GUID.test(name) ? await entra.application(name.toLowerCase()) : null
  const found = byId ? [byId] : await entra.applicationsNamed(name)
  if (found.length > 1) {
    const applications = found.map(({ displayName, id }) => `${displayName} (${id})`).join(' and ')
    throw new Fault('plan/ambiguous-application', { application: name, applications }, { where: context.where() })
  }
  return found[0] ?? null
}

/** The role that `Application/Role` names; `Application` alone where it has one role, or none. */
export const findAppRole = async (context: LookUp, text: string): Promise<RoleInApplication> => {
  const whole = await find(context, text)
  if (whole) return { application: whole, role: theRole(context, whole, '') }
  const at = text.lastIndexOf('/')
  const application = at > 0 ? await find(context, text.slice(0, at).trim()) : null
  if (!application) throw new Fault('plan/unknown-application', { application: text }, { where: context.where() })
  return { application, role: theRole(context, application, text.slice(at + 1).trim()) }
}

const theRole = (context: LookUp, { displayName, roles }: Application, name: string): AppRole => {
  if (name === '' && roles.length === 0) return defaultAccess
  const [only, second] = name === '' ? roles : roles.filter((role) => sameName(role.displayName, name))
  if (only && !second) return only
  const known = roles.map((role) => role.displayName).join(', ')
  throw new Fault(
    'plan/unknown-app-role',
    { application: displayName, role: name, roles: known },
    { where: context.where() },
  )
}
