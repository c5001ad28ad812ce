import { type AdEntry, type AttributeValues, valuesOf } from '../../model/ad-entry.ts'
import { sameDn } from '../../model/distinguished-name.ts'
import type { ObjectRef } from '../../model/object-ref.ts'
import type { AdReader } from '../../ports/ad.ts'
import type { Readers } from '../../ports/systems.ts'
import type { Made, Remains } from '../change-kind.ts'
import { movedText, type Standing, standingOfBits, standingOfMany, standingOfOne } from '../rebase.ts'
import { required } from '../require-system.ts'
import type { AdEntryAdd, AdEntryModify } from './ad-entry.ts'
import { sameValues } from './same-values.ts'

type Changes = AdEntryModify['changes']
type Links = NonNullable<AdEntryModify['links']>
type LinkEdit = Links[string]

/** AD keeps several switches in one number; others of them may have been turned since. */
const BITS: ReadonlySet<string> = new Set(['useraccountcontrol'])
/** AD answers these otherwise than they are written. */
const COMPUTED: ReadonlySet<string> = new Set(['accountexpires', 'pwdlastset', 'lockouttime'])

const standingOf = (attribute: string, edit: Changes[string], current: AttributeValues): Standing<AttributeValues> => {
  const name = attribute.toLowerCase()
  if (BITS.has(name)) return standingOfBits(edit, current)
  if (COMPUTED.has(name)) return standingOfOne(edit, current, (found, wanted) => sameValues(attribute, found, wanted))
  return standingOfMany(edit, current)
}

/** What a link points to at this moment. */
const linkAt = async (ad: AdReader, entry: AdEntry, attribute: string): Promise<ObjectRef | null> => {
  const [dn] = valuesOf(entry, attribute)
  const found = dn === undefined ? null : await ad.byDn(dn, [])
  return found && { id: found.id, name: found.dn }
}

const idOf = (ref: ObjectRef | null): string | null => (ref && 'id' in ref ? ref.id : null)

interface Parts<E> {
  readonly kept: { [name: string]: E }
  readonly forced: { [name: string]: E }
  readonly moved: string[]
}

const emptyParts = <E>(): Parts<E> => ({ kept: {}, forced: {}, moved: [] })

const put = <T>(parts: Parts<{ readonly before: T; readonly after: T }>, name: string, standing: Standing<T>): void => {
  if (standing.is === 'as-before') return
  parts.forced[name] = standing.edit
  if (standing.is === 'as-made') parts.kept[name] = standing.edit
}

const assembled = (change: AdEntryModify, changes: Changes, links: Links): AdEntryModify | null => {
  if (Object.keys(changes).length + Object.keys(links).length === 0) return null
  const { links: _links, ...rest } = change
  return { ...rest, changes, ...(Object.keys(links).length > 0 ? { links } : {}) }
}

/** Attribute by attribute; of userAccountControl bit by bit. */
export const modifyRemains = async (
  change: AdEntryModify,
  made: Made,
  read: Readers,
): Promise<Remains<AdEntryModify>> => {
  const ad = required(read.ad, 'ad')
  const links = change.links ?? {}
  const entry = await ad.byId(made.id ?? '', [...Object.keys(change.changes), ...Object.keys(links)])
  if (!entry) return { change: null, forced: null, moved: [] }
  const [values, pointers] = [emptyParts<Changes[string]>(), emptyParts<LinkEdit>()]
  for (const [name, edit] of Object.entries(change.changes)) {
    const current = valuesOf(entry, name)
    const standing = standingOf(name, edit, current)
    put(values, name, standing)
    if (standing.is === 'moved') values.moved.push(movedText(name, edit, current))
  }
  for (const [name, edit] of Object.entries(links)) {
    const current = await linkAt(ad, entry, name)
    const standing = standingOfOne<ObjectRef | null>(edit, current, (a, b) => idOf(a) === idOf(b))
    put(pointers, name, standing)
    if (standing.is === 'moved')
      pointers.moved.push(movedText(name, { before: null, after: edit.after?.name ?? null }, current?.name ?? null))
  }
  return {
    change: assembled(change, values.kept, pointers.kept),
    forced: assembled(change, values.forced, pointers.forced),
    moved: [...values.moved, ...pointers.moved],
  }
}

/** Added by AD itself, or no value that anybody sets. */
const NOT_COMPARED: ReadonlySet<string> = new Set(['objectclass', 'pwdlastset', 'cn', 'name'])

/** An object that the change made: taking it back deletes it, so it has to be as it was made, and in no group; a group empty. */
export const addRemains = async (change: AdEntryAdd, made: Made, read: Readers): Promise<Remains<AdEntryAdd>> => {
  const ad = required(read.ad, 'ad')
  const names = Object.keys(change.attributes).filter((name) => !NOT_COMPARED.has(name.toLowerCase()))
  const links = Object.entries(change.links ?? {})
  const entry = await ad.byId(made.id ?? '', [
    ...new Set([...names, ...links.map(([name]) => name), 'memberOf', 'member']),
  ])
  if (!entry) return { change: null, forced: null, moved: [] }
  const moved = names
    .filter((name) => !sameValues(name, valuesOf(entry, name), change.attributes[name] ?? []))
    .map((name) => movedText(name, { before: null, after: change.attributes[name] ?? [] }, valuesOf(entry, name)))
  if (!sameDn(entry.dn, change.dn))
    moved.push(movedText('distinguishedName', { before: null, after: change.dn }, entry.dn))
  for (const [name, ref] of links) {
    const current = await linkAt(ad, entry, name)
    if (idOf(current) !== idOf(ref))
      moved.push(movedText(name, { before: null, after: ref.name }, current?.name ?? null))
  }
  for (const group of valuesOf(entry, 'memberOf')) moved.push(`it is in ${group}`)
  for (const member of valuesOf(entry, 'member')) moved.push(`it has the member ${member}`)
  return { change: moved.length === 0 ? change : null, forced: change, moved }
}
