import { Fault } from '../model/fault.ts'
import type { RefusedRow } from '../model/feed.ts'
import { fileProblem } from './file-problem.ts'

/** Rows that were refused, for whoever corrects them. A file that is there already is left as it is. */
export const writeRefused = async (file: string, rows: readonly RefusedRow[]): Promise<void> => {
  const [{ refusedText }, { writePrivateFile }] = await Promise.all([
    import('./refused-text.ts'),
    import('../store/private-files.ts'),
  ])
  try {
    writePrivateFile(file, refusedText(rows))
  } catch (cause) {
    throw new Fault('cli/file-not-writable', { file, why: fileProblem(cause) }, { cause })
  }
}
