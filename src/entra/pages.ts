import { Fault } from '../model/fault.ts'
import type { Json } from '../model/json.ts'
import { listIn, member } from '../wire/json-shape.ts'
import type { Send } from './graph-request.ts'
import type { GraphRoot } from './graph-root.ts'
import type { GraphPath } from './graph-url.ts'
import { pageLink } from './next-link.ts'

/** A million objects at the largest page size; a list that is longer is one that never ends. */
const MOST_PAGES = 1000

/**
 * The items of a collection, page by page, until there is no link to a next one. A page may be empty and still have one. A page without a
 * list, a link that leads elsewhere and a link that was followed before throw: half a list is never taken for the whole.
 */
async function* pages(send: Send, root: GraphRoot, first: GraphPath, doing: string): AsyncGenerator<readonly Json[]> {
  const seen = new Set<GraphPath>()
  let path: GraphPath | undefined = first
  while (path !== undefined) {
    if (seen.has(path) || seen.size === MOST_PAGES) throw unusable(doing, 'its pages go in a circle')
    seen.add(path)
    const { json } = await send({ method: 'GET', path, doing })
    const items = listIn(json, 'value')
    if (!items) throw unusable(doing, 'a page of the list has no list')
    yield items
    path = nextOf(json, path, root, doing)
  }
}

/** All items of a collection. */
export const allPages = async (
  send: Send,
  root: GraphRoot,
  first: GraphPath,
  doing: string,
): Promise<readonly Json[]> => {
  const all: Json[] = []
  for await (const items of pages(send, root, first, doing)) all.push(...items)
  return all
}

const nextOf = (page: Json | undefined, before: GraphPath, root: GraphRoot, doing: string): GraphPath | undefined => {
  const link = member(page, '@odata.nextLink')
  if (link === undefined || link === null) return undefined
  return pageLink(String(link), before, root, doing)
}

const unusable = (doing: string, detail: string): Fault =>
  new Fault('entra/unexpected-answer', { doing, detail, state: 'Nothing was changed.' })
