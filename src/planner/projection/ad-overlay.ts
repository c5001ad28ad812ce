import { type AdEntry, type AttributeValues, valuesOf } from '../../model/ad-entry.ts'
import { foldDn } from '../../model/fold-text.ts'
import { makerOf } from '../../model/object-ref.ts'
import type { AdReader } from '../../ports/ad.ts'
import { isLink, type LinkEdits, linkEdits } from './ad-links.ts'
import { type BornIndex, indexValues } from './born-index.ts'
import { type DnMoves, liveDnOf, noMoves, projectedDn } from './dn-moves.ts'
import { type Turns, takeTurns } from './take-turns.ts'

/** An object that the plan makes, changes or points to. */
export interface AdNode {
  readonly id: string
  /** Where it is in the live directory; null for one that the plan makes or brings back. */
  readonly liveDn: string | null
  /** Where one that the plan makes or brings back is at the moment. */
  dn: string
  /** Where values are read that the plan does not set: of one that it brings back, where it was before or among deleted objects. */
  readonly below: 'nothing' | 'live' | 'deleted'
  gone: boolean
  moved: boolean
  hasPassword: boolean
  /** Attributes that the plan sets, all of them for a new object, by lower-case name; links are kept apart. */
  readonly values: Map<string, AttributeValues>
  /** Lower-case names of attributes that may read otherwise than live, links among them. */
  readonly touched: Set<string>
}

/** Everything that lies over the live directory. */
export interface AdOverlay {
  readonly live: AdReader
  readonly turns: Turns
  readonly nodes: Map<string, AdNode>
  /** Ids of live objects that the plan touches, by their folded live DN. */
  readonly touchedAt: Map<string, string>
  /** New objects by their values. */
  readonly index: BornIndex
  /** Ids of new objects by the folded DN they have at the moment. */
  readonly bornAt: Map<string, string>
  /** Ids of objects that the plan brings back; not all of their values are in the index. */
  readonly raised: Set<string>
  /** Links of objects that came back to others that are deleted still, and come back with those. */
  readonly sleeping: { readonly attribute: string; readonly from: string; readonly to: string }[]
  readonly moves: DnMoves
  readonly links: LinkEdits
  /** Folded live DNs of deleted objects. */
  readonly goneDns: Set<string>
}

export const emptyOverlay = (live: AdReader): AdOverlay => ({
  live,
  turns: takeTurns(),
  nodes: new Map(),
  touchedAt: new Map(),
  index: new Map(),
  bornAt: new Map(),
  raised: new Set(),
  sleeping: [],
  moves: noMoves(),
  links: new Map(),
  goneDns: new Set(),
})

/** Sets values of an object without asking anything. */
export const setValues = (overlay: AdOverlay, node: AdNode, attribute: string, values: AttributeValues): void => {
  const name = attribute.toLowerCase()
  node.values.set(name, values)
  if (node.liveDn === null) indexValues(overlay.index, node.id, name, values)
  else node.touched.add(name)
}

export const dnOfNode = (overlay: AdOverlay, node: AdNode): string =>
  node.liveDn === null ? node.dn : projectedDn(overlay.moves, node.liveDn)

/** The object that is at a DN of the projection: a new one, a place in the live directory, or nothing. */
export const placeOf = (
  overlay: AdOverlay,
  dn: string,
): { readonly born: AdNode } | { readonly liveDn: string } | null => {
  const born = overlay.nodes.get(overlay.bornAt.get(foldDn(dn)) ?? '')
  if (born) return { born }
  const liveDn = liveDnOf(overlay.moves, dn)
  return liveDn === null || overlay.goneDns.has(foldDn(liveDn)) ? null : { liveDn }
}

/** Values of a linked attribute: live ones that the plan leaves alone, under the names they have by then, and those that it adds. */
const linkValues = (overlay: AdOverlay, id: string, attribute: string, live: AttributeValues): AttributeValues => {
  const edits = linkEdits(overlay.links, attribute, id)
  const others = [...edits.keys()].flatMap((other) => overlay.nodes.get(other) ?? [])
  const edited = new Set(others.flatMap(({ liveDn }) => (liveDn === null ? [] : [foldDn(liveDn)])))
  const kept = live.filter((dn) => !edited.has(foldDn(dn)) && !overlay.goneDns.has(foldDn(dn)))
  const added = others.filter((other) => edits.get(other.id) === true && !other.gone)
  return [...kept.map((dn) => projectedDn(overlay.moves, dn)), ...added.map((other) => dnOfNode(overlay, other))]
}

const valuesIn = (
  overlay: AdOverlay,
  node: AdNode | undefined,
  live: AdEntry | null,
  id: string,
  dn: string,
  attribute: string,
) => {
  const name = attribute.toLowerCase()
  if (name === 'distinguishedname') return [dn]
  const liveValues = live ? valuesOf(live, attribute) : []
  if (isLink(name)) return linkValues(overlay, id, name, liveValues)
  return node?.values.get(name) ?? liveValues
}

/** An object as it reads in the projection, from its live entry, its node, or both. */
export const showEntry = (
  overlay: AdOverlay,
  of: { readonly node: AdNode | undefined; readonly live: AdEntry | null },
  attributes: readonly string[],
): AdEntry | null => {
  const { node, live } = of
  const id = node?.id ?? live?.id
  if (id === undefined || node?.gone) return null
  const dn = node ? dnOfNode(overlay, node) : live ? projectedDn(overlay.moves, live.dn) : ''
  const shown = attributes
    .map((attribute) => [attribute, valuesIn(overlay, node, live, id, dn, attribute)] as const)
    .filter(([, values]) => values.length > 0)
  return { id, dn, attributes: Object.fromEntries(shown) }
}

/** What lies below an object of the plan: nothing below a new one. */
export const readBelow = async (
  { live }: AdOverlay,
  { id, below }: AdNode,
  attributes: readonly string[],
): Promise<AdEntry | null> => {
  if (below === 'nothing') return null
  return below === 'live' ? live.byId(id, attributes) : live.deletedById(id, attributes)
}

/** Reads by id; live attributes are asked for as they are, so that equal questions stay equal whatever the plan has done. */
export const readById = async (
  overlay: AdOverlay,
  id: string,
  attributes: readonly string[],
): Promise<AdEntry | null> => {
  const node = overlay.nodes.get(id)
  if (node?.gone) return null
  if (node?.liveDn === null)
    return showEntry(overlay, { node, live: await readBelow(overlay, node, attributes) }, attributes)
  // A placeholder is no id that a directory could be asked for.
  if (makerOf(id) !== undefined) return null
  const live = await overlay.live.byId(id, attributes)
  return live && showEntry(overlay, { node, live }, attributes)
}

export const readByDn = async (
  overlay: AdOverlay,
  dn: string,
  attributes: readonly string[],
): Promise<AdEntry | null> => {
  const place = placeOf(overlay, dn)
  if (!place) return null
  if ('born' in place) return readById(overlay, place.born.id, attributes)
  const live = await overlay.live.byDn(place.liveDn, attributes)
  return live && showEntry(overlay, { node: overlay.nodes.get(live.id), live }, attributes)
}
