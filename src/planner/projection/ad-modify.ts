import { type AttributeValues, valuesOf } from '../../model/ad-entry.ts'
import { Fault } from '../../model/fault.ts'
import { foldText } from '../../model/fold-text.ts'
import type { AdModification } from '../../ports/ad.ts'
import { isForwardLink } from './ad-links.ts'
import { linkTarget, nodeOf, setLink } from './ad-nodes.ts'
import { type AdNode, type AdOverlay, dnOfNode, readByDn, readById } from './ad-overlay.ts'
import { refuseOpenAccount, refuseTakenNames } from './ad-rules.ts'

const same = (a: string, b: string): boolean => foldText(a) === foldText(b)

/** The values after one modification. Throws `ad/value-changed` where AD would find a value missing, or there already. */
const modified = (
  target: string,
  values: AttributeValues,
  { op, attribute, values: given }: AdModification,
): AttributeValues => {
  if (op === 'replace') return given
  for (const value of given) {
    if (values.some((held) => same(held, value)) !== (op === 'delete'))
      throw new Fault('ad/value-changed', { target, attribute })
  }
  return op === 'add' ? [...values, ...given] : values.filter((held) => !given.some((value) => same(held, value)))
}

/** 2020-01-01 in 100 ns since 1601: AD puts the present time in place of -1, and which time that is, no plan asks. */
const SOME_TIME = '132223104000000000'
const settled = (name: string, values: AttributeValues): AttributeValues =>
  name === 'pwdlastset' && values[0] === '-1' ? [SOME_TIME] : values

/** Ids of everything that a linked attribute holds. */
const linkedIds = async (overlay: AdOverlay, node: AdNode, attribute: string): Promise<ReadonlySet<string>> => {
  const entry = await readById(overlay, node.id, [attribute])
  const targets = await Promise.all((entry ? valuesOf(entry, attribute) : []).map((dn) => readByDn(overlay, dn, [])))
  return new Set(targets.flatMap((target) => target?.id ?? []))
}

const modifyLinks = async (
  overlay: AdOverlay,
  node: AdNode,
  { op, attribute, values }: AdModification,
): Promise<void> => {
  const targets = await Promise.all(values.map((value) => linkTarget(overlay, value)))
  const present = await linkedIds(overlay, node, attribute)
  if (op === 'replace') {
    for (const id of present) setLink(overlay, attribute, node, await nodeOf(overlay, id), false)
    for (const to of targets) setLink(overlay, attribute, node, to, true)
    return
  }
  for (const to of targets) {
    if (present.has(to.id) !== (op === 'delete'))
      throw new Fault('ad/value-changed', { target: dnOfNode(overlay, node), attribute })
  }
  for (const to of targets) setLink(overlay, attribute, node, to, op === 'add')
}

/** One modify request: every modification, or none where one of them is refused. */
export const modifyObject = async (
  overlay: AdOverlay,
  id: string,
  modifications: readonly AdModification[],
): Promise<void> => {
  const node = await nodeOf(overlay, id)
  const plain = modifications.filter(({ attribute }) => !isForwardLink(attribute))
  const entry = await readById(overlay, id, [...new Set(plain.map(({ attribute }) => attribute))])
  const dn = dnOfNode(overlay, node)
  const values = new Map<string, AttributeValues>()
  for (const modification of plain) {
    const name = modification.attribute.toLowerCase()
    values.set(name, modified(dn, values.get(name) ?? (entry ? valuesOf(entry, name) : []), modification))
  }
  await refuseTakenNames(overlay, id, dn, Object.fromEntries(values))
  refuseOpenAccount(node, Object.fromEntries(values))
  for (const modification of modifications) {
    if (isForwardLink(modification.attribute)) await modifyLinks(overlay, node, modification)
  }
  for (const [name, after] of values) {
    node.values.set(name, settled(name, after))
    node.touched.add(name)
  }
}
