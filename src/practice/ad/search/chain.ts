import type { AdStore } from '../ad-store.ts'

/** Everything that leads to `start` by going from one object to the next, `start` itself only if it is in a circle. */
const reach = (start: string, next: (id: string) => ReadonlySet<string>): ReadonlySet<string> => {
  const found = new Set<string>()
  const open = [...next(start)]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue
    found.add(id)
    open.push(...next(id))
  }
  return found
}

/** Objects whose forward attribute leads to the target over any number of links: groups with a member somewhere inside. */
export const leadingTo = (store: AdStore, attribute: string, target: string): ReadonlySet<string> =>
  reach(target, (id) => store.sources(attribute, id))

/** Objects that the source's forward attribute leads to over any number of links: everybody somewhere inside a group. */
export const ledToFrom = (store: AdStore, attribute: string, source: string): ReadonlySet<string> =>
  reach(source, (id) => store.targets(attribute, id))
