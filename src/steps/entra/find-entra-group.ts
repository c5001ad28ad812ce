import type { EntraGroup } from '../../model/entra-objects.ts'
import { Fault } from '../../model/fault.ts'
import { required } from '../required.ts'
import type { LookUp, StepContext } from '../step.ts'

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The Entra group of this display name or id. Display names are not unique in Entra; one that fits two groups is refused. */
export const findEntraGroup = async (context: LookUp, name: string): Promise<EntraGroup> => {
  const entra = required(context.read.entra)
  const byId = GUID.test(name) ? await entra.group(name.toLowerCase()) : null
  const found = byId ? [byId] : await entra.groupsNamed(name)
  const shown = found.map(({ displayName, id }) => `${displayName} (${id})`).join(' and ')
  if (found.length > 1)
    throw new Fault('plan/ambiguous-group', { group: name, groups: shown }, { where: context.where() })
  if (!found[0]) throw new Fault('plan/unknown-group', { group: name, system: 'Entra' }, { where: context.where() })
  return found[0]
}

/** Throws where the members of a group are not for Joinery to change in Entra, and says who is the master. */
export const refuseForeignMembers = (context: StepContext, group: EntraGroup): void => {
  const because = whyForeign(group)
  if (because && !(group.isAssignableToRole && context.allowsPrivilege?.([group.id, group.displayName])))
    throw new Fault('plan/group-not-writable', { group: group.displayName, because }, { where: context.where() })
}

/** Why the members of a group are somebody else's business; null where Joinery may change them in Entra. */
export const whyForeign = (group: EntraGroup): string | null => {
  if (group.groupTypes.includes('DynamicMembership')) return 'its members follow a rule (dynamic group)'
  if (group.onPremisesSyncEnabled) return 'it comes from Active Directory: use ad.groups'
  if (group.isAssignableToRole) return 'admin roles can be assigned to it, so its members are administrators'
  if (group.mailEnabled && !group.groupTypes.includes('Unified'))
    return 'it is a distribution list: Exchange keeps its members (mailbox.lists)'
  return null
}
