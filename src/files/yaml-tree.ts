import { isMap, isScalar, isSeq, type Pair, type ParsedNode, type Scalar, type YAMLMap } from 'yaml'
import { Fault } from '../model/fault.ts'
import { showText } from '../model/show-text.ts'
import type { SourcePosition } from '../model/source-position.ts'
import { isForbiddenKey, isInexact } from './plain-rules.ts'
import type { SourceEntry, SourceNode } from './yaml-source.ts'

/** What building the tree needs to know and where it reports. */
interface Build {
  readonly text: string
  readonly positionAt: (offset: number) => SourcePosition
  readonly faults: Fault[]
}

/** The parser's nodes as a tree of plain values with places; everything that is not allowed goes to `faults`. Depth is checked before. */
export const yamlTree = (node: ParsedNode, build: Build): SourceNode => {
  const offset = node.range[0]
  if (isMap(node)) return { kind: 'map', offset, entries: entriesOf(node as YAMLMap.Parsed, build) }
  if (isSeq(node)) return { kind: 'list', offset, items: node.items.map((item) => yamlTree(item as ParsedNode, build)) }
  return { kind: 'scalar', offset, raw: build.text.slice(offset, node.range[1]), value: scalarOf(node, build) }
}

const scalarOf = (node: ParsedNode, { text, positionAt, faults }: Build): string | number | boolean | null => {
  const value = isScalar(node) ? node.value : null
  if (typeof value === 'number' && isInexact(value)) {
    const raw = text.slice(node.range[0], node.range[1])
    faults.push(new Fault('file/inexact-number', { raw: showText(raw) }, { where: positionAt(node.range[0]) }))
  }
  return value as string | number | boolean | null
}

const entriesOf = (map: YAMLMap.Parsed, build: Build): ReadonlyMap<string, SourceEntry> => {
  const entries = new Map<string, SourceEntry>()
  for (const pair of map.items as readonly Pair<ParsedNode, ParsedNode | null>[]) {
    const key = keyOf(pair.key, build)
    if (key === undefined) continue
    const keyOffset = pair.key.range[0]
    const before = entries.get(key)
    if (before) build.faults.push(doubled(key, before.keyOffset, keyOffset, build))
    const end = pair.key.range[2]
    const node: SourceNode = pair.value
      ? yamlTree(pair.value, build)
      : { kind: 'scalar', offset: end, raw: '', value: null }
    entries.set(key, { keyOffset, node })
  }
  return entries
}

const doubled = (key: string, first: number, second: number, { positionAt }: Build): Fault =>
  new Fault('file/doubled-key', { key: showText(key), line: positionAt(first).line }, { where: positionAt(second) })

/** A key as text. A plain key keeps its spelling: `00123:` is the key 00123, not the number 123. */
const keyOf = (key: ParsedNode, { positionAt, faults }: Build): string | undefined => {
  const where = positionAt(key.range[0])
  const text = isScalar(key) ? spelling(key) : undefined
  if (text === '<<') {
    const hint = 'Write the entries out in each place.'
    faults.push(new Fault('file/yaml-feature', { what: 'A merge key (<<) is', hint }, { where }))
    return undefined
  }
  if (text && !isForbiddenKey(text)) return text
  const what = text === undefined ? 'A list or a map' : text === '' ? 'An empty text' : `"${showText(text)}"`
  faults.push(new Fault('file/forbidden-key', { what }, { where }))
  return undefined
}

const spelling = (key: Scalar): string => (typeof key.value === 'string' ? key.value : (key.source ?? ''))
