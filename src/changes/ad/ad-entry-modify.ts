import { type AttributeValues, isEnabled, valuesOf } from '../../model/ad-entry.ts'
import type { Hazard } from '../../model/glossary.ts'
import type { JsonObject } from '../../model/json.ts'
import { idIn, type ObjectRef } from '../../model/object-ref.ts'
import type { AdModification } from '../../ports/ad.ts'
import type { ApplyContext, ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { expiryOf, expiryText, neverExpires } from './account-expiry.ts'
import { type AdEntryModify, type AttributeChange, guidDn, nameInDn } from './ad-entry.ts'
import { modifyRemains } from './ad-entry-remains.ts'
import { sameValues } from './same-values.ts'

/** AD computes with these and does not compare them, so they are replaced and not exchanged. */
const REPLACED = new Set(['useraccountcontrol', 'pwdlastset', 'accountexpires', 'lockouttime'])

const without = (values: AttributeValues, others: AttributeValues): AttributeValues =>
  values.filter((value) => !others.includes(value))

const modificationsOf = (attribute: string, { before, after }: AttributeChange): readonly AdModification[] => {
  if (REPLACED.has(attribute.toLowerCase())) return [{ op: 'replace', attribute, values: after }]
  const gone = without(before, after)
  const born = without(after, before)
  return [
    ...(gone.length > 0 ? [{ op: 'delete', attribute, values: gone } as const] : []),
    ...(born.length > 0 ? [{ op: 'add', attribute, values: born } as const] : []),
  ]
}

const linkValues = (ref: ObjectRef | null, value: (ref: ObjectRef) => string): AttributeValues =>
  ref ? [value(ref)] : []

/** Every attribute that changes, links among them with the value that `value` gives. */
const attributeChanges = (change: AdEntryModify, value: (ref: ObjectRef) => string): [string, AttributeChange][] => [
  ...Object.entries(change.changes),
  ...Object.entries(change.links ?? {}).map(([attribute, { before, after }]): [string, AttributeChange] => [
    attribute,
    { before: linkValues(before, value), after: linkValues(after, value) },
  ]),
]

/** What the change does to signing in: undefined where it leaves that alone. */
const enabling = (change: AdEntryModify): boolean | undefined => {
  const control = change.changes.userAccountControl
  if (!control) return undefined
  const [was, is] = [control.before, control.after].map((userAccountControl) =>
    isEnabled({ attributes: { userAccountControl } }),
  )
  return was === is ? undefined : is
}

/** What a change of one attribute that people know by another name is called; undefined for all others. */
const namedSummary = (change: AdEntryModify): string | undefined => {
  const { accountExpires, lockoutTime, ...others } = change.changes
  if (Object.keys(others).length + Object.keys(change.links ?? {}).length > 0) return undefined
  const name = `account ${nameInDn(change.target.name)}`
  if (lockoutTime && !accountExpires) return `unlock ${name}`
  if (!accountExpires || lockoutTime) return undefined
  return neverExpires(accountExpires.after)
    ? `let ${name} never expire`
    : `let ${name} expire at ${expiryText(accountExpires.after)}`
}

const summaryOf = (change: AdEntryModify): string => namedSummary(change) ?? plainSummary(change)

const plainSummary = (change: AdEntryModify): string => {
  const name = `${change.type} ${nameInDn(change.target.name)}`
  const toggled = enabling(change)
  const rest = attributeChanges(change, (ref) => ref.name)
    .map(([attribute]) => attribute)
    .filter((attribute) => toggled === undefined || attribute !== 'userAccountControl')
  if (toggled === undefined) return `change ${rest.join(', ')} of ${name}`
  return `${toggled ? 'enable' : 'disable'} ${name}${rest.length > 0 ? ` and change ${rest.join(', ')}` : ''}`
}

const hazardsOf = (change: AdEntryModify): readonly Hazard[] => {
  const hazards: Hazard[] = []
  const toggled = enabling(change)
  if (toggled === true) hazards.push('grants-access')
  if (toggled === false) hazards.push('locks-out')
  const expires = change.changes.accountExpires
  if (expires) hazards.push(expiryOf(expires.after) > expiryOf(expires.before) ? 'grants-access' : 'revokes-access')
  if (change.changes.lockoutTime) hazards.push('grants-access')
  return [...new Set(hazards)]
}

const apply = async (
  change: AdEntryModify,
  to: Parameters<ChangeKind<AdEntryModify>['apply']>[1],
  context: ApplyContext,
) => {
  const id = context.idOf(change.target)
  const changes = attributeChanges(change, (ref) => guidDn(context.idOf(ref)))
  await required(to.ad, 'ad').modify(
    id,
    changes.flatMap(([attribute, values]) => modificationsOf(attribute, values)),
  )
  return { id }
}

export const adEntryModify: ChangeKind<AdEntryModify> = {
  kind: 'ad.entry.modify',
  system: 'ad',
  undo: 'reversible',
  needs: { ad: ['Write all properties of User objects'] },

  describe(change) {
    const values = attributeChanges(change, (ref) => ref.name)
    const side = (of: 'before' | 'after'): JsonObject =>
      Object.fromEntries(values.map(([name, value]) => [name, value[of]]))
    return {
      target: { type: change.type, id: idIn(change.target), name: change.target.name },
      summary: summaryOf(change),
      before: side('before'),
      after: side('after'),
      count: 'modify',
    }
  },

  hazards: hazardsOf,

  refs: (change) => [
    change.target,
    ...Object.values(change.links ?? {}).flatMap(({ before, after }) => [before, after].filter((ref) => ref !== null)),
  ],

  writes: ({ type, target }) => (type === 'account' ? { accounts: [target] } : { groups: [target] }),
  apply,

  async holds(change, read, context) {
    const ad = required(read.ad, 'ad')
    const id = context.idOf(change.target)
    const names = attributeChanges(change, (ref) => ref.name).map(([attribute]) => attribute)
    const entry = await ad.byId(id, names)
    if (!entry) return null
    for (const [attribute, { after }] of Object.entries(change.changes)) {
      if (!sameValues(attribute, valuesOf(entry, attribute), after)) return null
    }
    for (const [attribute, { after }] of Object.entries(change.links ?? {})) {
      const dn = valuesOf(entry, attribute)[0]
      const found = dn === undefined ? null : ((await ad.byDn(dn, []))?.id ?? null)
      if (found !== (after && context.idOf(after))) return null
    }
    return { id }
  },

  async found(change, read, context) {
    const names = attributeChanges(change, (ref) => ref.name).map(([attribute]) => attribute)
    const entry = await required(read.ad, 'ad').byId(context.idOf(change.target), names)
    return entry && Object.fromEntries(names.map((name) => [name, valuesOf(entry, name)]))
  },

  inverse(change): AdEntryModify | Irreversible {
    // AD takes nothing but 0 for lockoutTime. MS-SAMR 3.1.1.8.5.
    if (change.changes.lockoutTime) return { irreversible: 'only wrong passwords lock an account' }
    const swap = <T>(sides: { readonly [name: string]: { readonly before: T; readonly after: T } }) =>
      Object.fromEntries(
        Object.entries(sides).map(([name, { before, after }]) => [name, { before: after, after: before }]),
      )
    return { ...change, changes: swap(change.changes), ...(change.links ? { links: swap(change.links) } : {}) }
  },
  remains: modifyRemains,
}
