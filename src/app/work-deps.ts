import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { openNewsroom } from '../lifecycle/news.ts'
import type { WorkApp } from '../lifecycle/work-deps.ts'
import type { LoopDeps } from '../lifecycle/work-due.ts'
import type { ApplyOrder } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { expiringCredentials } from './expiring-credentials.ts'
import { loadPolicyFile } from './load-policy-file.ts'
import { stateFolder } from './state-folder.ts'
import { tellOperators } from './tell-operators.ts'

const PRIVATE = 0o700

/** What scheduled work is done with here; of the embedded loop and of workers alike. Whoever calls sends the news. */
export const workDeps = async (
  parts: AppParts,
  app: WorkApp,
  order: ApplyOrder & { readonly everyMs: number },
): Promise<LoopDeps> => {
  const { config } = await parts.settings()
  const journal = await parts.journal()
  const { windows } = await loadPolicyFile(config)
  const { clock, random, processes, pulse } = parts.host
  const { progress, signal, lockTimeoutMs, everyMs } = order
  return {
    app: workApp(app),
    schedules: journal.schedules,
    memory: journal.memory,
    leases: journal.leases,
    clock,
    random,
    processes,
    pulse,
    windows,
    planFile: (work) => join(stateFolder(config), 'plans', `${work}.json`),
    news: openNewsroom(journal.memory, (message) => tellOperators(parts, message)),
    progress,
    signal,
    lockTimeoutMs,
    everyMs,
    expiring: () => expiringCredentials(config),
  }
}

/** Plans name people and what they are given, so their folder is private. */
const workApp = (app: WorkApp): WorkApp => ({
  ...app,
  async savePlan(plan, path) {
    await mkdir(dirname(path), { recursive: true, mode: PRIVATE })
    await app.savePlan(plan, path)
  },
})
