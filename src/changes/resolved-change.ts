import type { ObjectRef } from '../model/object-ref.ts'
import type { Change } from './change.ts'
import type { Resolve } from './change-kind.ts'

type Unborn = Extract<ObjectRef, { readonly madeBy: string }>

const isUnborn = (value: object): value is Unborn =>
  'madeBy' in value && 'name' in value && Object.keys(value).length === 2 && typeof value.madeBy === 'string'

const resolved = (value: unknown, context: Resolve): unknown => {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((item) => resolved(item, context))
  if (isUnborn(value)) return { id: context.idOf(value), name: value.name }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, resolved(member, context)]))
}

/**
 * The same change with the ids of objects that exist in place of references to the changes that made them. What takes a change back belongs
 * to another plan, in which those changes are unknown.
 */
export const resolvedChange = <C extends Change>(change: C, context: Resolve): C => resolved(change, context) as C
