import type { Attributes, AttributeValues } from '../../model/ad-entry.ts'
import { rdnValue } from '../../model/distinguished-name.ts'
import type { ObjectRef } from '../../model/object-ref.ts'

/** What kind of object of Active Directory a change is about. */
export type AdObjectType = 'account' | 'group'

/** Objects that attributes with DN values point to, such as `{ manager: … }`. The DN is filled in from the id when the change is made. */
export type Links = { readonly [attribute: string]: ObjectRef }

/** A new object of Active Directory. Accounts are added disabled; a password and `enabled` are changes of their own. */
export interface AdEntryAdd {
  readonly kind: 'ad.entry.add'
  readonly type: AdObjectType
  readonly dn: string
  /** The attribute that ties the object to a person or names it for good, and its value: how it is found again after a crash. */
  readonly key: { readonly attribute: string; readonly value: string }
  readonly attributes: Attributes
  /** Values that are other objects, perhaps ones of the same plan. */
  readonly links?: Links
}

/** Takes an object away. */
export interface AdEntryDelete {
  readonly kind: 'ad.entry.delete'
  readonly target: ObjectRef
  readonly type: AdObjectType
  /** What the object was, if planning read it: shown in the plan, and enough to make a new object like it (with another id and no groups). */
  readonly image?: Pick<AdEntryAdd, 'key' | 'attributes'>
  /** Set where the recycle bin is on, so that the object itself can come back, with its id and all that it had. */
  readonly bin?: true
  /** Why the object cannot come back, where that is known. */
  readonly noUndo?: string
  /** Shown in the plan, where there is no image. */
  readonly was?: Attributes
}

/** Brings a deleted object back, with its id and all that it had; what is left of it where there was no recycle bin. */
export interface AdEntryRestore {
  readonly kind: 'ad.entry.restore'
  /** Called by the DN that it gets. */
  readonly target: ObjectRef
  readonly type: AdObjectType
}

/** Values of one attribute before and after. AD refuses the change if the old values are not there any more. */
export interface AttributeChange {
  readonly before: AttributeValues
  readonly after: AttributeValues
}

/** Other values in some attributes of one object, written in one request: all or none. */
export interface AdEntryModify {
  readonly kind: 'ad.entry.modify'
  readonly target: ObjectRef
  readonly type: AdObjectType
  readonly changes: { readonly [attribute: string]: AttributeChange }
  /** Attributes that hold the DN of another object, such as `manager`; null where there is none. */
  readonly links?: {
    readonly [attribute: string]: { readonly before: ObjectRef | null; readonly after: ObjectRef | null }
  }
}

/** How an object is called in a summary: the plain first part of its DN. */
export const nameInDn = (dn: string): string => rdnValue(dn) || dn

/** The form of a DN that AD resolves by itself, so that a value cannot point to what has taken over a name. */
export const guidDn = (id: string): string => `<GUID=${id}>`

/** The GUID in a `<GUID=…>`, or undefined for an ordinary DN. */
export const guidInDn = (dn: string): string | undefined => /^<GUID=(.+)>$/i.exec(dn)?.[1]

/** Attribute values with links filled in by `value`. */
export const withLinks = (attributes: Attributes, links: Links, value: (ref: ObjectRef) => string): Attributes => ({
  ...attributes,
  ...Object.fromEntries(Object.entries(links).map(([attribute, ref]) => [attribute, [value(ref)]])),
})
