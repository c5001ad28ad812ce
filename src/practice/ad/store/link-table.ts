const NONE: ReadonlySet<string> = new Set()
type Side = Map<string, Map<string, Set<string>>>

const setOf = (side: Side, attribute: string, id: string): Set<string> => {
  const byId = side.get(attribute) ?? new Map<string, Set<string>>()
  side.set(attribute, byId)
  const set = byId.get(id) ?? new Set<string>()
  byId.set(id, set)
  return set
}

/** Links between objects, such as member and manager. Kept by id, so that renaming or moving either end changes nothing here. */
export class LinkTable {
  readonly #targets: Side = new Map()
  readonly #sources: Side = new Map()

  /** What the object's forward attribute points to: the members of a group. */
  targets(attribute: string, source: string): ReadonlySet<string> {
    return this.#targets.get(attribute)?.get(source) ?? NONE
  }

  /** Objects whose forward attribute points here: the groups of a member. */
  sources(attribute: string, target: string): ReadonlySet<string> {
    return this.#sources.get(attribute)?.get(target) ?? NONE
  }

  has(attribute: string, source: string, target: string): boolean {
    return this.targets(attribute, source).has(target)
  }

  add(attribute: string, source: string, target: string): void {
    setOf(this.#targets, attribute, source).add(target)
    setOf(this.#sources, attribute, target).add(source)
  }

  remove(attribute: string, source: string, target: string): void {
    this.#targets.get(attribute)?.get(source)?.delete(target)
    this.#sources.get(attribute)?.get(target)?.delete(source)
  }

  /** Every link at either end of an object, as [attribute, source, target]. */
  *around(id: string): Iterable<readonly [string, string, string]> {
    for (const [attribute, bySource] of this.#targets)
      for (const target of bySource.get(id) ?? NONE) yield [attribute, id, target]
    for (const [attribute, byTarget] of this.#sources)
      for (const source of byTarget.get(id) ?? NONE) yield [attribute, source, id]
  }
}
