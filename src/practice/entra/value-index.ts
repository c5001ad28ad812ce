/** Which objects have a value, whatever its letter case. */
export class ValueIndex {
  readonly #ids = new Map<string, Set<string>>()

  add(id: string, values: readonly string[]): void {
    for (const value of values) {
      const key = value.toLowerCase()
      const ids = this.#ids.get(key)
      if (ids) ids.add(id)
      else this.#ids.set(key, new Set([id]))
    }
  }

  remove(id: string, values: readonly string[]): void {
    for (const value of values) {
      const key = value.toLowerCase()
      const ids = this.#ids.get(key)
      ids?.delete(id)
      if (ids?.size === 0) this.#ids.delete(key)
    }
  }

  ids(value: string): ReadonlySet<string> {
    return this.#ids.get(value.toLowerCase()) ?? none
  }
}

const none: ReadonlySet<string> = new Set()
