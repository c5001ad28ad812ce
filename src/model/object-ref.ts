import type { Json } from './json.ts'

/** Prefix of the id of an object that a planned change will make. Directories never answer such an id. */
const UNBORN = 'new:'

/**
 * An object a change points to: one that exists, by its immutable id (objectGUID or Entra id), or one that another change of the same plan
 * makes. `name` is for people only (DN, UPN or display name); nothing is ever looked up by it.
 */
export type ObjectRef =
  | { readonly id: string; readonly name: string }
  | { readonly madeBy: string; readonly name: string }

/** The id under which the projection keeps what a change will make. */
export const unbornId = (changeId: string): string => `${UNBORN}${changeId}`

/** The change that makes the object with this id, if the object does not exist yet. */
export const makerOf = (id: string): string | undefined => (id.startsWith(UNBORN) ? id.slice(UNBORN.length) : undefined)

/** A reference to an object that was read from a directory or from the projection. */
export const refTo = (object: { readonly id: string }, name: string): ObjectRef => {
  const madeBy = makerOf(object.id)
  return madeBy === undefined ? { id: object.id, name } : { madeBy, name }
}

/** How a reference reads where a plan shows the id that it stands for: a name, or "known after apply". */
export const shownRef = (ref: ObjectRef): Json => ('madeBy' in ref ? { knownAfter: ref.madeBy } : ref.name)

/** The id in a reference, or null while the object does not exist. */
export const idIn = (ref: ObjectRef): string | null => ('id' in ref ? ref.id : null)
