import { type Checked, Fault } from '../model/fault.ts'
import { showText } from '../model/show-text.ts'
import { limits } from './limits.ts'
import { lineIndex } from './line-index.ts'
import { isForbiddenKey, isInexact } from './plain-rules.ts'
import { type SourceEntry, type SourceNode, type YamlSource, yamlSource } from './yaml-source.ts'

/** Reading state: one text and the place in it. */
interface Scan {
  readonly text: string
  at: number
  values: number
  readonly where: (offset: number) => { readonly where: ReturnType<ReturnType<typeof lineIndex>> }
  readonly faults: Fault[]
}

/**
 * Reads JSON (RFC 8259) strictly and with places, which JSON.parse cannot: doubled keys, keys that reach a prototype, numbers that lose digits,
 * and more than 20 levels are refused, at once and without deep recursion.
 */
export const readJson = (text: string, file: string): Checked<YamlSource> => {
  const clean = text.replace(/^\ufeff/, '')
  const positionAt = lineIndex(clean, file)
  const scan: Scan = { text: clean, at: 0, values: 0, where: (offset) => ({ where: positionAt(offset) }), faults: [] }
  try {
    skipBlank(scan)
    if (scan.at === clean.length) throw new Fault('file/empty', { file }, scan.where(0))
    const root = readValue(scan, 0)
    skipBlank(scan)
    if (scan.at < clean.length)
      throw bad(scan, 'Something follows the end of the document', 'A file holds one JSON value.')
    return scan.faults.length > 0
      ? { ok: false, faults: scan.faults }
      : { ok: true, value: yamlSource(root, positionAt) }
  } catch (thrown) {
    // The first error of syntax ends the reading: what follows it cannot be told from its consequences.
    if (!(thrown instanceof Fault)) throw thrown
    return { ok: false, faults: [...scan.faults, thrown] }
  }
}

const bad = (scan: Scan, what: string, hint: string): Fault =>
  new Fault('file/syntax', { what, hint }, scan.where(scan.at))

const unexpected = (scan: Scan): Fault =>
  scan.at >= scan.text.length
    ? bad(
        scan,
        'The file ends in the middle of a value',
        'Check whether it was written to its end; every [ { " needs its partner.',
      )
    : bad(
        scan,
        'This is not JSON',
        'JSON knows "text" in double quotes, numbers, true, false, null, [ ] and { }; no comments and no comma before ] or }.',
      )

const blank = /[ \t\r\n]*/y

const skipBlank = (scan: Scan): void => {
  blank.lastIndex = scan.at
  scan.at += blank.exec(scan.text)?.[0].length ?? 0
}

/** Takes the character if it stands here, with the blanks around it. */
const take = (scan: Scan, character: string): boolean => {
  skipBlank(scan)
  if (scan.text[scan.at] !== character) return false
  scan.at++
  skipBlank(scan)
  return true
}

const readValue = (scan: Scan, depth: number): SourceNode => {
  const offset = scan.at
  const first = scan.text[offset]
  if (first !== '{' && first !== '[') return readScalar(scan)
  if (depth >= limits.depth) throw new Fault('file/too-deep', { limit: limits.depth }, scan.where(offset))
  if (first === '[') return { kind: 'list', offset, items: readItems(scan, depth) }
  return { kind: 'map', offset, entries: readEntries(scan, depth) }
}

const count = (scan: Scan): void => {
  scan.values++
  if (scan.values <= limits.jsonValues) return
  const { where } = scan.where(scan.at)
  throw new Fault('file/too-many-values', { file: where.file, limit: limits.jsonValues }, { where })
}

const readItems = (scan: Scan, depth: number): readonly SourceNode[] => {
  const items: SourceNode[] = []
  take(scan, '[')
  if (take(scan, ']')) return items
  do {
    count(scan)
    items.push(readValue(scan, depth + 1))
  } while (take(scan, ','))
  if (!take(scan, ']')) throw unexpected(scan)
  return items
}

const readEntries = (scan: Scan, depth: number): ReadonlyMap<string, SourceEntry> => {
  const entries = new Map<string, SourceEntry>()
  take(scan, '{')
  if (take(scan, '}')) return entries
  do {
    count(scan)
    const keyOffset = scan.at
    const key = readKey(scan, entries)
    if (!take(scan, ':')) throw unexpected(scan)
    entries.set(key, { keyOffset, node: readValue(scan, depth + 1) })
  } while (take(scan, ','))
  if (!take(scan, '}')) throw unexpected(scan)
  return entries
}

const readKey = (scan: Scan, entries: ReadonlyMap<string, SourceEntry>): string => {
  const context = scan.where(scan.at)
  const key = readText(scan)
  const before = entries.get(key)
  if (before)
    scan.faults.push(
      new Fault('file/doubled-key', { key: showText(key), line: scan.where(before.keyOffset).where.line }, context),
    )
  if (key === '' || isForbiddenKey(key))
    scan.faults.push(new Fault('file/forbidden-key', { what: key ? `"${showText(key)}"` : 'An empty text' }, context))
  return key
}

/** The text in quotes that begins here; JSON.parse decides about its escapes and control characters. */
const readText = (scan: Scan): string => {
  const end = scan.text[scan.at] === '"' ? closingQuote(scan.text, scan.at + 1) : -1
  if (end < 0) throw unexpected(scan)
  try {
    const value = JSON.parse(scan.text.slice(scan.at, end + 1)) as string
    scan.at = end + 1
    return value
  } catch {
    const hint = 'Write \\n for a line break and \\\\ for a backslash.'
    throw bad(scan, 'This text has a line break, a control character or an unknown escape in it', hint)
  }
}

const closingQuote = (text: string, from: number): number => {
  for (let end = text.indexOf('"', from); end >= 0; end = text.indexOf('"', end + 1)) {
    let first = end
    while (text[first - 1] === '\\') first--
    if ((end - first) % 2 === 0) return end
  }
  return -1
}

const bareToken = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y

const readScalar = (scan: Scan): SourceNode => {
  const offset = scan.at
  if (scan.text[offset] === '"') {
    const value = readText(scan)
    return { kind: 'scalar', offset, raw: scan.text.slice(offset, scan.at), value }
  }
  bareToken.lastIndex = offset
  const raw = bareToken.exec(scan.text)?.[0]
  if (raw === undefined) throw unexpected(scan)
  scan.at += raw.length
  const value = JSON.parse(raw) as number | boolean | null
  if (typeof value === 'number' && isInexact(value))
    scan.faults.push(new Fault('file/inexact-number', { raw: showText(raw) }, scan.where(offset)))
  return { kind: 'scalar', offset, raw, value }
}
