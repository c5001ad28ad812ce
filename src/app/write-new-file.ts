import { Fault } from '../model/fault.ts'
import { fileProblem } from './file-problem.ts'

/** Writes a file for its owner alone. One that is there already is left: it is evidence, or has somebody's decisions in it. Throws `cli/file-not-writable`. */
export const writeNewFile = async (file: string, text: string): Promise<void> => {
  const { writePrivateFile } = await import('../store/private-files.ts')
  try {
    writePrivateFile(file, text)
  } catch (cause) {
    throw new Fault('cli/file-not-writable', { file, why: fileProblem(cause) }, { cause })
  }
}
