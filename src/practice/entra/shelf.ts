import type { Json } from '../../model/json.ts'

/**
 * Records of one sort that lie beside the objects of the directory: devices, files, what other services of the tenant keep. A record is plain
 * data and is replaced as a whole.
 */
export interface Shelf<T> {
  get(id: string): T | undefined
  /** In the order in which they came. */
  all(): readonly T[]
  put(id: string, record: T): void
  /** Whether there was one. */
  remove(id: string): boolean
}

const MARK = '/'

/** All shelves of a store. Their records are kept in rows of their own, told from those of objects by the mark in their ids. */
export class Shelves {
  readonly #records = new Map<string, Map<string, unknown>>()
  readonly #touched: (rowId: string) => void

  /** `touched` hears of the row of every record that changes. */
  constructor(touched: (rowId: string) => void) {
    this.#touched = touched
  }

  /** Only one module may use a shelf: it alone knows the type of its records. Letter case of ids does not count. */
  shelf<T>(name: string): Shelf<T> {
    const records = this.#named(name) as Map<string, T>
    const touch = (id: string): void => this.#touched(`${name}${MARK}${id}`)
    return {
      get: (id) => records.get(id.toLowerCase()),
      all: () => [...records.values()],
      put(id, record) {
        records.set(id.toLowerCase(), record)
        touch(id.toLowerCase())
      },
      remove(id) {
        touch(id.toLowerCase())
        return records.delete(id.toLowerCase())
      },
    }
  }

  /** Whether a row of the store belongs to a shelf. */
  isRow(rowId: string): boolean {
    return rowId.includes(MARK)
  }

  rowIds(): readonly string[] {
    return [...this.#records].flatMap(([name, records]) => [...records.keys()].map((id) => `${name}${MARK}${id}`))
  }

  /** null where the record is gone. */
  row(rowId: string): Json | null {
    const [name, id] = partsOf(rowId)
    return (this.#named(name).get(id) ?? null) as Json | null
  }

  /** Takes a row as it was kept; null takes the record away. */
  load(rowId: string, json: Json | null): void {
    const [name, id] = partsOf(rowId)
    if (json === null) this.#named(name).delete(id)
    else this.#named(name).set(id, json)
  }

  #named(name: string): Map<string, unknown> {
    const known = this.#records.get(name)
    if (known) return known
    const records = new Map<string, unknown>()
    this.#records.set(name, records)
    return records
  }
}

const partsOf = (rowId: string): readonly [string, string] => {
  const at = rowId.indexOf(MARK)
  return [rowId.slice(0, at), rowId.slice(at + MARK.length)]
}
