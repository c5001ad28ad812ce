/**
 * What an expression may find behind a name: a CEL type by its name (`string`, `list<string>`, `map<string, dyn>`, `secret`, …), or a map
 * whose keys are known beforehand, so that a misspelt one is found before anything runs.
 */
export type Shape = string | { readonly [field: string]: Shape }

/** The names in scope and what stands behind them. */
export type ScopeShape = { readonly [name: string]: Shape }

/** The type of secrets: a value that can only be handed on whole. */
export const secretType = 'secret'

const SAMPLE_TEXT = 'sample'
const samples: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['string', SAMPLE_TEXT],
  ['bool', true],
  ['int', 1],
  ['uint', 1],
  ['double', 1.5],
  ['null', null],
  [secretType, Object.freeze({ secretOf: SAMPLE_TEXT })],
])

const elementOf = (type: string): string | undefined => /^list<(.+)>$/.exec(type)?.[1]

/** Whether the type leaves open what a value is, so that nothing can be said before it is there. */
export const isOpen = (shape: Shape): boolean =>
  typeof shape === 'string' &&
  (/\bdyn\b/.test(shape) || shape === 'list' || shape === 'map' || /^[A-Z]$/.test(shape) || shape.startsWith('map<'))

/** A value of this shape, to try a schema with. */
export const sampleOf = (shape: Shape): unknown => {
  if (typeof shape !== 'string') {
    return Object.fromEntries(Object.entries(shape).map(([field, inner]) => [field, sampleOf(inner)]))
  }
  if (samples.has(shape)) return samples.get(shape)
  const element = elementOf(shape)
  if (element !== undefined) return isOpen(element) ? [] : [sampleOf(element)]
  return shape === 'list' ? [] : shape.startsWith('map') ? {} : SAMPLE_TEXT
}

/** The shape of a list's items; undefined for what is no list. */
export const itemShape = (shape: Shape): Shape | undefined => {
  if (typeof shape !== 'string') return undefined
  if (shape === 'list' || shape === 'dyn') return 'dyn'
  const element = elementOf(shape)
  return element !== undefined && isOpen(element) ? 'dyn' : element
}

/** Types that can stand inside text. */
export const isPrintable = (shape: Shape): boolean =>
  typeof shape === 'string' && ['string', 'bool', 'int', 'uint', 'double', 'dyn'].includes(shape)

/** Types that are values of a playbook; times and bytes have to be turned into text first. */
export const isValue = (shape: Shape): boolean =>
  typeof shape !== 'string' ||
  /^(string|bool|int|uint|double|null|dyn|secret|list|map)$/.test(shape) ||
  /^(list|map)</.test(shape)

/** How a shape reads in a message. */
export const showShape = (shape: Shape): string => {
  if (typeof shape !== 'string') return 'a map'
  if (shape === 'dyn') return 'a value of unknown type'
  if (/^list<[A-Z]>$/.test(shape)) return 'an empty list'
  return shape
}
