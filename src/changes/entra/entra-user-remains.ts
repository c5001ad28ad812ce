import type { EntraGroup } from '../../model/entra-objects.ts'
import { canonicalJson, type Json } from '../../model/json.ts'
import type { Readers } from '../../ports/systems.ts'
import type { Made, Remains } from '../change-kind.ts'
import { type Edit, movedText, type Standing, standingOfMany, standingOfOne } from '../rebase.ts'
import { required } from '../require-system.ts'
import { type EntraUserAdd, type EntraUserModify, propertyOf } from './entra-user.ts'

/** Graph answers an unset property as null, as an empty list, or not at all. */
export const plainProperty = (value: Json): string => {
  const isEmpty = value === '' || (Array.isArray(value) && value.length === 0)
  return canonicalJson(isEmpty ? null : value)
}

/** Properties that Entra lets be changed, but not emptied. https://learn.microsoft.com/graph/api/resources/user#properties */
const NEVER_EMPTY: ReadonlySet<string> = new Set([
  'accountEnabled',
  'displayName',
  'mailNickname',
  'usageLocation',
  'userPrincipalName',
])

/** Whether a property can be given this value. */
export const canBe = (name: string, value: Json): boolean => !NEVER_EMPTY.has(name) || plainProperty(value) !== 'null'

const same = (a: Json, b: Json): boolean => plainProperty(a) === plainProperty(b)

const texts = (value: Json): readonly string[] | null => {
  if (value === null) return []
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null
}

/** Lists of texts value by value, all else as a whole. */
const standingOf = ({ before, after }: Edit<Json>, current: Json): Standing<Json> => {
  const lists = [before, after, current].map(texts)
  const [was, set, is] = lists
  const isList = [before, after, current].some((value) => Array.isArray(value))
  if (isList && was && set && is) return standingOfMany({ before: was, after: set }, is)
  return standingOfOne({ before, after }, current, same)
}

export const userModifyRemains = async (
  change: EntraUserModify,
  made: Made,
  read: Readers,
): Promise<Remains<EntraUserModify>> => {
  const user = await required(read.entra, 'entra').user(made.id ?? '')
  if (!user) return { change: null, forced: null, moved: [] }
  const kept: { [name: string]: Edit<Json> } = {}
  const forced: { [name: string]: Edit<Json> } = {}
  const moved: string[] = []
  const final: string[] = []
  for (const [name, edit] of Object.entries(change.changes)) {
    const current = propertyOf(user, name)
    const standing = standingOf(edit, current)
    if (standing.is === 'as-before') continue
    if (!canBe(name, standing.edit.before)) {
      final.push(`${name}: Entra does not let it be emptied`)
      continue
    }
    forced[name] = standing.edit
    if (standing.is === 'as-made') kept[name] = standing.edit
    else moved.push(movedText(name, edit, current))
  }
  const part = (changes: typeof kept) => (Object.keys(changes).length > 0 ? { ...change, changes } : null)
  return { change: part(kept), forced: part(forced), moved, final }
}

const isJoined = ({ groupTypes }: EntraGroup): boolean => !groupTypes.includes('DynamicMembership')

/** An account that the change made: taking it back deletes it, so it has to be as it was made, in no group and without a licence. */
export const userAddRemains = async (
  change: EntraUserAdd,
  made: Made,
  read: Readers,
): Promise<Remains<EntraUserAdd>> => {
  const entra = required(read.entra, 'entra')
  const id = made.id ?? ''
  const user = await entra.user(id)
  if (!user) return { change: null, forced: null, moved: [] }
  const moved = Object.entries(change.properties)
    .filter(([name, wanted]) => !same(propertyOf(user, name), wanted))
    .map(([name, wanted]) => movedText(name, { before: null, after: wanted }, propertyOf(user, name)))
  for (const group of (await entra.groupsOf(id)).filter(isJoined)) moved.push(`it is in ${group.displayName}`)
  for (const licence of await entra.licencesOf(id))
    if (licence.group === null) moved.push(`it has the licence ${licence.skuId}`)
  return { change: moved.length === 0 ? change : null, forced: change, moved }
}
