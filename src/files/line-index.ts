import type { SourcePosition } from '../model/source-position.ts'

/** Line and column (from 1, in UTF-16 units) of any offset in a text. Line ends are LF, CR LF and CR. */
export const lineIndex = (text: string, file: string): ((offset: number) => SourcePosition) => {
  const starts = lineStarts(text)
  return (offset) => {
    const line = lineOf(starts, offset)
    return { file, line: line + 1, column: offset - (starts[line] ?? 0) + 1 }
  }
}

const lineStarts = (text: string): readonly number[] => {
  const starts = [0]
  for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length)
  return starts
}

/** Index of the last line that begins at or before the offset. */
const lineOf = (starts: readonly number[], offset: number): number => {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
