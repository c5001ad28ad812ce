import { RE2JS } from '@bufbuild/re2'

/** Longer patterns are refused; nobody can read them. */
const LONGEST_PATTERN = 500

/** What is wrong with a pattern; null where it is fine. */
export const patternProblem = (pattern: string): string | null => {
  if (pattern.length > LONGEST_PATTERN) return `the pattern has more than ${LONGEST_PATTERN} characters`
  try {
    RE2JS.compile(pattern)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/**
 * Whether the pattern is found in the text. Runs on RE2 (https://github.com/google/re2/wiki/Syntax), whose time grows with the length of the
 * text and no faster, whatever the pattern.
 */
export const matchesPattern = (text: string, pattern: string): boolean => {
  const problem = patternProblem(pattern)
  if (problem) throw new RangeError(problem)
  return RE2JS.compile(pattern).test(text)
}
