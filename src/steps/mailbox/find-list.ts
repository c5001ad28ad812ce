import type { EntraGroup } from '../../model/entra-objects.ts'
import { Fault } from '../../model/fault.ts'
import type { DistributionList } from '../../model/mailbox.ts'
import { required } from '../required.ts'
import type { StepContext } from '../step.ts'

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A group of Entra as a list of Exchange; null for one whose members Exchange does not keep. */
const asList = (group: EntraGroup | null): DistributionList | null => {
  if (!group?.mailEnabled || group.groupTypes.includes('Unified')) return null
  const { id, displayName, mail, onPremisesSyncEnabled } = group
  return { id, displayName, address: mail ?? '', isSynced: onPremisesSyncEnabled }
}

const lists = (groups: readonly (EntraGroup | null)[]): readonly DistributionList[] =>
  groups.flatMap((group) => asList(group) ?? [])

const candidates = async ({ read }: StepContext, name: string): Promise<readonly DistributionList[]> => {
  const entra = required(read.entra)
  const byId = GUID.test(name) ? lists([await entra.group(name.toLowerCase())]) : []
  if (byId.length > 0) return byId
  return read.exchange ? read.exchange.listsNamed(name) : lists(await entra.groupsNamed(name))
}

/** The list of this display name, address or id; without a driver for Exchange not by its address. */
export const findList = async (context: StepContext, name: string): Promise<DistributionList> => {
  const found = await candidates(context, name)
  const where = { where: context.where() }
  const [first, second] = found
  const shown = found.map(({ displayName, address }) => `${displayName} (${address})`).join(' and ')
  if (second) throw new Fault('plan/ambiguous-list', { list: name, lists: shown }, where)
  if (!first) throw new Fault('plan/unknown-list', { list: name }, where)
  return first
}

/** Lists that the user is in, by name. Lists are groups of Entra as well, for organisations in which only people reach Exchange. */
export const listsOf = async ({ read }: StepContext, userId: string): Promise<readonly DistributionList[]> => {
  const all = read.exchange ? await read.exchange.listsOf(userId) : lists(await required(read.entra).groupsOf(userId))
  const key = ({ displayName, id }: DistributionList): string => `${displayName}\0${id}`
  return [...all].sort((a, b) => (key(a) < key(b) ? -1 : Number(key(a) > key(b))))
}
