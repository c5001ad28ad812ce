import type { News } from './news.ts'

const DAY_MS = 86_400_000
/** How many days before the end people are told, and once more when it is over. */
const STEPS = [0, 1, 7, 14, 30] as const

/** Something that Joinery signs in or checks others with, and that ends by itself. */
export interface Expiring {
  /** For people: "certificate ./app.pem of the application that signs in to Entra". */
  readonly what: string
  /** Where it is used. */
  readonly system: 'ad' | 'entra' | 'exchange' | 'service'
  /** RFC 3339. */
  readonly at: string
}

/** The step that has been reached, in days; null while the end is more than 30 days away. */
export const stepReached = (at: string, now: number): number | null => {
  const left = (Date.parse(at) - now) / DAY_MS
  return STEPS.find((days) => left <= days) ?? null
}

/** How many days are left of each, by what it is. */
export const expiringDays = (all: readonly Expiring[], now: number): ReadonlyMap<string, number> =>
  new Map(all.map(({ what, at }) => [what, (Date.parse(at) - now) / DAY_MS]))

const ofDirectory = {
  over: 'Nothing can be read or written with it any more. Renew it, then go on: joinery schedule work --once',
  ahead: 'Renew it before then. After it nothing can be read or written, and scheduled work waits.',
}

const ofService = {
  over: 'No system can push to the service any more. Put a renewed one in its place; it is taken up within the hour.',
  ahead: 'Put a renewed one in its place before then; it is taken up within the hour. After it no system can push.',
}

/** What is told of credentials that come to their end: 30, 14, 7 and 1 days before it, and afterwards. Each step is told once. */
export const newsOfExpiring = (all: readonly Expiring[], now: number): readonly News[] =>
  all.flatMap(({ what, system, at }) => {
    const step = stepReached(at, now)
    if (step === null) return []
    const isOver = step === 0
    const days = Math.ceil((Date.parse(at) - now) / DAY_MS)
    return [
      {
        about: `credential ${what}`,
        kind: isOver ? 'credential expired' : 'credential expires',
        detail: `${at} ${step}`,
        subject: isOver ? `Expired: ${what}` : `Expires in ${days} ${days === 1 ? 'day' : 'days'}: ${what}`,
        text: (system === 'service' ? ofService : ofDirectory)[isOver ? 'over' : 'ahead'],
        facts: [
          { name: 'until', value: at },
          { name: 'system', value: system },
        ],
      },
    ]
  })
