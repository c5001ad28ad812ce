import { makerOf, unbornId } from '../model/object-ref.ts'
import type { Change } from './change.ts'

interface Ref {
  readonly id: string
  readonly name: string
}

const isRef = (value: object): value is Ref =>
  Object.keys(value).length === 2 && 'id' in value && 'name' in value && typeof value.id === 'string'

/** The value with every reference to an object in it replaced by what `other` answers. */
const mapped = (value: unknown, other: (ref: Ref) => unknown): unknown => {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((item) => mapped(item, other))
  if (isRef(value)) return other(value)
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapped(member, other)]))
}

/**
 * The id under which a projection has an object: of one that was deleted and that a change of the plan makes anew, the placeholder. `makers`:
 * id of the making change by the former id of the object.
 */
export const presentId = (id: string, makers: ReadonlyMap<string, string>): string => {
  const maker = makers.get(id)
  return maker === undefined ? id : unbornId(maker)
}

/** The same change with the ids that a projection has. */
export const withPresentIds = <C extends Change>(change: C, makers: ReadonlyMap<string, string>): C =>
  makers.size === 0 ? change : (mapped(change, ({ id, name }) => ({ id: presentId(id, makers), name })) as C)

/** The same change as a plan has it: with references to the changes that make objects in place of placeholders. */
export const withMakers = <C extends Change>(change: C): C =>
  mapped(change, ({ id, name }) => {
    const madeBy = makerOf(id)
    return madeBy === undefined ? { id, name } : { madeBy, name }
  }) as C
