/**
 * A text without the characters at its ends for which `isEdge` holds. A pattern such as /x+$/ would take a time that grows with the square of the
 * text where many of them stand inside it.
 */
export const withoutEdges = (text: string, isEdge: (character: string) => boolean): string => {
  let start = 0
  let end = text.length
  while (start < end && isEdge(text.charAt(start))) start++
  while (end > start && isEdge(text.charAt(end - 1))) end--
  return text.slice(start, end)
}
