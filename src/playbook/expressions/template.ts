/** A piece of a YAML string: text as it is, or an expression. Offsets count in the decoded string. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'expression'; readonly source: string; readonly offset: number }

export interface Template {
  readonly parts: readonly TemplatePart[]
  /** Where a `${{` stands that nothing closes. */
  readonly unclosedAt: number | null
}

const OPEN = '${{'
/** Strings of CEL, so that braces and quotes inside them count for nothing. A backslash hides the next character. */
const celString =
  /"""(?:\\[\s\S]|(?!""")[^\\])*"""|'''(?:\\[\s\S]|(?!''')[^\\])*'''|"(?:\\.|[^"\\\r\n])*"|'(?:\\.|[^'\\\r\n])*'/y

/** Whether a string has an expression in it. */
export const hasExpression = (text: string): boolean => text.includes(OPEN)

/** Where the string literal that begins here ends; the same place if none begins. */
const afterString = (text: string, at: number): number => {
  celString.lastIndex = at
  return celString.test(text) ? celString.lastIndex : at
}

/** Where the `}}` stands that closes the expression; null if there is none. */
const closeOf = (text: string, from: number): number | null => {
  let open = 0
  for (let at = from; at < text.length; at++) {
    const next = afterString(text, at)
    if (next > at) at = next - 1
    else if (text[at] === '{') open++
    else if (text[at] === '}' && open > 0) open--
    else if (text.startsWith('}}', at)) return at
  }
  return null
}

/** Takes a YAML string apart at its `${{ … }}`. What stands outside of them is text, whatever it looks like. */
export const parseTemplate = (text: string): Template => {
  const parts: TemplatePart[] = []
  const addText = (piece: string): void => {
    if (piece !== '') parts.push({ kind: 'text', text: piece })
  }
  let from = 0
  for (;;) {
    const open = text.indexOf(OPEN, from)
    if (open < 0) break
    const start = open + OPEN.length
    const close = closeOf(text, start)
    addText(text.slice(from, open))
    if (close === null) return { parts, unclosedAt: open }
    parts.push({ kind: 'expression', source: text.slice(start, close), offset: start })
    from = close + 2
  }
  addText(text.slice(from))
  return { parts, unclosedAt: null }
}
