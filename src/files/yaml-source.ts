import type { SourcePosition } from '../model/source-position.ts'

/** Keys of maps and indexes of lists, from the top. */
export type SourcePath = readonly (string | number)[]

/** A YAML or JSON document that was read, and where everything in it stands. */
export interface YamlSource {
  readonly file: string
  /** Plain data. Maps are objects without a prototype, so that no key can reach one. */
  readonly value: unknown
  /**
   * Where the value (or the key that leads to it) begins. A path that leads nowhere answers the place of the last part that is there, so a
   * missing key is reported at the map that lacks it.
   */
  at(path: SourcePath, part?: 'key' | 'value'): SourcePosition
  /** The characters of a single value as they stand in the file, quotes included; undefined for maps, lists and what is not there. */
  rawAt(path: SourcePath): string | undefined
}

/** What both readers make of a file. Offsets count UTF-16 units from the start of the text. */
export type SourceNode =
  | {
      readonly kind: 'scalar'
      readonly offset: number
      readonly raw: string
      readonly value: string | number | boolean | null
    }
  | { readonly kind: 'list'; readonly offset: number; readonly items: readonly SourceNode[] }
  | { readonly kind: 'map'; readonly offset: number; readonly entries: ReadonlyMap<string, SourceEntry> }

export interface SourceEntry {
  readonly keyOffset: number
  readonly node: SourceNode
}

/** The tree as a source. Trees are at most as deep as the readers allow, so recursion is safe here. */
export const yamlSource = (root: SourceNode, positionAt: (offset: number) => SourcePosition): YamlSource => ({
  file: positionAt(0).file,
  value: plain(root),
  at: (path, part = 'value') => positionAt(offsetOf(root, path, part)),
  rawAt: (path) => {
    const node = follow(root, path)
    return node?.kind === 'scalar' ? node.raw : undefined
  },
})

const plain = (node: SourceNode): unknown => {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'list') return node.items.map(plain)
  const object: Record<string, unknown> = Object.create(null)
  for (const [key, entry] of node.entries) object[key] = plain(entry.node)
  return object
}

const child = (node: SourceNode, key: string | number): SourceEntry | undefined => {
  if (node.kind === 'map') return node.entries.get(String(key))
  const item = node.kind === 'list' ? node.items[Number(key)] : undefined
  return item && { keyOffset: item.offset, node: item }
}

const follow = (root: SourceNode, path: SourcePath): SourceNode | undefined => {
  let node: SourceNode | undefined = root
  for (const key of path) node = node && child(node, key)?.node
  return node
}

const offsetOf = (root: SourceNode, path: SourcePath, part: 'key' | 'value'): number => {
  let node = root
  let offset = root.offset
  for (const [index, key] of path.entries()) {
    const entry = child(node, key)
    if (!entry) return offset
    const wantsKey = part === 'key' && index === path.length - 1
    offset = wantsKey ? entry.keyOffset : entry.node.offset
    node = entry.node
  }
  return offset
}
