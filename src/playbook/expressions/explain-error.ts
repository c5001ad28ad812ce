import { type TypeError as CheckError, EvaluationError, type ParseError } from '@marcbachmann/cel-js'
import { expressionProblem } from './check-limits.ts'
import { LET_ALIAS } from './environment.ts'
import type { Problem } from './problem.ts'

/** Words for what the parser met, by its error code; others keep the library's sentence. */
const parseWords: ReadonlyMap<string, string> = new Map([
  ['unterminated_string', 'a text has no closing quote'],
  ['unterminated_triple_quoted_string', 'a text has no closing quotes'],
  ['newline_in_string', 'a text in single or double quotes ends before the end of the line'],
])

/** What the parser's token names stand for. */
const readable = (summary: string): string =>
  summary
    .replaceAll(LET_ALIAS, 'let')
    .replace(/\bEOF\b/, 'the end of the expression')
    .replace(/\bIDENTIFIER\b/, 'a name')
    .replace(/\b[LR](PAREN|BRACKET|BRACE)\b/g, (token) => `"${brackets[token] ?? token}"`)
const brackets: { readonly [token: string]: string } = {
  LPAREN: '(',
  RPAREN: ')',
  LBRACKET: '[',
  RBRACKET: ']',
  LBRACE: '{',
  RBRACE: '}',
}

const asSentence = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** A text that is no expression. */
export const explainParse = (error: ParseError, source: string): Problem => {
  if (source.trim() === '') return expressionProblem('it is empty', 0)
  if (error.code === 'limit_exceeded')
    return expressionProblem('it is too long or nested too deeply', error.range?.start ?? 0)
  return expressionProblem(parseWords.get(error.code) ?? asSentence(readable(error.summary)), error.range?.start ?? 0)
}

/** An expression whose parts do not fit together. */
export const explainCheck = (error: CheckError | ParseError): Problem => {
  const offset = error.range?.start ?? 0
  return { code: 'playbook/type', params: { text: typeSentence(error) }, offset }
}

const typeSentence = ({ code, summary }: CheckError | ParseError): string => {
  const overload = /^no such overload: (.+?) (\S+) (.+)$/.exec(summary)
  if (code === 'no_such_overload' && overload)
    return `"${overload[2]}" does not work between ${overload[1]} and ${overload[3]}`
  const call = /^found no matching overload for '(.+)'$/.exec(summary)
  if (call) return `${call[1]} is not possible: the function takes values of other types`
  return asSentence(readable(summary))
}

/** Why an expression that passed its checks failed on these values. */
export const explainRun = (error: unknown): string => {
  if (error instanceof EvaluationError) return asSentence(readable(error.summary))
  return error instanceof Error ? asSentence(error.message) : String(error)
}
