import { describe, expect, test } from 'vitest'
import { forbiddenImports, importCycles } from '../support/architecture.ts'
import { sourceFiles } from '../support/source-files.ts'

describe('the import table', () => {
  const files = sourceFiles('src')

  test('no file imports what its folder may not', () => {
    expect(files.size).toBeGreaterThan(100)
    expect(forbiddenImports(files)).toEqual([])
  })

  test('no imports go in circles', () => {
    expect(importCycles(files)).toEqual([])
  })

  test.each([
    ['a step that imports an adapter', 'steps/ad/x.ts', "import { openAd } from '../../ad/open-ad.ts'"],
    ['a pure layer that imports a package', 'planner/x.ts', "import { z } from 'zod'"],
    ['a dynamic import of another layer', 'changes/x.ts', "const x = await import('../runner/apply-plan.ts')"],
    ['the practice tenant sharing code with an adapter', 'practice/x.ts', "import { guid } from '../ad/guid.ts'"],
    ['an export from elsewhere', 'model/x.ts', "export { y } from '../ports/ad.ts'"],
    ['a folder without a row', 'helpers/x.ts', ''],
  ])('%s is found', (_what, file, source) => {
    expect(forbiddenImports(new Map([[file, source]]))).toHaveLength(1)
  })

  test('a circle of three files is found', () => {
    const circle = new Map([
      ['model/a.ts', "import { b } from './b.ts'"],
      ['model/b.ts', "import type { c } from './c.ts'"],
      ['model/c.ts', "export { a } from './a.ts'"],
    ])

    expect(importCycles(circle)).toEqual(['model/a.ts -> model/b.ts -> model/c.ts -> model/a.ts'])
  })
})
