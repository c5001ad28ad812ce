import type { AdEntry } from '../../model/ad-entry.ts'
import { type AdFilter, type AdQuery, allOf, anyOf } from '../../model/ad-query.ts'
import { parentOf } from '../../model/distinguished-name.ts'
import { Fault } from '../../model/fault.ts'
import { foldDn } from '../../model/fold-text.ts'
import { attributesOf, matchesFilter } from '../../model/match-ad-filter.ts'
import { isLink, linkEdits, otherEnd } from './ad-links.ts'
import { type AdNode, type AdOverlay, dnOfNode, placeOf, readById, showEntry } from './ad-overlay.ts'
import { candidates, type LinkLookup } from './born-index.ts'

/** Whether a folded DN lies inside another one. A comma behind an odd number of backslashes belongs to a value and separates nothing. */
const isInside = (inner: string, outer: string): boolean => {
  if (!inner.endsWith(`,${outer}`)) return false
  const backslashes = /\\*$/.exec(inner.slice(0, -outer.length - 1))?.[0].length ?? 0
  return backslashes % 2 === 0
}

const inScope = (dn: string, base: string, scope: AdQuery['scope']): boolean => {
  const [inner, outer] = [foldDn(dn), foldDn(base)]
  if (scope === 'base') return inner === outer
  if (scope === 'one') return foldDn(parentOf(dn)) === outer
  return inner === outer || isInside(inner, outer)
}

/**
 * The filter in terms of the live directory: true or false where the overlay decides it for every untouched object, as nothing live can point
 * to an object that is not there yet.
 */
const liveFilter = (overlay: AdOverlay, filter: AdFilter): AdFilter | boolean => {
  if (filter.op === 'not') {
    const of = liveFilter(overlay, filter.of)
    return typeof of === 'boolean' ? !of : { op: 'not', of }
  }
  if (filter.op === 'and' || filter.op === 'or') return liveParts(overlay, filter)
  if (filter.op !== 'equals' || !(isLink(filter.attribute) || filter.attribute.toLowerCase() === 'distinguishedname'))
    return filter
  const place = placeOf(overlay, filter.value)
  return place && 'liveDn' in place ? { ...filter, value: place.liveDn } : false
}

const liveParts = (overlay: AdOverlay, filter: AdFilter & { readonly op: 'and' | 'or' }): AdFilter | boolean => {
  const decides = filter.op === 'or'
  const parts = filter.of.map((part) => liveFilter(overlay, part))
  if (parts.includes(decides)) return decides
  const open = parts.filter((part): part is AdFilter => typeof part !== 'boolean')
  if (open.length === 0) return !decides
  return filter.op === 'and' ? allOf(open) : anyOf(open)
}

const EVERYTHING: AdFilter = { op: 'present', attribute: 'objectClass' }

/** What the live directory answers below `base`, in live terms. */
const askLive = async (overlay: AdOverlay, query: AdQuery, base: string | undefined): Promise<readonly AdEntry[]> => {
  const filter = liveFilter(overlay, query.filter)
  const { scope, attributes } = query
  if (filter !== false) {
    return overlay.live.search({
      ...(base === undefined ? {} : { base }),
      scope,
      attributes,
      filter: filter === true ? EVERYTHING : filter,
    })
  }
  // Nothing can match, but a base that is not there is a fault all the same.
  if (base !== undefined && !(await overlay.live.byDn(base, []))) throw new Fault('ad/no-such-object', { target: base })
  return []
}

/** Live containers that the plan moved into the base, for what is in them comes along. */
const movedContainers = (overlay: AdOverlay, base: string, liveBase: string | null): readonly string[] =>
  [...overlay.nodes.values()].flatMap((node) => {
    const { liveDn } = node
    if (liveDn === null || !node.moved || node.gone) return []
    const isNew = liveBase === null || !isInside(foldDn(liveDn), foldDn(liveBase))
    return isNew && inScope(dnOfNode(overlay, node), base, 'sub') ? [liveDn] : []
  })

/** Whether the plan may have changed the answer to this filter for a live object. */
const isOpen = (node: AdNode, names: ReadonlySet<string>): boolean =>
  node.liveDn === null || node.moved || [...node.touched].some((name) => names.has(name))

const liveMatches = async (overlay: AdOverlay, query: AdQuery, base: string): Promise<readonly AdEntry[]> => {
  const place = query.base === undefined ? { liveDn: undefined } : placeOf(overlay, base)
  if (!place) throw new Fault('ad/no-such-object', { target: base })
  const found = 'liveDn' in place ? [...(await askLive(overlay, query, place.liveDn))] : []
  if (query.scope !== 'sub' || overlay.moves.moves.length === 0) return found
  for (const container of movedContainers(overlay, base, 'liveDn' in place ? (place.liveDn ?? base) : null)) {
    found.push(...(await askLive(overlay, query, container)))
  }
  return found
}

/** An object that the plan touches, if it matches afterwards. */
const nodeMatch = async (overlay: AdOverlay, node: AdNode, query: AdQuery, base: string): Promise<AdEntry | null> => {
  if (node.gone || !inScope(dnOfNode(overlay, node), base, query.scope)) return null
  const needed = [...new Set([...query.attributes, ...attributesOf(query.filter)])]
  const entry = await readById(overlay, node.id, needed)
  if (!entry || !matchesFilter(query.filter, entry)) return null
  const asked = Object.entries(entry.attributes).filter(([name]) => query.attributes.includes(name))
  return { ...entry, attributes: Object.fromEntries(asked) }
}

/** The order of the live reader: without regard to case and accents, and by the letter where that says nothing. */
const inOrderOfDn = (entries: readonly AdEntry[]): readonly AdEntry[] =>
  entries
    .map((entry) => ({ entry, key: `${foldDn(entry.dn)}\0${entry.dn}` }))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ entry }) => entry)

/** New objects that have an object as a value: all their links are made by the plan, so the plan knows them from the other end. */
const linkedBorn =
  (overlay: AdOverlay): LinkLookup =>
  (attribute, dn) => {
    if (!isLink(attribute)) return attribute.toLowerCase() === 'distinguishedname' ? null : undefined
    const place = placeOf(overlay, dn)
    const end = otherEnd(attribute)
    if (!place || end === null) return null
    const id = 'born' in place ? place.born.id : overlay.touchedAt.get(foldDn(place.liveDn))
    if (id === undefined) return new Set()
    return new Set([...linkEdits(overlay.links, end, id)].flatMap(([other, present]) => (present ? [other] : [])))
  }

/** Objects of the plan whose match only the overlay can tell. */
const openNodes = (overlay: AdOverlay, filter: AdFilter, names: ReadonlySet<string>): readonly AdNode[] => {
  const born = candidates(overlay.index, filter, linkedBorn(overlay)) ?? overlay.bornAt.values()
  const ids = new Set([...born, ...overlay.raised, ...overlay.touchedAt.values()])
  return [...ids].flatMap((id) => overlay.nodes.get(id) ?? []).filter((node) => isOpen(node, names))
}

/** The live answer without what no longer matches, with what the plan makes match. */
export const searchOverlay = async (overlay: AdOverlay, query: AdQuery): Promise<readonly AdEntry[]> => {
  if (overlay.nodes.size === 0) return overlay.live.search(query)
  const base = query.base ?? (await overlay.live.domain()).base
  const names = new Set(attributesOf(query.filter).map((name) => name.toLowerCase()))
  const matches = new Map<string, AdEntry>()
  for (const live of await liveMatches(overlay, query, base)) {
    const node = overlay.nodes.get(live.id)
    if (node && isOpen(node, names)) continue
    const entry = showEntry(overlay, { node, live }, query.attributes)
    if (entry && inScope(entry.dn, base, query.scope)) matches.set(entry.id, entry)
  }
  for (const node of openNodes(overlay, query.filter, names)) {
    const entry = await nodeMatch(overlay, node, query, base)
    if (entry) matches.set(entry.id, entry)
  }
  return inOrderOfDn([...matches.values()])
}
