import type { Json, JsonObject } from '../../src/model/json.ts'
import type { DocumentedType, GraphExample } from './graph-corpus.ts'

interface Answer {
  readonly status: number
  readonly text: string
}

export type Types = { readonly [type: string]: DocumentedType }

/** Given with full metadata alone, or as advice, or where there is more than a page: an answer is as good without them. */
const OPTIONAL = new Set(['@odata.id', '@odata.etag', '@microsoft.graph.tips', '@odata.nextLink', '@odata.deltaLink'])

/** Properties that examples or the table of filters show and the metadata does not have. */
const alsoShown: { readonly [type: string]: readonly string[] } = {
  device: ['createdDateTime', 'extensionAttributes', 'hostnames'],
  group: ['creationOptions'],
  user: ['infoCatalogs'],
}

/** In collections of one type nobody has to be told the type. */
const unmixed: ReadonlySet<string> = new Set(['managedDevice', 'microsoftAuthenticatorAuthenticationMethod'])

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * What an answer has that the documented one has not, or the other way round; null where they are alike: the same status, every top-level key
 * (of the object, and of the first item of a list), no key that the type does not have, and every value of the type that the schema says.
 */
export const difference = ({ response }: GraphExample, answer: Answer, types: Types): string | null => {
  if (answer.status !== response.status) return `status ${answer.status} instead of ${response.status}`
  const documented = unwrapped(readDocumented(response.body))
  if (documented === null) return answer.text === '' ? null : 'a body where there is none'
  if (typeof documented === 'number') return /^\d+$/.test(answer.text) ? null : 'no plain number'
  const given = parsed(answer.text)
  if (!isObject(given) || !isObject(documented)) return 'no object'
  const type = response.odata_type?.replace('microsoft.graph.', '')
  if (isDeltaPage(documented) && !isDeltaPage(given)) return 'no link to the next page or round'
  return (
    differenceOf(documented, given, Array.isArray(documented.value) ? undefined : type, types) ??
    items(documented, given, type, types)
  )
}

const isDeltaPage = (page: JsonObject): boolean =>
  Object.hasOwn(page, '@odata.deltaLink') ||
  (Object.hasOwn(page, '@odata.nextLink') && /delta/.test(String(page['@odata.nextLink'])))

const parsed = (text: string): Json => {
  try {
    return JSON.parse(text) as Json
  } catch {
    return null
  }
}

/** Some pages wrap the one object that they show in `value`. */
const unwrapped = (body: Json): Json =>
  isObject(body) && Object.keys(body).length === 1 && isObject(body.value) ? body.value : body

/** Counts stand there as text, and some objects with a comma too many. */
const readDocumented = (body: Json): Json => {
  if (typeof body !== 'string') return body
  return /^\d+$/.test(body) ? Number(body) : parsed(body.replaceAll(/,(?=\s*[}\]])/g, ''))
}

const items = (documented: JsonObject, given: JsonObject, type: string | undefined, types: Types): string | null => {
  if (!Array.isArray(documented.value)) return null
  if (!Array.isArray(given.value)) return 'value is no list'
  const [wanted] = documented.value as readonly Json[]
  const candidates = given.value as readonly Json[]
  if (!isObject(wanted)) return null
  const same = candidates.find((item) => isObject(item) && item['@odata.type'] === wanted['@odata.type'])
  const found = same ?? candidates[0]
  if (!isObject(found)) return 'an empty list'
  const found_type = differenceOf(wanted, found, type, types)
  return found_type === null ? null : `items: ${found_type}`
}

const differenceOf = (wanted: JsonObject, given: JsonObject, type: string | undefined, types: Types): string | null => {
  const named =
    typeof wanted['@odata.type'] === 'string' ? wanted['@odata.type'].replace('#microsoft.graph.', '') : type
  const schema = types[named ?? '']?.properties ?? {}
  const keys = new Map(Object.keys(given).map((key) => [key.toLowerCase(), key]))
  const isNoise = (key: string): boolean =>
    OPTIONAL.has(key) || (key === '@odata.type' && (named === type || unmixed.has(named ?? '')))
  const missing = Object.keys(wanted).filter((key) => !isNoise(key) && !keys.has(key.toLowerCase()))
  if (missing.length > 0) return `without ${missing.join(', ')}`
  const known = [...Object.keys(wanted), ...Object.keys(schema), ...(alsoShown[named ?? ''] ?? []), 'id']
  const allowed = new Set(known.map((key) => key.toLowerCase()))
  const strange = Object.keys(given).filter((key) => !key.includes('@') && !allowed.has(key.toLowerCase()))
  if (strange.length > 0 && Object.keys(schema).length > 0) return `with ${strange.join(', ')}`
  for (const [key, documented] of Object.entries(wanted)) {
    const value = given[keys.get(key.toLowerCase()) ?? key]
    if (value === undefined) continue
    const edm = schema[key]?.type
    if (!isOfType(value, edm, documented)) return `${key} is no ${edm ?? kindOf(documented)}`
  }
  return null
}

const kindOf = (value: Json): string => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value)

const kinds: { readonly [edm: string]: string } = {
  'Edm.String': 'string',
  'Edm.Guid': 'string',
  'Edm.Date': 'string',
  'Edm.Duration': 'string',
  'Edm.Boolean': 'boolean',
  'Edm.Int16': 'number',
  'Edm.Int32': 'number',
  'Edm.Int64': 'number',
  'Edm.Double': 'number',
}

/** Without a schema the documented value says what it is. Null is in place everywhere but in a list. */
const isOfType = (value: Json, edm: string | undefined, documented: Json): boolean => {
  if (edm?.startsWith('Collection(')) return Array.isArray(value)
  if (value === null) return true
  if (edm === 'Edm.DateTimeOffset') return typeof value === 'string' && !Number.isNaN(Date.parse(value))
  const kind = edm === undefined ? undefined : kinds[edm]
  if (kind !== undefined) return kindOf(value) === kind
  return documented === null || kindOf(value) === kindOf(documented)
}
