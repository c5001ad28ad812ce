import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openAd } from '../../../src/ad/open-ad.ts'
import { openEntra } from '../../../src/entra/open-entra.ts'
import { createHandOver } from '../../../src/handover/create-hand-over.ts'
import type { Mode } from '../../../src/model/glossary.ts'
import type { Person } from '../../../src/model/person.ts'
import type { Plan } from '../../../src/model/plan.ts'
import { Secret } from '../../../src/model/secret.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { FaultsFired, FaultsWish } from '../../../src/practice/faults/practice-faults.ts'
import { type Practice, startPractice } from '../../../src/practice/practice-servers.ts'
import { busyClock } from '../../support/busy-clock.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import { systemClock } from '../../support/system-clock.ts'
import { tenantDigest } from '../../support/tenant-digest.ts'
import { onboardingPlan } from './onboarding-plan.ts'
import { type SweepPlace, type SweepSystems, scratchFolder, timed } from './sweep-process.ts'

export interface SweepOptions {
  readonly mode: Mode
  /** Size of the company. */
  readonly people?: number
  /** How long an LDAP request waits for its answer, in milliseconds of real time. */
  readonly ldapTimeoutMs?: number
}

/** A practice company that processes of Joinery reach over its sockets, in time that costs nothing. */
export interface SweepCompany extends SweepPlace {
  readonly practice: Practice
  /** What it takes to onboard these people, read over the servers. */
  plan(people: readonly Person[]): Promise<Plan>
  /** The whole company; see `tenantDigest`. */
  digest(): string
  /** What was handed over: the last line of each note, by file name. */
  secrets(): ReadonlyMap<string, string>
  close(): Promise<void>
}

/** So late that Entra Connect runs only when it is told to. */
const NEVER_BY_ITSELF_MS = 3_600_000_000

const HASTE = 50

/** Sockets live in real time, and so do the deadlines of requests; pauses between two requests need not. */
const hasty: Clock = {
  now: () => systemClock.now(),
  sleep: (ms, signal) => systemClock.sleep(signal ? ms : ms / HASTE, signal),
}

/** Seats for everybody of a batch. */
const SEATS = 1000

export const sweepCompany = async ({
  mode,
  people = 12,
  ldapTimeoutMs = 10_000,
}: SweepOptions): Promise<SweepCompany> => {
  const folder = scratchFolder()
  const clock = busyClock()
  const practice = await startPractice({ folder: null, people, clock, syncDelayMs: NEVER_BY_ITSELF_MS })
  const { ldap, user, password, caPem, graph, token, tenant } = practice.info
  const { entra: store } = practice.company
  store.skus = store.skus.map((sku) => ({ ...sku, enabled: sku.enabled + SEATS }))

  const openDirectory = () =>
    openAd(
      { servers: [ldap], user, password: new Secret(password), ca: caPem, timeoutMs: ldapTimeoutMs },
      { clock: hasty },
    )
  const openGraph = (process: string) =>
    openEntra(
      { tenant, cloud: 'global', credential: { kind: 'token', token: new Secret(token) }, baseUrl: graph },
      { clock, random: seededRandom(`entra of ${process}`), fetch: clock.fetch },
    )
  const open = async (process: string): Promise<SweepSystems> => {
    const ad = mode === 'cloud' ? null : await openDirectory()
    const entra = mode === 'ad' ? null : await openGraph(process)
    return {
      readers: {
        clock,
        ...(ad ? { ad: timed(ad.reader, clock) } : {}),
        ...(entra ? { entra: entra.reader } : {}),
      },
      writers: {
        handOver: createHandOver({ base: folder }),
        ...(ad ? { ad: timed(ad.writer, clock) } : {}),
        ...(entra ? { entra: entra.writer } : {}),
      },
      close: async () => ad?.close(),
    }
  }

  return {
    practice,
    clock,
    folder,
    open,
    sent: [],
    progress: ({ type }) => {
      if (type === 'waiting') practice.syncNow()
    },
    async plan(people) {
      const systems = await open('planner')
      try {
        return await onboardingPlan({ mode, people, readers: systems.readers })
      } finally {
        await systems.close()
      }
    },
    digest() {
      practice.syncNow()
      return tenantDigest(practice.company)
    },
    secrets: () => notesIn(join(folder, 'handover')),
    async close() {
      await practice.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const lastLine = (file: string): string => readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? ''

const notesIn = (folder: string): ReadonlyMap<string, string> =>
  new Map(existsSync(folder) ? readdirSync(folder).map((file) => [file, lastLine(join(folder, file))]) : [])

/** Turns faults on for what `work` does alone, and answers how many were met. */
export const withFaults = async <T>(
  { practice }: SweepCompany,
  faults: FaultsWish,
  work: () => Promise<T>,
): Promise<readonly [T, FaultsFired]> => {
  practice.faults.set(faults)
  try {
    return [await work(), practice.faults.fired()]
  } finally {
    practice.faults.set({})
  }
}
