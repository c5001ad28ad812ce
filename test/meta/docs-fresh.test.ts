import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { generatedDocs } from '../../scripts/dev/generated-docs.ts'
import { root } from '../support/source-files.ts'

describe('documents that are made from the code', async () => {
  const docs = await generatedDocs()

  test.each([...docs.keys()])('%s is what npm run docs would write', (path) => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(docs.get(path))
  })
})
