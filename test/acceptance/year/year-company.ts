import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from '../../../src/app/app.ts'
import type { AppParts } from '../../../src/app/app-parts.ts'
import { openCorrelation } from '../../../src/app/correlation.ts'
import { feedCommands } from '../../../src/app/feed-commands.ts'
import type { Host } from '../../../src/app/host.ts'
import { loadSettings } from '../../../src/app/load-settings.ts'
import { openSystems, type Systems } from '../../../src/app/open-systems.ts'
import { planCommand } from '../../../src/app/plan-command.ts'
import { planFileCommands } from '../../../src/app/plan-file-commands.ts'
import { runCommands } from '../../../src/app/run-commands.ts'
import { type Practice, startPractice } from '../../../src/practice/practice-servers.ts'
import { openJournal } from '../../../src/store/open-journal.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import { systemClock } from '../../support/system-clock.ts'
import { exportSettings } from './hr-export.ts'
import { type YearClock, yearClock } from './year-clock.ts'

export interface YearOptions {
  readonly people: number
  readonly mode: 'ad' | 'hybrid'
  /** RFC 3339. */
  readonly start: string
}

/** A practice company in a time of its own, and the application over it. */
export interface YearCompany {
  readonly folder: string
  readonly clock: YearClock
  readonly practice: Practice
  readonly parts: AppParts
  readonly app: App
  close(): Promise<void>
}

/** Cloud Sync carries changes over about every two minutes: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/what-is-cloud-sync */
const SYNC_EVERY_MS = 120_000
/** Entra Connect of the practice tenant looks at real time; here it is told. */
const NEVER_MS = 1e15

/** Commits of the journal are synced to the disk; in memory that costs nothing. */
const roomyFolder = (): string => mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'joinery-year-'))

export const openYearCompany = async ({ people, mode, start }: YearOptions): Promise<YearCompany> => {
  const folder = roomyFolder()
  const clock = yearClock(Date.parse(start))
  const practice = await startPractice({
    folder: join(folder, '.joinery', 'practice'),
    people,
    clock,
    syncDelayMs: NEVER_MS,
    syncCycleMs: NEVER_MS,
  })
  writeFileSync(
    join(folder, 'joinery.yaml'),
    [
      'policy: ./policy.yaml',
      'feeds:',
      '  hr:',
      '    file: ./hr.csv',
      '    map: ./feed.yaml',
      '    playbooks: { joiner: onboard, mover: move, leaver: offboard, rehire: rehire, correction: onboard, cancelled: offboard }',
      '    before: { joiner: 7d, rehire: 1d }',
      `organisation: { name: Contoso, mode: ${mode}, mailDomain: contoso.com }`,
      'ad: practice',
      ...(mode === 'hybrid' ? ['entra: practice'] : []),
    ].join('\n'),
  )
  writeFileSync(join(folder, 'feed.yaml'), exportSettings)
  // Two in a hundred are few in a small company, where a year's story is told in weeks.
  writeFileSync(join(folder, 'policy.yaml'), 'limits: { people: 15, percent: 2 }\n')
  const host: Host = {
    cwd: folder,
    env: {},
    clock,
    random: seededRandom('year'),
    actor: 'joinery@server',
    readStdin: async () => new Uint8Array(),
  }
  const settings = loadSettings({ config: null, practice: false }, host)
  const { config } = await settings
  const opened = await openSystems(
    config,
    { readOnly: false, folder, tell: () => undefined, correlation: () => 'year' },
    { ...host, clock: systemClock },
  )
  const systems = inYearTime(opened, clock)
  const journal = openJournal(join(folder, '.joinery'))
  const parts: AppParts = {
    host,
    correlation: openCorrelation(host),
    settings: () => settings,
    settingsOrPractice: () => settings,
    systems: async () => systems,
    journal: async () => journal,
    journalIfAny: async () => journal,
  }
  const app = {
    plan: planCommand(parts),
    ...planFileCommands(host),
    ...runCommands(parts),
    ...feedCommands(parts),
  } as App
  const { ad } = practice.company
  let synced = { at: clock.now(), usn: ad.highestUsn }
  clock.passing((now) => {
    if (mode !== 'hybrid' || now - synced.at < SYNC_EVERY_MS || ad.highestUsn === synced.usn) return
    synced = { at: now, usn: ad.highestUsn }
    practice.syncNow()
  })
  return {
    folder,
    clock,
    practice,
    parts,
    app,
    async close() {
      await systems.close()
      await journal.close()
      await practice.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Systems over real sockets, whose answers take no time of the year. */
const inYearTime = (systems: Systems, clock: YearClock): Systems => ({
  ...systems,
  readers: { ...timeless(systems.readers, clock), clock },
  writers: timeless(systems.writers, clock),
})

const timeless = <T extends object>(ports: T, clock: YearClock): T =>
  Object.fromEntries(
    Object.entries(ports).map(([name, port]) => [
      name,
      new Proxy(port as object, {
        get(target, key) {
          const value: unknown = Reflect.get(target, key)
          if (typeof value !== 'function') return value
          return (...args: readonly unknown[]) => {
            const answer: unknown = Reflect.apply(value, target, args)
            return answer instanceof Promise ? clock.during(answer) : answer
          }
        },
      }),
    ]),
  ) as T
