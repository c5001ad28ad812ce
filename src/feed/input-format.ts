import type { InputFormat } from './tidy-person.ts'

const byEnding: { readonly [ending: string]: InputFormat } = {
  yaml: 'yaml',
  yml: 'yaml',
  json: 'json',
  csv: 'csv',
  tsv: 'csv',
  txt: 'csv',
}

/** The format of an input, by the ending of its name, else (standard input, other endings) by how its text begins. */
export const inputFormat = (name: string, text: string): InputFormat => {
  const ending = /\.([A-Za-z]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  return byEnding[ending] ?? byContent(text.trimStart())
}

const byContent = (text: string): InputFormat => {
  if (text.startsWith('{') || text.startsWith('[')) return 'json'
  const line = text.split(/[\r\n]/).find((each) => each.trim() !== '' && !each.startsWith('#')) ?? ''
  if (/^(?:---|- |[^\s,;\t"]+\s*:(?:\s|$)|"[^"]*"\s*:(?:\s|$))/.test(line)) return 'yaml'
  return 'csv'
}

/** What a text is, where that is nothing that holds people: a web page (the sign-in page that a download got), or JSON under the name of a CSV. */
export const isSomethingElse = (text: string, format: InputFormat): string | undefined => {
  if (/^\s*<[!?A-Za-z]/.test(text)) return 'a web page or XML'
  return format === 'csv' && /^\s*(?:\{\s*["}]|\[\s*[{["\]])/.test(text) ? 'JSON' : undefined
}
