/** Directed links between objects, readable from both ends. The order of a node's links is the order in which they were made. */
export class Links {
  readonly #from = new Map<string, Set<string>>()
  readonly #to = new Map<string, Set<string>>()

  has(from: string, to: string): boolean {
    return this.#from.get(from)?.has(to) ?? false
  }

  add(from: string, to: string): void {
    setIn(this.#from, from).add(to)
    setIn(this.#to, to).add(from)
  }

  remove(from: string, to: string): boolean {
    this.#to.get(to)?.delete(from)
    return this.#from.get(from)?.delete(to) ?? false
  }

  /** The nodes that `from` points to. */
  of(from: string): ReadonlySet<string> {
    return this.#from.get(from) ?? none
  }

  /** The nodes that point to `to`. */
  to(to: string): ReadonlySet<string> {
    return this.#to.get(to) ?? none
  }

  /** Takes the links that begin at a node away. */
  clear(from: string): void {
    for (const to of [...this.of(from)]) this.remove(from, to)
  }

  /** Takes all links of a node away and answers the nodes that pointed to it. */
  drop(node: string): readonly string[] {
    const sources = [...this.to(node)]
    for (const source of sources) this.remove(source, node)
    for (const target of [...this.of(node)]) this.remove(node, target)
    return sources
  }
}

const none: ReadonlySet<string> = new Set()

const setIn = (map: Map<string, Set<string>>, key: string): Set<string> => {
  const found = map.get(key)
  if (found) return found
  const made = new Set<string>()
  map.set(key, made)
  return made
}
