import type { SourcePosition } from '../../model/source-position.ts'

/** How many characters of the file one escape of a double-quoted YAML (or JSON) string takes. https://yaml.org/spec/1.2.2/#57-escaped-characters */
const escapeLength = (raw: string, at: number): number => {
  const kind = raw[at + 1]
  return kind === 'x' ? 4 : kind === 'u' ? 6 : kind === 'U' ? 10 : 2
}

const lineBreak = /[ \t]*\r?\n(?:[ \t]*\r?\n)*[ \t]*/y
/** Where the text goes on after a line break and the blanks around it; the same place if none is here. */
const afterBreak = (raw: string, at: number): number => {
  lineBreak.lastIndex = at
  return lineBreak.test(raw) ? lineBreak.lastIndex : at
}

const lineJoin = /\\\r?\n[ \t]*/y
/** A backslash at the end of a line of a double-quoted text joins it to the next one and stands for nothing. */
const afterJoin = (raw: string, at: number): number => {
  lineJoin.lastIndex = at
  return lineJoin.test(raw) ? lineJoin.lastIndex : at
}

/** Where the text of a block scalar (`|`, `>`) or of a quoted one begins. */
const contentStart = (raw: string): number => {
  const header = /^[|>][^\n]*\n[ \t\r\n]*/.exec(raw)?.[0]
  return header?.length ?? (raw.startsWith('"') || raw.startsWith("'") ? 1 : 0)
}

/**
 * Where a character of a decoded YAML string stands among the characters of the file: escapes, doubled quotes and folded lines are walked
 * over. Exact for all styles but block scalars whose lines are indented unevenly; there the line is right.
 */
export const rawOffset = (raw: string, value: string, index: number): number => {
  const quote = raw[0] === '"' || raw[0] === "'" ? raw[0] : null
  let at = contentStart(raw)
  for (let done = 0; done < index && at < raw.length; done++) {
    if (quote === '"') at = afterJoin(raw, at)
    const broken = afterBreak(raw, at)
    if (quote === '"' && raw[at] === '\\') {
      const length = escapeLength(raw, at)
      at += length
      if (length === 10 && (value.codePointAt(done) ?? 0) > 0xffff) done++
    } else if (quote === "'" && raw.startsWith("''", at)) {
      at += 2
    } else if (broken > at) {
      at = broken
      while (done + 1 < index && /\s/.test(value[done + 1] ?? '')) done++
    } else {
      at++
    }
  }
  return quote === '"' ? afterJoin(raw, at) : at
}

/** The position of an offset in a raw scalar that begins at `start`. */
export const positionIn = (start: SourcePosition, raw: string, offset: number): SourcePosition => {
  const before = raw.slice(0, offset)
  const lines = before.split('\n').length - 1
  if (lines === 0) return { ...start, column: start.column + offset }
  return { file: start.file, line: start.line + lines, column: before.length - before.lastIndexOf('\n') }
}
