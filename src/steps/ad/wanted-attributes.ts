import { z } from 'zod'
import type { AdEntryModify, AttributeChange } from '../../changes/ad/ad-entry-modify.ts'
import { type AdEntry, type AttributeValues, valueOf, valuesOf } from '../../model/ad-entry.ts'
import { type ObjectRef, refTo } from '../../model/object-ref.ts'
import { required } from '../required.ts'
import type { StepContext } from '../step.ts'
import { attributeName } from './attribute-name.ts'
import { findManager } from './find-manager.ts'

const text = z.union([
  z.string(),
  z.boolean().transform((flag) => (flag ? 'TRUE' : 'FALSE')),
  z.number().transform(String),
])

/** Attributes of a playbook: a text, a list of texts, or nothing (null or an empty text), which clears the attribute. */
export const attributesInput = z
  .record(attributeName, z.union([text, z.array(text), z.null()]))
  .describe(
    'LDAP attributes by name. An empty value clears the attribute; `manager` takes an employeeId, a UPN or a DN.',
  )

export type AttributesInput = z.output<typeof attributesInput>

/** Attributes as AD shall have them. An empty list clears one; a link without a target likewise. */
export interface WantedAttributes {
  readonly values: { readonly [name: string]: AttributeValues }
  readonly links: { readonly [name: string]: ObjectRef | null }
}

/** Values as AD keeps them: blanks at the edges dropped, empty texts left out, `manager` as a link to the account. */
export const wantedAttributes = async (context: StepContext, input: AttributesInput): Promise<WantedAttributes> => {
  const values: { [name: string]: AttributeValues } = {}
  const links: { [name: string]: ObjectRef | null } = {}
  for (const [name, given] of Object.entries(input)) {
    const list = (Array.isArray(given) ? given : [given ?? ''])
      .map((value) => value.trim())
      .filter((value) => value !== '')
    if (name.toLowerCase() === 'manager') links[name] = list[0] ? await managerRef(context, list[0]) : null
    else values[name] = list
  }
  return { values, links }
}

const managerRef = async (context: StepContext, reference: string): Promise<ObjectRef> => {
  const manager = await findManager(context, reference)
  return refTo(manager, manager.dn)
}

/** Attributes whose values AD compares without case. */
const FOLDED = new Set(['mail', 'proxyaddresses', 'userprincipalname', 'samaccountname'])

const sameValues = (name: string, left: AttributeValues, right: AttributeValues): boolean => {
  const fold = (value: string): string => (FOLDED.has(name.toLowerCase()) ? value.toLowerCase() : value)
  const [a, b] = [left.map(fold).sort(), right.map(fold).sort()]
  return a.length === b.length && a.every((value, index) => value === b[index])
}

/** What has to be written so that an entry has what is wanted, and how many attributes have it already. */
export interface AttributeDelta {
  readonly modify: Pick<AdEntryModify, 'changes' | 'links'> | null
  readonly holds: number
}

/** Compares an entry with the attributes it shall have. */
export const attributeDelta = async (
  context: StepContext,
  entry: AdEntry,
  wanted: WantedAttributes,
): Promise<AttributeDelta> => {
  const changes: { [name: string]: AttributeChange } = {}
  const links: { [name: string]: { readonly before: ObjectRef | null; readonly after: ObjectRef | null } } = {}
  for (const [name, after] of Object.entries(wanted.values)) {
    const before = valuesOf(entry, name)
    if (!sameValues(name, before, after)) changes[name] = { before, after }
  }
  for (const [name, after] of Object.entries(wanted.links)) {
    const before = await linkedTo(context, entry, name)
    if (!sameObject(before, after)) links[name] = { before, after }
  }
  const differ = Object.keys(changes).length + Object.keys(links).length
  const holds = Object.keys(wanted.values).length + Object.keys(wanted.links).length - differ
  return { modify: differ === 0 ? null : { changes, links }, holds }
}

const linkedTo = async (context: StepContext, entry: AdEntry, name: string): Promise<ObjectRef | null> => {
  const dn = valueOf(entry, name)
  if (dn === undefined) return null
  const other = await required(context.read.ad).byDn(dn, ['cn'])
  return other ? refTo(other, other.dn) : null
}

const sameObject = (left: ObjectRef | null, right: ObjectRef | null): boolean => {
  if (!left || !right) return left === right
  return 'id' in left && 'id' in right
    ? left.id === right.id
    : 'madeBy' in left && 'madeBy' in right && left.madeBy === right.madeBy
}
