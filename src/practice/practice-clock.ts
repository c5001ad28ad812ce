/** The company's time, in milliseconds since 1970-01-01T00:00:00Z. A virtual one makes waiting free in tests. */
export interface PracticeClock {
  now(): number
}

/** This machine's time. */
export const machineClock: PracticeClock = { now: () => Date.now() }
