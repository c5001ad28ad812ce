import type { ExpectedSet } from '../../model/playbook-case.ts'

const same = (a: string, b: string): boolean => a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase()

/** Lines with what was expected and is not there (-), and with what is there and was not expected (+). */
const apart = (expected: readonly string[], found: readonly string[]): readonly string[] => [
  ...expected.filter((one) => !found.some((other) => same(one, other))).map((one) => `  - ${one}`),
  ...found.filter((one) => !expected.some((other) => same(one, other))).map((one) => `  + ${one}`),
]

/** What differs from a set, as one text; null where nothing does. Letter case does not count, as in the directories. */
export const setDifference = (what: string, expected: ExpectedSet, found: readonly string[]): string | null => {
  const lines = Array.isArray(expected)
    ? apart(expected, found)
    : [
        ...(expected.has ?? []).filter((one) => !found.some((other) => same(one, other))).map((one) => `  - ${one}`),
        ...(expected.lacks ?? []).filter((one) => found.some((other) => same(one, other))).map((one) => `  + ${one}`),
      ]
  return lines.length === 0 ? null : [`${what}:`, ...lines].join('\n')
}

/** What differs from a list in which the order counts. */
export const listDifference = (what: string, expected: readonly string[], found: readonly string[]): string | null => {
  if (expected.length === found.length && expected.every((one, index) => one === found[index])) return null
  const lines = apart(expected, found)
  const told = lines.length > 0 ? lines : ['  the same, in another order:', ...found.map((one) => `  + ${one}`)]
  return [`${what}:`, ...told].join('\n')
}

/** What differs from one value. */
export const valueDifference = (what: string, expected: unknown, found: unknown): string | null => {
  const [wanted, there] = [JSON.stringify(expected), JSON.stringify(found ?? null)]
  return wanted === there ? null : `${what}:\n  - ${wanted}\n  + ${there}`
}

/** Those that differ. */
export const onlyDifferences = (all: readonly (string | null)[]): readonly string[] =>
  all.filter((one): one is string => one !== null)
