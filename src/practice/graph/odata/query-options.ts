import { GraphFault } from '../graph-fault.ts'

/** The system query options of a request, cut but not checked against a type. */
export interface QueryOptions {
  readonly select: readonly string[] | null
  readonly filter: string | null
  readonly search: string | null
  readonly orderBy: readonly { readonly property: string; readonly descending: boolean }[]
  readonly expand: readonly Expand[]
  readonly top: number | null
  readonly count: boolean
  readonly skipToken: string | null
}

export interface Expand {
  readonly link: string
  readonly select: readonly string[] | null
}

const known: ReadonlySet<string> = new Set([
  '$select',
  '$filter',
  '$search',
  '$orderby',
  '$expand',
  '$top',
  '$count',
  '$skiptoken',
  '$deltatoken',
  '$format',
])

/** Reads the options; their names count in any letter case. Options without `$` are ignored, as Graph v1.0 does. */
export const readOptions = (query: URLSearchParams): QueryOptions => {
  const options = new Map<string, string>()
  for (const [name, value] of query) if (name.startsWith('$')) options.set(name.toLowerCase(), value)
  if (options.has('$skip')) throw new GraphFault('skip-not')
  for (const option of options.keys()) if (!known.has(option)) throw new GraphFault('option-unknown', { option })
  return {
    select: listOf(options.get('$select')),
    filter: options.get('$filter') ?? null,
    search: options.get('$search') ?? null,
    orderBy: (listOf(options.get('$orderby')) ?? []).map(readOrder),
    expand: splitOutside(options.get('$expand') ?? '', ',').map(readExpand),
    top: readTop(options.get('$top')),
    count: options.get('$count')?.toLowerCase() === 'true',
    skipToken: options.get('$skiptoken') ?? null,
  }
}

const listOf = (text: string | undefined): readonly string[] | null => {
  if (text === undefined) return null
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return names.length > 0 && !names.includes('*') ? names : null
}

const readOrder = (text: string): QueryOptions['orderBy'][number] => {
  const [property = '', direction = 'asc'] = text.split(/\s+/)
  return { property, descending: direction.toLowerCase() === 'desc' }
}

const readTop = (text: string | undefined): number | null => {
  if (text === undefined) return null
  if (!/^\d+$/.test(text)) throw new GraphFault('top-number', { value: text })
  return Number(text)
}

const readExpand = (text: string): Expand => {
  const match = /^([\w.]+)(?:\((.*)\))?$/s.exec(text)
  const options = new URLSearchParams(splitOutside(match?.[2] ?? '', ';').join('&'))
  return { link: match?.[1] ?? text, select: listOf(options.get('$select') ?? undefined) }
}

/** Splits at a separator that is not inside parentheses. */
const splitOutside = (text: string, separator: string): readonly string[] => {
  const parts: string[] = []
  let depth = 0
  let part = ''
  for (const character of text) {
    if (character === '(') depth++
    if (character === ')') depth--
    if (character === separator && depth === 0) {
      parts.push(part.trim())
      part = ''
    } else part += character
  }
  return [...parts, part.trim()].filter((found) => found !== '')
}
