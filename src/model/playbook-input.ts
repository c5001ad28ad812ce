/** The types that a playbook's own inputs may have. A date is a day (`2026-12-01`) or RFC 3339 with an offset. */
export const inputTypes = ['string', 'date', 'bool', 'list'] as const

export type InputType = (typeof inputTypes)[number]

/** What an input is in the end; a date stays text. */
export type InputValue = string | boolean | readonly string[]

/** A parameter that a playbook declares under `inputs:`, beyond what is known of a person. */
export interface InputDeclaration {
  readonly type: InputType
  /** What it is for, in messages. */
  readonly about: string | null
  /** Whether it may be left out; then it is empty, or false. */
  readonly optional: boolean
  /** Its value where it is left out. */
  readonly preset: InputValue | null
}

/** By name, in the order of the playbook. */
export type InputDeclarations = { readonly [name: string]: InputDeclaration }

export type InputValues = { readonly [name: string]: InputValue }

/** What stands for an input that was left out and has no value of its own. */
export const emptyInput = (type: InputType): InputValue => {
  if (type === 'bool') return false
  return type === 'list' ? [] : ''
}
