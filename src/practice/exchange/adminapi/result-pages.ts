import type { JsonObject } from '../../../model/json.ts'
import type { GraphRequest } from '../../graph/graph-call.ts'

/** Results that did not fit on one page. */
export type ResultPages = Map<string, readonly JsonObject[]>

const LARGEST_PAGE = 1000
const MOST_KEPT = 100
const PUBLIC_URL = 'https://outlook.office365.com/adminapi/beta'

const pageSize = (prefer: string | undefined): number => {
  const wish = Number(/odata\.maxpagesize\s*=\s*(\d+)/i.exec(prefer ?? '')?.[1] ?? LARGEST_PAGE)
  return Math.min(LARGEST_PAGE, Math.max(1, wish))
}

/** A page of a result, and where the next one is: the same request again, with the link's `$skiptoken`. */
export const cutToPage = (
  pages: ResultPages,
  { headers, query }: GraphRequest,
  found: readonly JsonObject[],
  tenant: string,
): JsonObject => {
  const size = pageSize(headers['prefer'])
  const [key, from] = (query.get('$skiptoken') ?? ':0').split(':')
  const whole = (key ? pages.get(key) : undefined) ?? found
  const begin = Number(from ?? 0)
  const value = whole.slice(begin, begin + size)
  if (begin + size >= whole.length) return { value }
  const kept = key || keep(pages, whole)
  const link = `${PUBLIC_URL}/${tenant}/InvokeCommand?%24skiptoken=${kept}%3A${begin + size}`
  return { '@odata.nextLink': link, value }
}

const keep = (pages: ResultPages, whole: readonly JsonObject[]): string => {
  const key = `p${pages.size === 0 ? 1 : Number([...pages.keys()].at(-1)?.slice(1)) + 1}`
  pages.set(key, whole)
  const oldest = pages.keys().next().value
  if (pages.size > MOST_KEPT && oldest !== undefined) pages.delete(oldest)
  return key
}
