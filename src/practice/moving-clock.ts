import type { Company } from './company.ts'
import type { EntraStore } from './entra/entra-store.ts'
import type { Shelf } from './entra/shelf.ts'
import type { PracticeClock } from './practice-clock.ts'

/** A company's time that can be moved on, so that nobody has to wait for what takes half an hour. */
export interface MovingClock extends PracticeClock {
  /** Milliseconds; there is no way back. */
  advance(ms: number): void
}

export const movingClock = (base: PracticeClock): MovingClock => {
  let offset = 0
  return {
    now: () => base.now() + offset,
    advance: (ms) => {
      offset += ms
    },
  }
}

interface Moved {
  readonly ms: number
}

const ID = 'moved'
const shelfOf = (store: EntraStore): Shelf<Moved> => store.shelf<Moved>('clock')

/** How far the company's time was moved on in all, in milliseconds. */
export const movedMs = (store: EntraStore): number => shelfOf(store).get(ID)?.ms ?? 0

/** Remembers that the company's time is so much later, for whoever opens it next. */
export const moveCompany = ({ entra, commit }: Pick<Company, 'entra' | 'commit'>, ms: number): void => {
  shelfOf(entra).put(ID, { ms: movedMs(entra) + ms })
  commit()
}
