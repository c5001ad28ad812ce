import type { z } from 'zod'

/** The parts of zod's definitions that say which keys a map may have. https://zod.dev/packages/core */
interface Definition {
  readonly type: string
  readonly shape?: { readonly [key: string]: z.core.$ZodType }
  readonly innerType?: z.core.$ZodType
  readonly element?: z.core.$ZodType
  readonly items?: readonly z.core.$ZodType[]
  readonly valueType?: z.core.$ZodType
  readonly options?: readonly z.core.$ZodType[]
  readonly in?: z.core.$ZodType
  readonly getter?: () => z.core.$ZodType
}

const definitionOf = (schema: z.core.$ZodType): Definition => schema._zod.def as unknown as Definition

/** The schema without what is wrapped around it: optional, default, transformations, lazy; every option of a union. */
const unwrapped = (schema: z.core.$ZodType): readonly Definition[] => {
  const definition = definitionOf(schema)
  const inner = definition.innerType ?? definition.in ?? definition.getter?.()
  if (inner) return unwrapped(inner)
  if (definition.options) return definition.options.flatMap(unwrapped)
  return [definition]
}

const below = (definition: Definition, key: PropertyKey): readonly z.core.$ZodType[] => {
  const next =
    definition.shape?.[String(key)] ?? definition.valueType ?? definition.items?.[Number(key)] ?? definition.element
  return next ? [next] : []
}

/** Every key that the schema knows for the map at this path; empty where it takes any. */
export const knownKeys = (schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] => {
  let here: readonly z.core.$ZodType[] = [schema]
  for (const key of path) here = here.flatMap(unwrapped).flatMap((definition) => below(definition, key))
  const keys = here.flatMap(unwrapped).flatMap((definition) => Object.keys(definition.shape ?? {}))
  return [...new Set(keys)]
}
