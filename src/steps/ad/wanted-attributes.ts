import { z } from 'zod'
import type { AdEntryModify, AttributeChange } from '../../changes/ad/ad-entry.ts'
import { type AdEntry, type AttributeValues, firstValue, valuesOf } from '../../model/ad-entry.ts'
import { Fault } from '../../model/fault.ts'
import { type ObjectRef, refTo } from '../../model/object-ref.ts'
import { collectFaults } from '../collect-faults.ts'
import { required } from '../required.ts'
import type { StepContext } from '../step.ts'
import { whyTooMuch } from './attribute-limits.ts'
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
  .superRefine((attributes, check) => {
    const seen = new Set<string>()
    for (const [name, given] of Object.entries(attributes)) {
      const twice = seen.has(name.toLowerCase()) ? `${name} is given twice; AD ignores letter case in names` : null
      const message = twice ?? whyTooMuch(name, valuesIn(given))
      if (message !== null) check.addIssue({ code: 'custom', path: [name], message })
      seen.add(name.toLowerCase())
    }
  })
  .describe(
    'LDAP attributes by name. An empty value clears the attribute; `manager`, `assistant` and `secretary` take an employeeId, a UPN or a DN.',
  )

export type AttributesInput = z.output<typeof attributesInput>

/** Values as AD keeps them, to the letter; repeated texts and those of nothing but blanks are left out. */
const valuesIn = (given: AttributesInput[string]): AttributeValues => {
  const texts = Array.isArray(given) ? given : [given ?? '']
  return [...new Set(texts.filter((value) => value.trim() !== ''))]
}

/** Attributes as AD shall have them. An empty list clears one; a link without a target likewise. */
export interface WantedAttributes {
  readonly values: { readonly [name: string]: AttributeValues }
  readonly links: { readonly [name: string]: ObjectRef | null }
}

/** Attributes that hold the DN of somebody, who is named in other ways. */
const LINKS = new Set(['manager', 'assistant', 'secretary'])

/** The attributes of a playbook with people in place of their names. What is wrong with one goes to `faults`, and the others are looked at. */
export const wantedAttributes = async (
  context: StepContext,
  input: AttributesInput,
  faults: Fault[],
): Promise<WantedAttributes> => {
  const values: { [name: string]: AttributeValues } = {}
  const links: { [name: string]: ObjectRef | null } = {}
  for (const [name, given] of Object.entries(input)) {
    await collectFaults(faults, async () => {
      refuseKey(context, name)
      if (LINKS.has(name.toLowerCase())) links[name] = await linkTo(context, name, valuesIn(given)[0]?.trim())
      else values[name] = valuesIn(given)
    })
  }
  return { values, links }
}

/** A playbook that could set the key could tie somebody to the account of another. */
const refuseKey = ({ key, where }: StepContext, attribute: string): void => {
  if (attribute.toLowerCase() === key.ad.toLowerCase())
    throw new Fault('plan/key-attribute', { attribute }, { where: where() })
}

const linkTo = async (
  context: StepContext,
  field: string,
  reference: string | undefined,
): Promise<ObjectRef | null> => {
  if (reference === undefined) return null
  const account = await findManager(context, { reference, field })
  return refTo(account, account.dn)
}

/** Attributes without those that the playbook names itself, in whatever letter case. */
export const besides = <T>(
  attributes: { readonly [name: string]: T },
  { values, links }: WantedAttributes,
): { readonly [name: string]: T } => {
  const named = new Set([...Object.keys(values), ...Object.keys(links)].map((name) => name.toLowerCase()))
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !named.has(name.toLowerCase())))
}

/** Attributes whose letter case means nothing to whoever uses them. In proxyAddresses it does: SMTP: is the address to answer to. */
const FOLDED = new Set(['mail', 'userprincipalname', 'samaccountname'])

const sameValues = (name: string, left: AttributeValues, right: AttributeValues): boolean => {
  const fold = (value: string): string => (FOLDED.has(name.toLowerCase()) ? value.toLowerCase() : value)
  const wanted = new Set(right.map(fold))
  return left.length === wanted.size && left.every((value) => wanted.has(fold(value)))
}

/** What has to be written so that an entry has what is wanted, and how many attributes have it already. */
export interface AttributeDelta {
  readonly modify: Pick<AdEntryModify, 'changes' | 'links'> | null
  readonly holds: number
}

/** Compares an entry with the attributes it shall have. AD gives no order to values, so those before are put into one. */
export const attributeDelta = async (
  context: StepContext,
  entry: AdEntry,
  wanted: WantedAttributes,
): Promise<AttributeDelta> => {
  const changes: { [name: string]: AttributeChange } = {}
  const links: { [name: string]: { readonly before: ObjectRef | null; readonly after: ObjectRef | null } } = {}
  for (const [name, after] of Object.entries(wanted.values)) {
    const before = [...valuesOf(entry, name)].sort()
    if (!sameValues(name, before, after)) changes[name] = { before, after }
  }
  for (const [name, after] of Object.entries(wanted.links)) {
    const before = await linkedTo(context, entry, name)
    if (!sameObject(before, after)) links[name] = { before, after }
  }
  const linksDiffer = Object.keys(links).length
  const differ = Object.keys(changes).length + linksDiffer
  const holds = Object.keys(wanted.values).length + Object.keys(wanted.links).length - differ
  return { modify: differ === 0 ? null : { changes, ...(linksDiffer > 0 ? { links } : {}) }, holds }
}

const linkedTo = async (context: StepContext, entry: AdEntry, name: string): Promise<ObjectRef | null> => {
  const dn = firstValue(entry, name)
  if (dn === undefined) return null
  const other = await required(context.read.ad).byDn(dn, ['cn'])
  return other ? refTo(other, other.dn) : null
}

const idOf = (ref: ObjectRef | null): string | null => ref && ('id' in ref ? ref.id : `new:${ref.madeBy}`)

const sameObject = (left: ObjectRef | null, right: ObjectRef | null): boolean => idOf(left) === idOf(right)
