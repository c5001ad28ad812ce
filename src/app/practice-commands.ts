import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Fault } from '../model/fault.ts'
import type { PracticeInfo } from '../model/practice-info.ts'
import type { App } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { stateFolder } from './state-folder.ts'

type PracticeCommands = Pick<App, 'servePractice' | 'resetPractice' | 'showPractice' | 'advancePractice'>

/** The commands about the practice tenant itself. */
export const practiceCommands = ({ host, settingsOrPractice }: AppParts): PracticeCommands => {
  const { clock, cwd } = host
  const folderOf = async (state: string | null): Promise<string> =>
    join(state === null ? stateFolder((await settingsOrPractice()).config) : resolve(cwd, state), 'practice')
  return {
    async servePractice({ state, people, ldapPort, graphPort, graphTlsPort, roles, publicUrl, faults }) {
      const { startPractice } = await import('../practice/practice-servers.ts')
      const folder = await unservedFolder(await folderOf(state))
      const practice = await startPractice({
        folder,
        people,
        clock,
        ldapPort,
        graphPort,
        graphTlsPort,
        ...(roles === null ? {} : { roles }),
        ...(publicUrl === null ? {} : { publicUrl }),
        ...(faults === null ? {} : { faults: await readFaults(faults, cwd) }),
      })
      return { info: practice.info, stop: () => practice.stop() }
    },

    async resetPractice(state) {
      const folder = await unservedFolder(await folderOf(state))
      await rm(folder, { recursive: true, force: true })
    },

    async advancePractice(state, ms) {
      const folder = await folderOf(state)
      const { runningPractice } = await import('../practice/practice-servers.ts')
      const running = await runningPractice(folder)
      if (running) return advanceServed(running, ms)
      const { openCompany } = await import('../practice/company.ts')
      const { movedMs, moveCompany } = await import('../practice/moving-clock.ts')
      const company = await openCompany({ folder, clock })
      try {
        moveCompany(company, ms)
        return new Date(clock.now() + movedMs(company.entra)).toISOString()
      } finally {
        company.close()
      }
    },

    async showPractice(state) {
      const folder = await folderOf(state)
      const { runningPractice } = await import('../practice/practice-servers.ts')
      const running = await runningPractice(folder)
      if (running) return servedAt(running)
      const { openCompany } = await import('../practice/company.ts')
      // Looking founds no company.
      const company = await openCompany({ folder: existsSync(folder) ? folder : null, clock })
      try {
        return company.summary()
      } finally {
        company.close()
      }
    },
  }
}

const readFaults = async (faults: string, cwd: string) =>
  (await import('./read-practice-faults.ts')).readPracticeFaults(faults, cwd)

/** A company that is being served is open to its servers alone, but can be asked through them. */
const servedAt = ({
  caPem: _caPem,
  exchange: _exchange,
  exchangeToken: _token,
  ca,
  ...info
}: PracticeInfo): { readonly [what: string]: string } => ({
  ...info,
  ca: ca ?? '',
})

/** The servers move their own time; they listen on this machine. */
const advanceServed = async ({ graph, token }: PracticeInfo, ms: number): Promise<string> => {
  const response = await fetch(new URL('/practice/clock', graph), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ advance: ms }),
  })
  const { now } = (await response.json()) as { readonly now: string }
  return now
}

const unservedFolder = async (folder: string): Promise<string> => {
  const { runningPractice } = await import('../practice/practice-servers.ts')
  if (await runningPractice(folder)) throw new Fault('practice/already-running', { folder })
  return folder
}
