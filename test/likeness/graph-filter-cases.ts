import type { DocumentedType } from './graph-corpus.ts'

/** A filter, and how far Graph goes along with it: always, as an advanced query, or never. */
export interface FilterCase {
  readonly filter: string
  /** Property and operator, as a reader would say it. */
  readonly about: string
  readonly support: 'default' | 'advanced' | 'no'
}

/** Inside of lists and objects the table has no types. */
const literals: { readonly [name: string]: string } = {
  skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965',
  servicePlanId: '05e9a617-0261-4cee-bb44-138d3ef5d965',
  forceChangePasswordNextSignIn: 'true',
  forceChangePasswordNextSignInWithMfa: 'true',
  type: '2',
  deletedDateTime: '2026-01-01T00:00:00Z',
  preferredTokenSigningKeyEndDateTime: '2026-01-01T00:00:00Z',
}

const ofType: { readonly [edm: string]: string } = {
  'Edm.Boolean': 'true',
  'Edm.DateTimeOffset': '2026-01-01T00:00:00Z',
  'Edm.Int32': '1',
  'Edm.Guid': '05e9a617-0261-4cee-bb44-138d3ef5d965',
}

interface Target {
  /** Puts a comparison of the last name into the filter, within `any` where the property is a list. */
  readonly filter: (compare: (path: string) => string) => string
  readonly literal: string
}

const LAMBDA = /^(.+)\/any\((\w+):(.+)\)$/

const targetOf = (path: string, { properties }: DocumentedType): Target => {
  const lambda = LAMBDA.exec(path)
  const inner = lambda?.[3] ?? path
  const last = inner.slice(inner.lastIndexOf('/') + 1)
  const literal = literals[last] ?? ofType[properties[path]?.type ?? ''] ?? "'x'"
  if (!lambda) return { literal, filter: (compare) => compare(path) }
  return { literal, filter: (compare) => `${lambda[1]}/any(${lambda[2]}:${compare(inner)})` }
}

const comparisons: { readonly [operator: string]: (path: string, literal: string) => string } = {
  eq: (path, literal) => `${path} eq ${literal}`,
  startsWith: (path) => `startsWith(${path},'x')`,
  ge: (path, literal) => `${path} ge ${literal}`,
  le: (path, literal) => `${path} le ${literal}`,
  null: (path) => `${path} eq null`,
}

/** What holds of operators that the table does not have. https://learn.microsoft.com/graph/aad-advanced-queries#microsoft-entra-id-directory-objects-that-support-advanced-query-capabilities */
const derived: { readonly [operator: string]: (path: string, literal: string) => string } = {
  in: (path, literal) => `${path} in (${literal})`,
  ne: (path, literal) => `${path} ne ${literal}`,
  not: (path, literal) => `not(${path} eq ${literal})`,
}

/** The table writes numbered properties as one. */
const spelledOut = (path: string): string =>
  path.replace(/^extensionAttributes1-15$/, 'extensionAttributes/extensionAttribute1').replace(/1-15$/, '1')

const supportIn = (said: string | undefined): FilterCase['support'] =>
  said === 'default' || said === 'advanced' ? said : 'no'

/** Every property with every operator that the documentation has a word on. */
export const filterCases = (type: DocumentedType): readonly FilterCase[] =>
  Object.entries(type.filterSupport ?? {}).flatMap(([said, support]) => {
    const path = spelledOut(said)
    const { filter, literal } = targetOf(path, type)
    const caseOf = (
      operator: string,
      write: (path: string, literal: string) => string,
      how: FilterCase['support'],
    ) => ({
      about: `${path} ${operator}`,
      filter: filter((inner) => write(inner, literal)),
      support: how,
    })
    const equals = supportIn(support.eq)
    const negated = equals === 'no' ? 'no' : 'advanced'
    const isList = LAMBDA.test(path)
    return [
      ...Object.entries(comparisons).map(([operator, write]) => caseOf(operator, write, supportIn(support[operator]))),
      ...(isList
        ? []
        : Object.entries(derived).map(([operator, write]) =>
            caseOf(operator, write, operator === 'in' ? equals : negated),
          )),
    ]
  })
