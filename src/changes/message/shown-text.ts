import type { Json } from '../../model/json.ts'

/** A text as a plan shows it: several lines as a list, for a value in a plan is one line. */
export const shownText = (text: string): Json => {
  const lines = text.trimEnd().split(/\r?\n/)
  return lines.length > 1 ? lines : (lines[0] ?? '')
}
