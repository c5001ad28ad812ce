import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generatedDocs } from './generated-docs.ts'

/** Writes every document that is made from the code. */
const root = join(import.meta.dirname, '..', '..')
for (const [path, text] of await generatedDocs()) await writeFile(join(root, path), text)
