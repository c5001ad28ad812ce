import { GraphFault } from '../graph-fault.ts'
import { findProperty, type Property, type PropertyTable } from '../schema/property.ts'
import type { FilterNode, Literal, Path } from './filter-node.ts'

/** What a filter may speak of. */
export interface FilterScope {
  /** `user`, `group`, … as in `microsoft.graph.user`. */
  readonly type: string
  readonly resource: string
  readonly properties: PropertyTable
  readonly paths: { readonly [path: string]: string }
  /** The request has `ConsistencyLevel: eventual` and `$count=true`. */
  readonly advanced: boolean
}

type Column = 'eq' | 'startsWith' | 'ge' | 'le' | 'null'
const COLUMNS: readonly Column[] = ['eq', 'startsWith', 'ge', 'le', 'null']
const endsWithProperties: ReadonlySet<string> = new Set(['mail', 'otherMails', 'userPrincipalName', 'proxyAddresses'])
const KINDS: { readonly [operator: string]: string } = {
  eq: 'Equal',
  ne: 'NotEqual',
  gt: 'GreaterThan',
  ge: 'GreaterThanOrEqual',
  lt: 'LessThan',
  le: 'LessThanOrEqual',
}

/** Puts the exact property names into a filter and refuses what Graph would refuse of it. */
export const checkFilter = (node: FilterNode, scope: FilterScope): FilterNode => {
  if (node.kind === 'logic')
    return { ...node, left: checkFilter(node.left, scope), right: checkFilter(node.right, scope) }
  if (node.kind === 'not') {
    if (!scope.advanced) throw new GraphFault('aqp-op', { operator: 'not' })
    return { ...node, inner: checkFilter(node.inner, scope) }
  }
  if (node.kind === 'lambda') return checkLambda(node, scope)
  const path = exactPath(node.path, scope)
  checkOperator(node, path, supportOf(path, scope), scope)
  return { ...node, path }
}

const checkLambda = (node: Extract<FilterNode, { kind: 'lambda' }>, scope: FilterScope): FilterNode => {
  if (node.quantifier === 'all') throw notIndexed(node.path, scope)
  const path = exactPath(node.path, scope)
  if (node.inner === null) return { ...node, path }
  return { ...node, path, inner: checkInner(node.inner, path, node.variable, scope) }
}

/** Inside a lambda a path begins with the variable: `x` for the items themselves, `x/skuId` for a member of each. */
const checkInner = (node: FilterNode, list: Path, variable: string, scope: FilterScope): FilterNode => {
  if (node.kind === 'logic') {
    return {
      ...node,
      left: checkInner(node.left, list, variable, scope),
      right: checkInner(node.right, list, variable, scope),
    }
  }
  if (node.kind === 'not' || node.kind === 'lambda') throw notIndexed(list, scope)
  if (node.path[0] !== variable)
    throw new GraphFault('filter-unknown', { property: node.path[0] ?? '', type: scope.type })
  const path = [...list, ...node.path.slice(1)]
  checkOperator(node, path, supportOf(path, scope), scope)
  return node
}

const exactPath = (path: Path, scope: FilterScope): Path => {
  const [first = '', ...rest] = path
  const found = findProperty(scope.properties, first)
  const exact = found?.[0] ?? linkNamed(first, scope)
  if (exact === undefined) throw new GraphFault('filter-unknown', { property: first, type: scope.type })
  return [exact, ...rest]
}

/** `manager`, `memberOf`, …: links are known by the paths that lead through them. */
const linkNamed = (name: string, scope: FilterScope): string | undefined =>
  Object.keys(scope.paths)
    .map((path) => path.split('/')[0])
    .find((link) => link?.toLowerCase() === name.toLowerCase())

const supportOf = (path: Path, scope: FilterScope): string => {
  const [first = '', ...rest] = path
  if (rest.length === 0) return scope.properties[first]?.filter ?? ''
  if (rest.at(-1) === '$count') return 'A.AA.'
  const below = rest.join('/').toLowerCase()
  for (const [known, support] of Object.entries(scope.paths)) {
    if (known.toLowerCase() === `${first.toLowerCase()}/${below}` || known === `${first}/*`) return support
  }
  return ''
}

type Leaf = Extract<FilterNode, { kind: 'compare' | 'in' | 'call' }>

const checkOperator = (node: Leaf, path: Path, support: string, scope: FilterScope): void => {
  checkTypes(node, path, scope)
  if (node.kind === 'call' && node.name === 'contains') throw notIndexed(path, scope)
  if (node.kind === 'call' && node.name === 'endsWith') {
    checkEndsWith(path, scope)
    return
  }
  const letter = support.charAt(COLUMNS.indexOf(columnOf(node)))
  if (letter !== 'D' && letter !== 'A') throw notIndexed(path, scope)
  if (scope.advanced) return
  if (node.kind === 'compare' && node.operator === 'ne') throw new GraphFault('aqp-op', { operator: 'ne' })
  if (letter === 'A')
    throw path.at(-1) === '$count' ? new GraphFault('aqp-op', { operator: '$count' }) : notIndexed(path, scope)
}

const columnOf = (node: Leaf): Column => {
  if (node.kind === 'call') return 'startsWith'
  if (node.kind === 'in') return 'eq'
  if (node.literal.type === 'null') return 'null'
  if (node.operator === 'ge' || node.operator === 'gt') return 'ge'
  return node.operator === 'le' || node.operator === 'lt' ? 'le' : 'eq'
}

const checkEndsWith = (path: Path, scope: FilterScope): void => {
  if (!endsWithProperties.has(path[0] ?? '')) throw notIndexed(path, scope)
  if (!scope.advanced) throw new GraphFault('aqp-op', { operator: 'endsWith' })
}

const notIndexed = (path: Path, scope: FilterScope): GraphFault =>
  new GraphFault('aqp-notindexed', { property: path.join('/'), resource: scope.resource })

const accepted: { readonly [type in Property['type']]: readonly Literal['type'][] } = {
  text: ['text'],
  texts: ['text'],
  guid: ['text', 'guid'],
  flag: ['flag'],
  number: ['number'],
  time: ['time'],
  object: ['text', 'flag', 'number', 'guid'],
  objects: ['text', 'flag', 'number', 'guid'],
}
const EDM: { readonly [type: string]: string } = {
  text: 'Edm.String',
  flag: 'Edm.Boolean',
  number: 'Edm.Int32',
  time: 'Edm.DateTimeOffset',
  guid: 'Edm.Guid',
}

const checkTypes = (node: Leaf, path: Path, scope: FilterScope): void => {
  const property = scope.properties[path[0] ?? '']
  if (!property || path.at(-1) === '$count') return
  const operator = node.kind === 'compare' ? (KINDS[node.operator] ?? '') : 'Equal'
  for (const { type } of node.kind === 'in' ? node.literals : [node.literal]) {
    if (type === 'null' || accepted[property.type].includes(type)) continue
    throw new GraphFault('filter-types', {
      left: EDM[property.type] ?? 'Edm.String',
      right: EDM[type] ?? 'Edm.String',
      operator,
    })
  }
}
