import { Composer, CST, type Document, type ParsedNode, Parser, type YAMLError } from 'yaml'
import { type Checked, Fault } from '../model/fault.ts'
import type { SourcePosition } from '../model/source-position.ts'
import { limits } from './limits.ts'
import { lineIndex } from './line-index.ts'
import { scanYaml } from './scan-yaml.ts'
import { yamlAdvice } from './yaml-advice.ts'
import { type SourceNode, type YamlSource, yamlSource } from './yaml-source.ts'
import { yamlTree } from './yaml-tree.ts'

type PositionAt = (offset: number) => SourcePosition

/**
 * Reads one YAML 1.2 document (core schema) strictly: at most 1 MiB, 20 levels and 10,000 values; no anchors, aliases, tags, merge keys,
 * directives, second documents, doubled keys or keys that reach a prototype. All findings are answered together, each with line and column.
 */
export const readYaml = (text: string, file: string): Checked<YamlSource> => {
  const clean = text.replace(/^\ufeff/, '')
  const positionAt = lineIndex(clean, file)
  const bytes = Buffer.byteLength(clean)
  const where = positionAt(0)
  if (bytes > limits.yamlBytes)
    return refuse([new Fault('file/too-large', { file, bytes, limit: limits.yamlBytes }, { where })])
  const scan = scanYaml(clean, file, positionAt)
  if (scan.stop || scan.faults.length > 0) return refuse(scan.faults)
  const tokens = [...new Parser().parse(clean)]
  const stop = secondDocument(tokens, positionAt) ?? measure(tokens, file, positionAt)
  if (stop) return refuse([stop])
  return compose(clean, file, tokens, positionAt)
}

const refuse = (faults: readonly Fault[]): Checked<YamlSource> => ({
  ok: false,
  faults: faults.slice(0, limits.findings),
})

const compose = (
  text: string,
  file: string,
  tokens: readonly CST.Token[],
  positionAt: PositionAt,
): Checked<YamlSource> => {
  const composer = new Composer({
    schema: 'core',
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  })
  const [document] = [...composer.compose(tokens, true, text.length)] as Document.Parsed[]
  const faults: Fault[] = [...syntaxFaults(document?.errors ?? [], positionAt)]
  if (faults.length > 0) return refuse(faults)
  const contents = document?.contents as ParsedNode | null | undefined
  if (!contents || isBlank(text, contents)) return refuse([new Fault('file/empty', { file }, { where: positionAt(0) })])
  const tree: SourceNode = yamlTree(contents, { text, positionAt, faults })
  return faults.length > 0 ? refuse(faults) : { ok: true, value: yamlSource(tree, positionAt) }
}

/** One finding a line: the parser stumbles over the same mistake several times. */
const syntaxFaults = (errors: readonly YAMLError[], positionAt: PositionAt): readonly Fault[] => {
  const byLine = new Map<number, Fault>()
  for (const { code, pos } of errors) {
    const where = positionAt(pos[0])
    if (!byLine.has(where.line)) byLine.set(where.line, new Fault('file/syntax', { ...yamlAdvice(code) }, { where }))
  }
  return [...byLine.values()]
}

const isBlank = (text: string, node: ParsedNode): boolean =>
  node.range[0] === node.range[1] && text.slice(node.range[0]).trim() === ''

const secondDocument = (tokens: readonly CST.Token[], positionAt: PositionAt): Fault | undefined => {
  const second = tokens.filter((token) => token.type === 'document')[1]
  if (!second) return undefined
  const hint = 'Put each document into a file of its own; take out the line --- or ...'
  return new Fault(
    'file/yaml-feature',
    { what: 'A second document in the file is', hint },
    { where: positionAt(second.offset) },
  )
}

/** Depth and number of values of the parser's tokens. Walks with a stack of its own, since 2,000 levels would overflow that of JavaScript. */
const measure = (tokens: readonly CST.Token[], file: string, positionAt: PositionAt): Fault | undefined => {
  const open: { readonly token: CST.Token; readonly depth: number }[] = tokens.map((token) => ({ token, depth: 0 }))
  let values = 0
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next
    if (token.type === 'document' && token.value) open.push({ token: token.value, depth })
    if (!CST.isCollection(token)) continue
    const context = { where: positionAt(token.offset) }
    values += token.items.length
    if (depth >= limits.depth) return new Fault('file/too-deep', { limit: limits.depth }, context)
    if (values > limits.yamlValues)
      return new Fault('file/too-many-values', { file, limit: limits.yamlValues }, context)
    for (const { key, value } of token.items) {
      if (key) open.push({ token: key, depth: depth + 1 })
      if (value) open.push({ token: value, depth: depth + 1 })
    }
  }
  return undefined
}
