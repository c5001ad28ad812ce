import type { JsonObject } from '../../../model/json.ts'
import type { AdObject } from '../ad-object.ts'
import type { Grave, Link } from './grave.ts'

/** How objects and links stand in the company's file. The first letter of a row's id says what it is. */
export type StoredRow =
  | { readonly type: 'object'; readonly object: AdObject }
  | { readonly type: 'grave'; readonly grave: Grave }
  | StoredLink
  | ({ readonly type: 'counters' } & StoredCounters)

/** `order` rises with every link, so that they are read in the order in which they were made. */
export interface StoredLink {
  readonly type: 'link'
  readonly attribute: string
  readonly source: string
  readonly target: string
  readonly order: number
}

/** The last numbers that were given. */
export interface StoredCounters {
  readonly usn: number
  readonly rid: number
  readonly link: number
}

export const COUNTERS_ROW = 'c'
export const objectRow = (id: string): string => `o:${id}`
export const graveRow = (id: string): string => `x:${id}`
export const linkRow = (attribute: string, source: string, target: string): string =>
  `l:${attribute}:${source}:${target}`

export const objectToJson = (object: AdObject): JsonObject => ({
  parent: object.parent,
  rdn: [object.rdn.type, object.rdn.value],
  values: Object.fromEntries(object.values),
})

export const graveToJson = ({ object, links }: Grave): JsonObject => ({ ...objectToJson(object), links })

interface ObjectJson {
  readonly parent: string | null
  readonly rdn: readonly [string, string]
  readonly values: { readonly [name: string]: readonly string[] }
}

const objectFromJson = (id: string, { parent, rdn, values }: ObjectJson): AdObject => ({
  id,
  parent,
  rdn: { type: rdn[0], value: rdn[1] },
  values: new Map(Object.entries(values)),
})

/** A row that `objectToJson` and its like wrote; the file is this program's own. */
export const readRow = (id: string, json: unknown): StoredRow => {
  const [kind = '', first = '', source = '', target = ''] = id.split(':')
  if (kind === 'o') return { type: 'object', object: objectFromJson(first, json as ObjectJson) }
  if (kind === 'x') {
    const { links, ...object } = json as ObjectJson & { readonly links: readonly Link[] }
    return { type: 'grave', grave: { object: objectFromJson(first, object), links } }
  }
  if (kind === 'l') return { type: 'link', attribute: first, source, target, order: Number(json) }
  return { type: 'counters', ...(json as StoredCounters) }
}
