import { didYouMean } from '../../model/did-you-mean.ts'
import type { RoleDefinition } from '../../model/entra-rights.ts'
import { Fault } from '../../model/fault.ts'
import { required } from '../required.ts'
import type { LookUp } from '../step.ts'
import { sameName } from './named-or-all.ts'

/** The admin role of this display name or id. Throws `plan/unknown-role`. */
export const findRole = async (context: LookUp, name: string): Promise<RoleDefinition> => {
  const roles = await required(context.read.entra).roleDefinitions()
  const found = roles.find(({ id, displayName }) => sameName(id, name) || sameName(displayName, name))
  if (found) return found
  const meant = didYouMean(
    name,
    roles.map(({ displayName }) => displayName),
  )
  throw new Fault('plan/unknown-role', { role: name, ...(meant ? { meant } : {}) }, { where: context.where() })
}
