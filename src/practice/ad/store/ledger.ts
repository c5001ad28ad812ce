import type { StoredCounters } from './stored-row.ts'

const FIRST_RID = 1102
const FIRST_USN = 8192

/** The counters' own row. */
export const COUNTERS_ROW = 'c'

/**
 * What changed since the company was last kept, how to take back what a failed transaction did, and the numbers that only rise.
 */
export class Ledger {
  /** Rows to be kept anew; for links with their order. */
  readonly #dirty = new Map<string, number>()
  #undo: (() => void)[] | null = null
  /** Attributes by object. */
  #touched = new Map<string, Set<string>>()
  #counters: StoredCounters = { usn: FIRST_USN, rid: FIRST_RID, link: 0 }

  get counters(): StoredCounters {
    return this.#counters
  }

  /** Runs `work` whole or not at all; one inside another belongs to the outer one. `finish` is given the objects that were touched, with their attributes. */
  transaction<T>(work: () => T, finish: (touched: ReadonlyMap<string, ReadonlySet<string>>) => void): T {
    if (this.#undo) return work()
    const undo: (() => void)[] = []
    this.#undo = undo
    this.#touched = new Map()
    try {
      const answer = work()
      finish(this.#touched)
      return answer
    } catch (error) {
      for (const step of undo.reverse()) step()
      throw error
    } finally {
      this.#undo = null
    }
  }

  /** Notes that a row changed; `order` is for links. */
  changed(row: string, order = 0): void {
    this.#dirty.set(row, order)
  }

  /** Notes how to take back what was just done. */
  takenBackBy(step: () => void): void {
    this.#undo?.push(step)
  }

  /** Notes that an object gets a new update number when the transaction ends. */
  touched(id: string, attribute: string): void {
    const attributes = this.#touched.get(id) ?? new Set()
    this.#touched.set(id, attributes.add(attribute))
  }

  next(counter: keyof StoredCounters): number {
    const value = this.#counters[counter] + 1
    this.#counters = { ...this.#counters, [counter]: value }
    this.#dirty.set(COUNTERS_ROW, 0)
    return value
  }

  /** Begins anew from what was kept. */
  restore(counters: StoredCounters | null): void {
    if (counters) this.#counters = counters
    this.#dirty.clear()
  }

  /** Rows that changed, with the order of links; forgets that they did. */
  take(): readonly (readonly [row: string, order: number])[] {
    const rows = [...this.#dirty]
    this.#dirty.clear()
    return rows
  }
}
