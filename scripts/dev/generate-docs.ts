import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generatedDocs } from './generated-docs.ts'
import { goldenPlans } from './golden-plans.ts'

/** Writes every document that is made from the code, and the expected plans of the playbooks. */
const root = join(import.meta.dirname, '..', '..')
for (const [path, text] of [...(await generatedDocs()), ...(await goldenPlans())])
  await writeFile(join(root, path), text)
