import { describe, expect, test } from 'vitest'
import { sourceFiles } from '../support/source-files.ts'

/** Files that are ports' real sides and may therefore touch the clock, chance and timers of the machine. */
const EDGES = /^(host|app|cli|ad|entra|practice)\//
const LONGEST_FILE = 300
const AMBIENT = /\b(Date\.now\(|new Date\(\)|Math\.random\(|setTimeout\(|setInterval\()/

interface Finding {
  readonly file: string
  readonly rule: string
}

const findings = (files: ReadonlyMap<string, string>): readonly Finding[] =>
  [...files].flatMap(([file, source]) => {
    const rules: string[] = []
    if (source.split('\n').length > LONGEST_FILE) rules.push('too long')
    if (!EDGES.test(file) && AMBIENT.test(source)) rules.push('touches clock or chance directly')
    if (/export default/.test(source)) rules.push('default export')
    if (/@ts-ignore|@ts-expect-error|biome-ignore/.test(source)) rules.push('silences a check')
    if (!/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(file.slice(file.lastIndexOf('/') + 1))) rules.push('is not kebab-case')
    return rules.map((rule) => ({ file, rule }))
  })

describe('the rules of the house', () => {
  test('every source file keeps them', () => {
    expect(findings(sourceFiles('src'))).toEqual([])
  })

  test.each([
    ['too long', 'model/x.ts', '\n'.repeat(LONGEST_FILE)],
    ['touches clock or chance directly', 'planner/x.ts', 'const now = Date.now()'],
    ['default export', 'model/x.ts', 'export default 1'],
    ['silences a check', 'model/x.ts', '// @ts-ignore'],
    ['is not kebab-case', 'model/FooBar.ts', ''],
  ])('a file that is %s is found', (rule, file, source) => {
    expect(findings(new Map([[file, source]]))).toEqual([{ file, rule }])
  })
})
