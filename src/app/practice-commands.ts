import { rm } from 'node:fs/promises'
import { Fault } from '../model/fault.ts'
import type { App } from './app.ts'
import type { Host } from './host.ts'

/** The commands about the practice tenant itself. `folderOf` answers the folder of the company. */
export const practiceCommands = (
  folderOf: (state: string | null) => Promise<string>,
  { clock }: Host,
): Pick<App, 'servePractice' | 'resetPractice' | 'showPractice'> => ({
  async servePractice({ state, people, ldapPort, graphPort, graphTlsPort, roles, publicUrl }) {
    const { runningPractice, startPractice } = await import('../practice/practice-servers.ts')
    const folder = await folderOf(state)
    if (await runningPractice(folder)) throw new Fault('practice/already-running', { folder })
    const practice = await startPractice({
      folder,
      people,
      clock,
      ldapPort,
      graphPort,
      graphTlsPort,
      ...(roles === null ? {} : { roles }),
      ...(publicUrl === null ? {} : { publicUrl }),
    })
    return { info: practice.info, stop: () => practice.stop() }
  },

  async resetPractice(state) {
    const { runningPractice } = await import('../practice/practice-servers.ts')
    const folder = await folderOf(state)
    if (await runningPractice(folder)) throw new Fault('practice/already-running', { folder })
    await rm(folder, { recursive: true, force: true })
  },

  async showPractice(state) {
    const { openCompany } = await import('../practice/company.ts')
    const company = await openCompany({ folder: await folderOf(state), clock })
    try {
      return company.summary()
    } finally {
      company.close()
    }
  },
})
