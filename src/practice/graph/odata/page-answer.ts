import type { StoredObject } from '../../entra/stored-objects.ts'
import { type GraphAnswer, type GraphCall, isEventual } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import type { EntityType } from '../schema/entity-type.ts'
import type { QueryOptions } from './query-options.ts'
import { expanded, represent, representTyped } from './represent.ts'

const USUAL_PAGE = 100
const LARGEST_PAGE = 999

/** How the objects of a list are to be shown. */
export interface PageForm {
  readonly type: EntityType
  readonly options: QueryOptions
  /** Exact names; null for the default set. */
  readonly select: readonly string[] | null
}

/** How many objects a page holds. */
export const pageSize = ({ top }: QueryOptions): number => {
  if (top !== null && (top < 1 || top > LARGEST_PAGE))
    throw new GraphFault('page-size', { value: top, max: LARGEST_PAGE })
  return top ?? USUAL_PAGE
}

/** The first page of what was found. The rest is kept as it is at this moment. */
export const firstPage = (call: GraphCall, form: PageForm, found: readonly StoredObject[]): GraphAnswer => {
  const size = pageSize(form.options)
  const count = form.options.count && isEventual(call.request) ? { '@odata.count': found.length } : {}
  const ids = found.map(({ id }) => id)
  return page(call, form, found.slice(0, size), ids.length > size ? call.pages.keep(ids, size) : null, count)
}

/** The page that a `$skiptoken` stands for. */
export const laterPage = (call: GraphCall, form: PageForm, token: string): GraphAnswer => {
  const size = pageSize(form.options)
  const opened = call.pages.open(token)
  if (!opened) throw new GraphFault('page-token')
  const { key, ids, offset } = opened
  const objects = ids
    .slice(offset, offset + size)
    .flatMap((id) => call.store.object(id) ?? call.store.deleted(id) ?? [])
  return page(call, form, objects, offset + size < ids.length ? call.pages.token(key, offset + size) : null, {})
}

const page = (
  call: GraphCall,
  { type, options, select }: PageForm,
  objects: readonly StoredObject[],
  more: string | null,
  count: { readonly '@odata.count'?: number },
): GraphAnswer => {
  const show = type.name === 'directoryObject' ? representTyped : represent
  const value = objects.map((object) => ({
    ...show(call.store, object, select),
    ...expanded(call.store, object, options.expand),
  }))
  return {
    status: 200,
    body: {
      '@odata.context': contextOf(call.publicUrl, type.set, select),
      ...tipsFor(call, select),
      ...count,
      ...(more === null ? {} : { '@odata.nextLink': nextLink(call, more) }),
      value,
    },
  }
}

/** `https://…/$metadata#users(id,displayName)`, with `/$entity` for one object. */
export const contextOf = (publicUrl: string, set: string, select: readonly string[] | null, one = false): string =>
  `${publicUrl}/$metadata#${set}${select ? `(${select.join(',')})` : ''}${one ? '/$entity' : ''}`

/** The advice that Graph adds to an answer made without `$select`. */
export const tipsFor = (
  call: GraphCall,
  select: readonly string[] | null,
): { readonly '@microsoft.graph.tips'?: string } => {
  if (select !== null || call.request.method !== 'GET') return {}
  const advice =
    'Use $select to choose only the properties your app needs, as this can lead to performance improvements.'
  return { '@microsoft.graph.tips': `${advice} For example: GET ${call.request.path.slice(1)}?$select=displayName,id` }
}

const nextLink = (call: GraphCall, token: string): string => {
  const query = new URLSearchParams([...call.request.query].filter(([name]) => name.toLowerCase() !== '$skiptoken'))
  query.append('$skiptoken', token)
  return `${call.publicUrl}${call.request.path}?${query.toString().replaceAll('%24', '$')}`
}
