import type { Rdn } from '../../model/distinguished-name.ts'

/** An object of the directory. Links between objects and everything that is computed are kept elsewhere. */
export interface AdObject {
  /** objectGUID in lower case; never changes. */
  readonly id: string
  /** Id of the container; null for the root of the domain. */
  readonly parent: string | null
  readonly rdn: Rdn
  /** Kept values by attribute, in the schema's spelling; an attribute without a value has no entry. See `SyntaxRules` for their form. */
  readonly values: ReadonlyMap<string, readonly string[]>
}

export const valuesIn = (object: AdObject, name: string): readonly string[] => object.values.get(name) ?? []
export const valueIn = (object: AdObject, name: string): string | undefined => object.values.get(name)?.[0]
export const hasClass = (object: AdObject, name: string): boolean => valuesIn(object, 'objectClass').includes(name)

/** Root of a naming context: searches from above do not go into it. */
const NC_HEAD = 1
export const isNcHead = (object: AdObject): boolean => (Number(valueIn(object, 'instanceType') ?? 0) & NC_HEAD) !== 0

/** Update number at which the object was made: a place in the order in which objects were made. */
export const createdAt = (object: AdObject): number => Number(valueIn(object, 'uSNCreated') ?? 0)
