import { guidInDn } from '../../changes/ad/ad-entry.ts'
import { Fault } from '../../model/fault.ts'
import { foldDn } from '../../model/fold-text.ts'
import { makerOf } from '../../model/object-ref.ts'
import { recordLink } from './ad-links.ts'
import { type AdNode, type AdOverlay, readByDn } from './ad-overlay.ts'

export const newNode = (id: string, liveDn: string | null, dn: string): AdNode => ({
  id,
  liveDn,
  dn,
  below: liveDn === null ? 'nothing' : 'live',
  gone: false,
  moved: false,
  // Whether a live account has a password is not readable; it is taken to have one.
  hasPassword: liveDn !== null,
  values: new Map(),
  touched: new Set(),
})

/** The node of an object, which is made for a live object when the plan first touches it. Throws `ad/no-such-object`. */
export const nodeOf = async (overlay: AdOverlay, id: string): Promise<AdNode> => {
  const known = overlay.nodes.get(id)
  if (known && !known.gone) return known
  const live = known || makerOf(id) !== undefined ? null : await overlay.live.byId(id, [])
  if (!live) throw new Fault('ad/no-such-object', { target: id })
  const node = newNode(id, live.dn, '')
  overlay.nodes.set(id, node)
  overlay.touchedAt.set(foldDn(live.dn), id)
  return node
}

/** The object that a DN value names, given as a DN or as `<GUID=…>`. */
export const linkTarget = async (overlay: AdOverlay, value: string): Promise<AdNode> => {
  const id = guidInDn(value) ?? (await readByDn(overlay, value, []))?.id
  if (id === undefined) throw new Fault('ad/no-such-object', { target: value })
  return nodeOf(overlay, id)
}

/** Makes or breaks a link, seen from both ends. */
export const setLink = (overlay: AdOverlay, attribute: string, from: AdNode, to: AdNode, present: boolean): void => {
  const back = recordLink(overlay.links, { attribute, from: from.id, to: to.id }, present)
  from.touched.add(attribute.toLowerCase())
  if (back) to.touched.add(back)
}
