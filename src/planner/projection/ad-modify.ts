import { type AttributeValues, valuesOf } from '../../model/ad-entry.ts'
import { Fault } from '../../model/fault.ts'
import { foldText } from '../../model/fold-text.ts'
import type { AdModification } from '../../ports/ad.ts'
import { isForwardLink } from './ad-links.ts'
import { linkTarget, nodeOf, setLink } from './ad-nodes.ts'
import { type AdNode, type AdOverlay, dnOfNode, readByDn, readById, setValues } from './ad-overlay.ts'
import { refuseOpenAccount, refuseTakenNames } from './ad-rules.ts'

const same = (a: string, b: string): boolean => foldText(a) === foldText(b)

/** Attributes that plans write and that hold one value only. */
const SINGLE = new Set([
  'company',
  'department',
  'displayname',
  'division',
  'employeeid',
  'employeenumber',
  'employeetype',
  'givenname',
  'l',
  'mail',
  'manager',
  'managedby',
  'mobile',
  'physicaldeliveryofficename',
  'samaccountname',
  'sn',
  'telephonenumber',
  'title',
  'userprincipalname',
])

const refuseSecondValue = (target: string, attribute: string, count: number): void => {
  if (count > 1 && SINGLE.has(attribute.toLowerCase())) throw new Fault('ad/value-changed', { target, attribute })
}

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
  if (op === 'delete') return values.filter((held) => !given.some((value) => same(held, value)))
  refuseSecondValue(target, attribute, values.length + given.length)
  return [...values, ...given]
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

/** Sets links when it is called, which is not before everything in the request was found right. */
type Commit = () => void

const linkChange = async (
  overlay: AdOverlay,
  node: AdNode,
  modifications: readonly AdModification[],
  attribute: string,
): Promise<Commit> => {
  const before = await linkedIds(overlay, node, attribute)
  let after: ReadonlySet<string> = before
  for (const { op, values } of modifications.filter((one) => one.attribute === attribute)) {
    const targets = await Promise.all(values.map((value) => linkTarget(overlay, value)))
    after = changedSet(
      dnOfNode(overlay, node),
      attribute,
      after,
      op,
      targets.map(({ id }) => id),
    )
  }
  const touched = await Promise.all([...new Set([...before, ...after])].map((id) => nodeOf(overlay, id)))
  return () => {
    for (const other of touched) {
      if (before.has(other.id) !== after.has(other.id)) setLink(overlay, attribute, node, other, after.has(other.id))
    }
  }
}

const changedSet = (
  target: string,
  attribute: string,
  present: ReadonlySet<string>,
  op: AdModification['op'],
  ids: readonly string[],
): ReadonlySet<string> => {
  if (op === 'replace') return new Set(ids)
  if (ids.some((id) => present.has(id) !== (op === 'delete')))
    throw new Fault('ad/value-changed', { target, attribute })
  if (op === 'delete') return new Set([...present].filter((id) => !ids.includes(id)))
  refuseSecondValue(target, attribute, present.size + ids.length)
  return new Set([...present, ...ids])
}

/** One modify request: every modification, or none where one of them is refused. */
export const modifyObject = async (
  overlay: AdOverlay,
  id: string,
  modifications: readonly AdModification[],
): Promise<void> => {
  const node = await nodeOf(overlay, id)
  const dn = dnOfNode(overlay, node)
  const plain = modifications.filter(({ attribute }) => !isForwardLink(attribute))
  const linked = [...new Set(modifications.map(({ attribute }) => attribute).filter(isForwardLink))]
  const entry = await readById(overlay, id, [...new Set(plain.map(({ attribute }) => attribute))])
  const values = new Map<string, AttributeValues>()
  for (const modification of plain) {
    const name = modification.attribute.toLowerCase()
    values.set(name, modified(dn, values.get(name) ?? (entry ? valuesOf(entry, name) : []), modification))
  }
  await refuseTakenNames(overlay, id, dn, Object.fromEntries(values))
  refuseOpenAccount(node, Object.fromEntries(values))
  const commits = await Promise.all(linked.map((attribute) => linkChange(overlay, node, modifications, attribute)))
  for (const commit of commits) commit()
  assumeValues(overlay, node, values)
}

/** Sets values without asking whether the directory would take them. */
export const assumeValues = (
  overlay: AdOverlay,
  node: AdNode,
  values: Iterable<readonly [string, AttributeValues]>,
): void => {
  for (const [name, after] of values) setValues(overlay, node, name, settled(name.toLowerCase(), after))
}
