import type { Heartbeat, SkippedCycles } from '../model/schedule-report.ts'
import type { ServiceMemory } from '../ports/schedule-store.ts'
import type { News } from './news.ts'

const KEY = 'schedule heartbeat'
/** One cycle may come late; two that did not come are an alarm. */
const MOST_MISSED = 2

export const beat = (memory: ServiceMemory, heartbeat: Heartbeat): Promise<void> =>
  memory.write(KEY, JSON.stringify(heartbeat))

/** Null where there never was one. */
export const lastBeat = async (memory: ServiceMemory): Promise<Heartbeat | null> => {
  const text = await memory.read(KEY)
  return text === null ? null : (JSON.parse(text) as Heartbeat)
}

/** How many cycles did not come since the last one. */
export const missedCycles = ({ at, everyMs }: Heartbeat, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(at)) / everyMs) - 1)

export const isMissed = (heartbeat: Heartbeat, now: number): boolean => missedCycles(heartbeat, now) >= MOST_MISSED

/** What is told when cycles were missed; null where they were not. Asked by whoever is there: a monitor, or the next cycle. */
export const newsOfMissed = (heartbeat: Heartbeat | null, now: number): News | null => {
  if (heartbeat === null || !isMissed(heartbeat, now)) return null
  const missed = missedCycles(heartbeat, now)
  return {
    about: 'schedule',
    kind: 'cycles missed',
    detail: heartbeat.at,
    subject: `The schedule has missed ${missed} cycles`,
    text: `What is due was last gone through at ${heartbeat.at}. What has become due since is done in order now, within the limits.`,
    facts: [
      { name: 'last cycle', value: heartbeat.at },
      { name: 'every', value: `${Math.round(heartbeat.everyMs / 1000)} s` },
    ],
  }
}

const SKIPPED = 'schedule skipped'
const MOST_KEPT = 100

export const skippedCycles = async (memory: ServiceMemory): Promise<SkippedCycles> => {
  const text = await memory.read(SKIPPED)
  return text === null ? { count: 0, at: [] } : (JSON.parse(text) as SkippedCycles)
}

export const recordSkipped = async (memory: ServiceMemory, at: string): Promise<void> => {
  const before = await skippedCycles(memory)
  const skipped: SkippedCycles = { count: before.count + 1, at: [...before.at, at].slice(-MOST_KEPT) }
  await memory.write(SKIPPED, JSON.stringify(skipped))
}
