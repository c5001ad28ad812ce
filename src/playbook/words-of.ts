import { parseTemplate } from './expressions/template.ts'

/** Every word in the expressions of a playbook. That a word stands there does not say that it is used; that it does not, says that it is not. */
export const wordsOf = (value: unknown): ReadonlySet<string> => {
  const words = new Set<string>()
  collect(value, words)
  return words
}

const collect = (value: unknown, words: Set<string>): void => {
  if (typeof value === 'string') {
    for (const part of parseTemplate(value).parts)
      if (part.kind === 'expression') for (const [word] of part.source.matchAll(/[A-Za-z_]\w*/g)) words.add(word)
  } else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) collect(inner, words)
}
