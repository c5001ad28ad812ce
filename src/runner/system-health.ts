import type { System } from '../model/glossary.ts'

/** What the people of a run share about a system: when it wants to be asked again, and whether it is gone. */
export interface SystemHealth {
  /** Nobody sends anything to the system before this time (milliseconds since 1970). */
  pauseUntil(system: System, time: number): void
  /** Milliseconds left of such a pause; 0 without one. */
  pauseLeft(system: System, now: number): number
  /** The system did not answer for as long as the retry policy allows; nobody else has to find that out again. */
  lost(system: System): void
  /** The system answered somebody at this time, be it with a refusal. */
  answered(system: System, now: number): void
  isLost(system: System): boolean
  /** Until when the system is known to have been there: its last answer, or the end of the pause that it asked for. 0 without either. */
  thereUntil(system: System): number
}

export const openSystemHealth = (): SystemHealth => {
  const pauses = new Map<System, number>()
  const lost = new Set<System>()
  const answers = new Map<System, number>()
  return {
    pauseUntil: (system, time) => void pauses.set(system, Math.max(time, pauses.get(system) ?? 0)),
    pauseLeft: (system, now) => Math.max(0, (pauses.get(system) ?? 0) - now),
    lost: (system) => void lost.add(system),
    answered(system, now) {
      lost.delete(system)
      answers.set(system, now)
    },
    isLost: (system) => lost.has(system),
    thereUntil: (system) => Math.max(answers.get(system) ?? 0, pauses.get(system) ?? 0),
  }
}
