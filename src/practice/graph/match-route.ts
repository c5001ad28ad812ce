import { GraphFault } from './graph-fault.ts'
import type { Route } from './route.ts'

export interface Match {
  readonly route: Route
  readonly params: { readonly [name: string]: string }
  readonly cast: string | null
  readonly countOnly: boolean
}

const PARAMETER = /^\{(\w+)\}$/
const CAST = /^(?:microsoft\.)?graph\.(\w+)$/i
/** A function may be called by its full name, and with parentheses. */
const DELTA = /^(?:microsoft\.graph\.)?delta(?:\(\))?$/i
const KEY = /^([\w.]+)\((\w+=)?'?([^']*)'?\)$/

/** Finds the route of a request. Throws what Graph answers to a path or a method that it does not know. */
export const matchRoute = (routes: readonly Route[], method: string, path: string): Match => {
  const { segments, cast, countOnly } = readPath(path, method)
  const fitting = routes.filter((route) => paramsOf(route, segments) !== null)
  const route = fitting.find((candidate) => candidate.method === method)
  if (route) return { route, params: paramsOf(route, segments) ?? {}, cast, countOnly }
  if (fitting.length > 0) throw new GraphFault('method')
  throw new GraphFault('segment', { segment: firstUnknown(routes, segments) })
}

const readPath = (
  path: string,
  method: string,
): { segments: readonly string[]; cast: string | null; countOnly: boolean } => {
  const segments = path
    .split('/')
    .filter((segment) => segment !== '')
    .flatMap(readSegment)
  const countOnly = method === 'GET' && segments.length > 1 && segments.at(-1)?.toLowerCase() === '$count'
  if (countOnly) segments.pop()
  const cast = segments.length > 1 ? CAST.exec(segments.at(-1) ?? '')?.[1] : undefined
  if (cast !== undefined) segments.pop()
  return { segments, cast: cast ?? null, countOnly }
}

/** `users('x')` means the same as `users/x`; another key keeps its name, `directoryRoles(roleTemplateId='x')`. */
const readSegment = (encoded: string): readonly string[] => {
  const segment = decode(encoded)
  if (DELTA.test(segment)) return ['delta']
  const match = KEY.exec(segment)
  const [, collection, key = '', value] = match ?? []
  if (collection === undefined || value === undefined) return [segment]
  return [collection, /^(?:id=)?$/i.test(key) ? value : `${key}${value}`]
}

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new GraphFault('segment', { segment })
  }
}

/** A part of a path: a parameter's name, or a word in lower case. */
type Part = { readonly name: string } | { readonly word: string }

/** Every request is held against every path, so that each is taken apart once. */
const partsByPath = new Map<string, readonly Part[]>()

const partsOf = (path: string): readonly Part[] => {
  const known = partsByPath.get(path)
  if (known) return known
  const parts = path
    .slice(1)
    .split('/')
    .map((part): Part => {
      const name = PARAMETER.exec(part)?.[1]
      return name === undefined ? { word: part.toLowerCase() } : { name }
    })
  partsByPath.set(path, parts)
  return parts
}

const paramsOf = (route: Route, segments: readonly string[]): { readonly [name: string]: string } | null => {
  const parts = partsOf(route.path)
  if (parts.length !== segments.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? ''
    if ('name' in part) params[part.name] = segment
    else if (part.word !== segment.toLowerCase()) return null
  }
  return params
}

const firstUnknown = (routes: readonly Route[], segments: readonly string[]): string => {
  for (let length = 1; length <= segments.length; length++) {
    const start = segments.slice(0, length)
    if (!routes.some((route) => startsWith(route, start))) return start.at(-1) ?? ''
  }
  return segments.at(-1) ?? ''
}

const startsWith = (route: Route, segments: readonly string[]): boolean => {
  const parts = route.path.slice(1).split('/').slice(0, segments.length)
  return paramsOf({ ...route, path: `/${parts.join('/')}` }, segments) !== null
}
