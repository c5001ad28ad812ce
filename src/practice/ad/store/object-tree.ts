import type { Rdn } from '../../../model/distinguished-name.ts'
import { fold } from '../fold.ts'

const NONE: ReadonlyMap<string, string> = new Map()

/** One spelling for one name among siblings. */
const rdnKey = (rdn: Rdn): string => `${rdn.type.toLowerCase()}=${fold(rdn.value)}`

/** Who stands below whom, and under which name. */
export class ObjectTree {
  readonly #children = new Map<string, Map<string, string>>()

  child(parent: string, rdn: Rdn): string | undefined {
    return this.#children.get(parent)?.get(rdnKey(rdn))
  }

  childrenOf(parent: string): Iterable<string> {
    return (this.#children.get(parent) ?? NONE).values()
  }

  hasChildren(parent: string): boolean {
    return (this.#children.get(parent)?.size ?? 0) > 0
  }

  attach(parent: string, rdn: Rdn, id: string): void {
    const siblings = this.#children.get(parent) ?? new Map<string, string>()
    this.#children.set(parent, siblings.set(rdnKey(rdn), id))
  }

  detach(parent: string, rdn: Rdn): void {
    this.#children.get(parent)?.delete(rdnKey(rdn))
  }
}
