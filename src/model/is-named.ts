import { foldDn, foldText } from './fold-text.ts'

/** One form for what directories take as one name. */
const folded = (name: string): string => (name.includes('=') ? foldDn(name) : foldText(name.trim()))

/** Whether a list of names means an object that has these spellings: its id, DN, names and key. */
export const isNamed = (list: readonly string[], spellings: readonly string[]): boolean => {
  if (list.length === 0) return false
  const own = new Set(spellings.filter((spelling) => spelling !== '').map(folded))
  return list.some((name) => own.has(folded(name)))
}
