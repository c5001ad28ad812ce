/** Values of an LDAP attribute, as text. AD gives no order to them. */
export type AttributeValues = readonly string[]

/** Attributes by name. Names keep the spelling they were asked for with; AD itself ignores case. */
export type Attributes = { readonly [name: string]: AttributeValues }

/** An object of Active Directory as it was read. Only the attributes that were asked for are there; one without a value is absent. */
export interface AdEntry {
  /** objectGUID in the usual text form, lower case. */
  readonly id: string
  readonly dn: string
  readonly attributes: Attributes
}

/** Values of one attribute, whatever the case of its name; empty when absent. */
export const valuesOf = (entry: { readonly attributes: Attributes }, name: string): AttributeValues => {
  const direct = entry.attributes[name]
  if (direct) return direct
  const wanted = name.toLowerCase()
  for (const [key, values] of Object.entries(entry.attributes)) if (key.toLowerCase() === wanted) return values
  return []
}

/** The single value of an attribute, or undefined. */
export const firstValue = (entry: { readonly attributes: Attributes }, name: string): string | undefined =>
  valuesOf(entry, name)[0]

/** Bits of userAccountControl. https://learn.microsoft.com/windows/win32/adschema/a-useraccountcontrol */
export const accountControl = { disabled: 0x2, normalAccount: 0x200, passwordNeverExpires: 0x10000 } as const

/** Whether an account may sign in, from its userAccountControl. */
export const isEnabled = (entry: { readonly attributes: Attributes }): boolean =>
  (Number(firstValue(entry, 'userAccountControl') ?? '0') & accountControl.disabled) === 0
