import type { CaseResult } from '../../model/playbook-case.ts'

const escapes: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** XML 1.0 has no place for most control characters, not even escaped. https://www.w3.org/TR/xml/#charsets */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
    .replace(/[&<>"]/g, (character) => escapes[character] ?? '')

const seconds = (ms: number): string => (ms / 1000).toFixed(3)

const sum = (results: readonly CaseResult[]): number => results.reduce((all, { tookMs }) => all + tookMs, 0)

const failed = ({ differences }: CaseResult): boolean => differences.length > 0

const counts = (results: readonly CaseResult[]): string =>
  `tests="${results.length}" failures="${results.filter(failed).length}" time="${seconds(sum(results))}"`

const caseXml = (result: CaseResult): string => {
  const { name, mode, playbook, differences, tookMs } = result
  const head = `    <testcase classname="${escaped(playbook)}" name="${escaped(`${name} (${mode})`)}" time="${seconds(tookMs)}"`
  if (!failed(result)) return `${head}/>`
  const told = escaped(differences.join('\n'))
  return `${head}>\n      <failure message="${escaped(differences[0]?.split('\n')[0] ?? '')}">${told}</failure>\n    </testcase>`
}

/** The results as JUnit XML, as build servers read it: a suite for each playbook. */
export const junitXml = (results: readonly CaseResult[]): string => {
  const playbooks = [...new Set(results.map(({ playbook }) => playbook))]
  const suites = playbooks.map((name) => {
    const own = results.filter(({ playbook }) => playbook === name)
    return `  <testsuite name="${escaped(name)}" ${counts(own)}>\n${own.map(caseXml).join('\n')}\n  </testsuite>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${counts(results)}>\n${suites.join('\n')}\n</testsuites>\n`
}
