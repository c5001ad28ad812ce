import { resolve } from 'node:path'
import { bareReport } from '../feed/read/bare-report.ts'
import { Fault, Faults } from '../model/fault.ts'
import type { RefusedRow } from '../model/feed.ts'
import type { App } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { fileProblem } from './file-problem.ts'
import { openFeed } from './open-feed.ts'

/** The commands about what an HR system sends. */
export const feedCommands = ({ host }: AppParts): Pick<App, 'previewFeed'> => ({
  async previewFeed({ feed, settings, refusedOut }) {
    const reading = await openFeed({ feed, settings, tryOut: true }, host)
    if (!reading.ok) throw new Faults(reading.faults)
    if (refusedOut !== null) await writeRefused(resolve(host.cwd, refusedOut), reading.value.snapshot.refused)
    return { reading: reading.value, report: bareReport(reading.value) }
  },
})

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
