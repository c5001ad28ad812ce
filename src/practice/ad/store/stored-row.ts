import type { JsonObject } from '../../../model/json.ts'
import type { PersistedRow } from '../../persisted.ts'
import { type AdObject, createdAt } from '../ad-object.ts'
import type { Grave, Link } from './grave.ts'

/** `order` rises with every link, so that they are read in the order in which they were made. */
interface StoredLink {
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

export const objectRow = (id: string): string => `o:${id}`
export const graveRow = (id: string): string => `x:${id}`
export const linkRow = (attribute: string, source: string, target: string): string =>
  `l:${attribute}:${source}:${target}`

/** What stands between the colons of a row's id. */
export const splitRow = (id: string): { readonly kind: string; readonly parts: readonly [string, string, string] } => {
  const [kind = '', first = '', second = '', third = ''] = id.split(':')
  return { kind, parts: [first, second, third] }
}

const objectMembers = (object: AdObject): JsonObject => ({
  parent: object.parent,
  rdn: [object.rdn.type, object.rdn.value],
  values: Object.fromEntries(object.values),
})

/** null where there is no such object any more. */
export const objectToJson = (object: AdObject | undefined): JsonObject | null => (object ? objectMembers(object) : null)

export const graveToJson = (grave: Grave | undefined): JsonObject | null =>
  grave ? { ...objectMembers(grave.object), links: grave.links } : null

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

/** Everything that a company's file has of its directory, in the order in which it was made. */
export interface StoredDirectory {
  readonly objects: readonly AdObject[]
  readonly graves: readonly Grave[]
  readonly links: readonly StoredLink[]
  readonly counters: StoredCounters | null
}

const readGrave = (id: string, json: unknown): Grave => {
  const { links, ...object } = json as ObjectJson & { readonly links: readonly Link[] }
  return { object: objectFromJson(id, object), links }
}

/** Reads rows that this module wrote; the first letter of a row's id says what it is. */
export const readRows = (rows: Iterable<PersistedRow>): StoredDirectory => {
  const objects: AdObject[] = []
  const graves: Grave[] = []
  const links: StoredLink[] = []
  let counters: StoredCounters | null = null
  for (const { id, json } of rows) {
    const { kind, parts } = splitRow(id)
    const [first, source, target] = parts
    if (kind === 'o') objects.push(objectFromJson(first, json as unknown as ObjectJson))
    else if (kind === 'x') graves.push(readGrave(first, json))
    else if (kind === 'l') links.push({ attribute: first, source, target, order: Number(json) })
    else counters = json as unknown as StoredCounters
  }
  objects.sort((a, b) => createdAt(a) - createdAt(b))
  links.sort((a, b) => a.order - b.order)
  return { objects, graves, links, counters }
}
