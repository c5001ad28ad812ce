import { didYouMean } from '../../model/did-you-mean.ts'
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
  if (found[0]) return found[0]
  const params = { group: name, system: 'Entra', like: await nearest(context, name) }
  throw new Fault('plan/unknown-group', params, { where: context.where() })
}

/** How much of a misspelt name has to be right for another one to be suggested. */
const RIGHT_BEGINNING = 2

const nearest = async (context: LookUp, name: string): Promise<string | undefined> => {
  const beginning = [...name.trim()].slice(0, RIGHT_BEGINNING).join('')
  if (GUID.test(name) || beginning === '') return undefined
  const known = await required(context.read.entra).groupsBeginning(beginning)
  return didYouMean(
    name,
    known.map(({ displayName }) => displayName),
  )
}
