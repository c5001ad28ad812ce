import type { EntraGroup } from '../../model/entra-objects.ts'
import { Fault } from '../../model/fault.ts'
import { required } from '../required.ts'
import type { LookUp } from '../step.ts'

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
