import type { Rdn } from '../../../model/distinguished-name.ts'
import type { AdObject } from '../ad-object.ts'
import { ObjectTree } from './object-tree.ts'
import { ValueIndex } from './value-index.ts'

/** The living objects: by id, by place and by value. */
export class ObjectTable {
  readonly #objects = new Map<string, AdObject>()
  readonly #tree = new ObjectTree()
  readonly #index = new ValueIndex(() => this.#objects.values())
  #root: string | null = null

  get(id: string): AdObject | undefined {
    return this.#objects.get(id)
  }

  get size(): number {
    return this.#objects.size
  }

  get root(): AdObject | undefined {
    return this.#root === null ? undefined : this.#objects.get(this.#root)
  }

  all(): Iterable<AdObject> {
    return this.#objects.values()
  }

  *childrenOf(id: string): Iterable<AdObject> {
    for (const child of this.#tree.childrenOf(id)) {
      const object = this.#objects.get(child)
      if (object) yield object
    }
  }

  hasChildren(id: string): boolean {
    return this.#tree.hasChildren(id)
  }

  childNamed(parent: string, rdn: Rdn): AdObject | undefined {
    const id = this.#tree.child(parent, rdn)
    return id === undefined ? undefined : this.#objects.get(id)
  }

  isIndexed(attribute: string): boolean {
    return this.#index.covers(attribute)
  }

  holders(attribute: string, key: string): ReadonlySet<string> {
    return this.#index.holders(attribute, key)
  }

  put(object: AdObject): void {
    this.#objects.set(object.id, object)
    if (object.parent === null) this.#root = object.id
    else this.#tree.attach(object.parent, object.rdn, object.id)
    for (const [name, values] of object.values) this.#index.add(name, values, object.id)
  }

  take(object: AdObject): void {
    for (const [name, values] of object.values) this.#index.remove(name, values, object.id)
    if (object.parent !== null) this.#tree.detach(object.parent, object.rdn)
    this.#objects.delete(object.id)
  }

  /** Puts one state of an object in the place of another without moving it in `all()`. */
  exchange(from: AdObject, to: AdObject): void {
    for (const [name, values] of from.values) {
      if (to.values.get(name) !== values) this.#index.remove(name, values, from.id)
    }
    for (const [name, values] of to.values) {
      if (from.values.get(name) !== values) this.#index.add(name, values, to.id)
    }
    if (from.parent !== to.parent || from.rdn !== to.rdn) {
      if (from.parent !== null) this.#tree.detach(from.parent, from.rdn)
      if (to.parent !== null) this.#tree.attach(to.parent, to.rdn, to.id)
    }
    this.#objects.set(to.id, to)
  }
}
