import { type AdEntry, type Attributes, valuesOf } from '../../model/ad-entry.ts'
import type { AdDeletedQuery } from '../../model/ad-query.ts'
import { joinDn, parentOf, rdn, rdnValue } from '../../model/distinguished-name.ts'
import { Fault } from '../../model/fault.ts'
import { foldDn } from '../../model/fold-text.ts'
import { attributesOf, matchesFilter } from '../../model/match-ad-filter.ts'
import { isForwardLink, isLink, linkAttributes, linkEdits, otherEnd } from './ad-links.ts'
import { newNode, nodeOf, setLink } from './ad-nodes.ts'
import { type AdNode, type AdOverlay, dnOfNode, readBelow, readByDn, setValues, showEntry } from './ad-overlay.ts'
import { refuseTakenNames, refuseTakenPlace } from './ad-rules.ts'
import { namesIn } from './born-entry.ts'
import { indexValues } from './born-index.ts'

/** What is left of a deleted object without the recycle bin, by lower-case name. MS-ADTS 3.1.1.5.5.1.1. */
const TOMBSTONE = new Set(['objectclass', 'objectguid', 'objectsid', 'samaccountname', 'useraccountcontrol'])
/** AD writes these on deletion; when that will have been, no plan knows. */
const TIMES = new Set(['whenchanged', 'usnchanged'])

/** Only deleted objects have these. */
const marksOf = (dn: string): Attributes => ({
  isDeleted: ['TRUE'],
  lastKnownParent: [parentOf(dn)],
  'msDS-LastKnownRDN': [rdnValue(dn)],
})

/** An object that the plan deletes, as it reads among deleted objects; `links`: with the groups it would come back into. */
const showDeleted = async (
  overlay: AdOverlay,
  node: AdNode,
  attributes: readonly string[],
  { links }: { readonly links: boolean },
): Promise<AdEntry> => {
  const [{ base }, { enabled }] = await Promise.all([overlay.live.domain(), overlay.live.recycleBin()])
  const marks = marksOf(dnOfNode(overlay, node))
  const kept = attributes.filter((name) => {
    const lower = name.toLowerCase()
    if (TIMES.has(lower) || valuesOf({ attributes: marks }, lower).length > 0) return false
    return enabled ? links || !isLink(lower) : TOMBSTONE.has(lower)
  })
  const live = await readBelow(overlay, node, kept)
  const shown = showEntry(overlay, { node: { ...node, gone: false }, live }, kept)
  const asleep = links ? kept.flatMap((name) => sleepingValues(overlay, node, name, base)) : []
  const marked = attributes.map((name) => [name, valuesOf({ attributes: marks }, name)] as const)
  return {
    id: node.id,
    dn: deletedDn(overlay, node, base),
    attributes: {
      ...shown?.attributes,
      ...Object.fromEntries(
        asleep.map(([name, values]) => [name, [...(shown?.attributes[name] ?? []), ...values]] as const),
      ),
      ...Object.fromEntries(marked.filter(([, values]) => values.length > 0)),
    },
  }
}

const deletedDn = (overlay: AdOverlay, node: AdNode, base: string): string =>
  joinDn(rdn('CN', `${rdnValue(dnOfNode(overlay, node))}\nDEL:${node.id}`), 'CN=Deleted Objects', base)

/** Links of a deleted object to others that the plan deletes too, under the names that those have by then. */
const sleepingValues = (
  overlay: AdOverlay,
  { id }: AdNode,
  attribute: string,
  base: string,
): readonly (readonly [string, readonly string[]])[] => {
  const others = [...linkEdits(overlay.links, attribute, id)].flatMap(([other, present]) => {
    const node = present ? overlay.nodes.get(other) : undefined
    return node?.gone ? [deletedDn(overlay, node, base)] : []
  })
  return others.length > 0 ? [[attribute, others]] : []
}

const only = (entry: AdEntry, attributes: readonly string[]): AdEntry => ({
  ...entry,
  attributes: Object.fromEntries(Object.entries(entry.attributes).filter(([name]) => attributes.includes(name))),
})

/** Deleted objects of the live directory that the plan does not bring back, and those that it deletes. */
export const searchDeleted = async (overlay: AdOverlay, query: AdDeletedQuery): Promise<readonly AdEntry[]> => {
  const live = await overlay.live.deleted(query)
  const found = live.filter(({ id }) => overlay.nodes.get(id)?.gone !== false)
  const needed = [...new Set([...query.attributes, ...attributesOf(query.filter)])]
  for (const node of overlay.nodes.values()) {
    if (!node.gone || found.some(({ id }) => id === node.id)) continue
    const entry = await showDeleted(overlay, node, needed, { links: false })
    if (matchesFilter(query.filter, entry)) found.push(only(entry, query.attributes))
  }
  return found.sort((a, b) => (a.dn < b.dn ? -1 : Number(a.dn > b.dn)))
}

export const readDeleted = async (
  overlay: AdOverlay,
  id: string,
  attributes: readonly string[],
): Promise<AdEntry | null> => {
  const node = overlay.nodes.get(id)
  if (!node) {
    const live = await overlay.live.deletedById(id, attributes)
    return live && showEntry(overlay, { node, live }, attributes)
  }
  return node.gone ? showDeleted(overlay, node, attributes, { links: true }) : null
}

/** A node for an object that comes back, with what it had before, and where the rest of it is read. */
const raisedNode = async (overlay: AdOverlay, id: string, dn: string): Promise<AdNode> => {
  const known = overlay.nodes.get(id)
  if (known ? !known.gone : !(await overlay.live.deletedById(id, [])))
    throw new Fault('ad/no-such-object', { target: id })
  return {
    ...newNode(id, null, dn),
    below: known ? known.below : 'deleted',
    hasPassword: known?.hasPassword ?? true,
    values: new Map(known?.values),
  }
}

const connect = (overlay: AdOverlay, attribute: string, node: AdNode, other: AdNode): void => {
  if (isForwardLink(attribute)) setLink(overlay, attribute, node, other, true)
  else setLink(overlay, otherEnd(attribute) ?? attribute, other, node, true)
}

/** Links come back with an object, as far as there is something at their other end. */
const relink = async (overlay: AdOverlay, node: AdNode, before: AdEntry): Promise<void> => {
  for (const attribute of linkAttributes) {
    for (const dn of valuesOf(before, attribute)) {
      const other = await readByDn(overlay, dn, [])
      if (other) connect(overlay, attribute, node, await nodeOf(overlay, other.id))
    }
  }
}

/** The object that a raw value of a link means: by its place in the live directory, or by the id in the name of a deleted one. */
const idBehind = (overlay: AdOverlay, dn: string): string | undefined =>
  overlay.touchedAt.get(foldDn(dn)) ?? /\nDEL:([0-9a-f-]{36})$/.exec(rdnValue(dn))?.[1]

/** Links between objects that were both deleted come back with the second of them. */
const relinkRaised = async (overlay: AdOverlay, node: AdNode): Promise<void> => {
  for (const { attribute, from, to } of overlay.sleeping) {
    const other = overlay.nodes.get(from)
    if (to === node.id && other && overlay.raised.has(from) && !linkEdits(overlay.links, attribute, from).has(to))
      connect(overlay, attribute, other, node)
  }
  const known = await readBelow(overlay, node, linkAttributes)
  for (const attribute of known ? linkAttributes : []) {
    const edits = linkEdits(overlay.links, attribute, node.id)
    for (const dn of known ? valuesOf(known, attribute) : []) {
      const id = idBehind(overlay, dn)
      if (id === undefined || edits.has(id)) continue
      const other = overlay.nodes.get(id)
      if (other && overlay.raised.has(id)) connect(overlay, attribute, node, other)
      else overlay.sleeping.push({ attribute, from: node.id, to: id })
    }
  }
}

/** Attributes by which a person or a name is looked for. */
const SOUGHT = ['objectClass', 'sAMAccountName', 'userPrincipalName'] as const

/** Brings a deleted object back to a place: with the recycle bin as it was, else with little more than its user name. */
export const restoreObject = async (
  overlay: AdOverlay,
  id: string,
  to: { readonly rdn: string; readonly parent: string },
): Promise<void> => {
  const dn = joinDn(to.rdn, to.parent)
  const node = await raisedNode(overlay, id, dn)
  const before = await readDeleted(overlay, id, [...SOUGHT, ...linkAttributes])
  if (!before) throw new Fault('ad/no-such-object', { target: id })
  await refuseTakenPlace(overlay, id, dn)
  await refuseTakenNames(overlay, id, dn, before.attributes)
  overlay.nodes.set(id, node)
  overlay.bornAt.set(foldDn(dn), id)
  overlay.raised.add(id)
  for (const name of SOUGHT) indexValues(overlay.index, id, name, valuesOf(before, name))
  for (const name of Object.keys(marksOf(dn))) setValues(overlay, node, name, [])
  for (const [name, value] of namesIn(dn)) setValues(overlay, node, name, [value])
  await relink(overlay, node, before)
  await relinkRaised(overlay, node)
}
