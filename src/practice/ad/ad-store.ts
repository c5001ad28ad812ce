import { type Rdn, rdn as showRdn, tryParseDn } from '../../model/distinguished-name.ts'
import type { DirtyRow, Persisted, PersistedRow } from '../persisted.ts'
import type { PracticeClock } from '../practice-clock.ts'
import type { PracticeIds } from '../practice-ids.ts'
import { type AdObject, valueIn } from './ad-object.ts'
import { generalizedTime } from './ad-time.ts'
import { practiceDomain } from './practice-domain.ts'
import type { Grave, Link } from './store/grave.ts'
import { LinkTable } from './store/link-table.ts'
import { ObjectTree } from './store/object-tree.ts'
import {
  COUNTERS_ROW,
  graveRow,
  graveToJson,
  linkRow,
  objectRow,
  objectToJson,
  readRow,
  type StoredCounters,
  type StoredLink,
} from './store/stored-row.ts'
import { ValueIndex } from './store/value-index.ts'

/** What a DN leads to: an object, or the nearest existing container above it. */
export type Resolved =
  | { readonly object: AdObject }
  | { readonly object: null; readonly nearest: AdObject | null; readonly missing: number }

const FIRST_FREE_RID = 1103
const FIRST_USN = 8192

/**
 * The directory's objects and links, without any rule of AD: those are in `operations/`. Every change happens inside `transaction`, which
 * takes all of it back when something in it throws.
 */
export class AdStore implements Persisted {
  readonly kind = 'ad'
  readonly clock: PracticeClock
  readonly ids: PracticeIds
  readonly #objects = new Map<string, AdObject>()
  readonly #tree = new ObjectTree()
  readonly #links = new LinkTable()
  readonly #graves = new Map<string, Grave>()
  readonly #index = new ValueIndex(() => this.#objects.values())
  /** Rows to be kept anew; for links with their order. */
  readonly #dirty = new Map<string, number>()
  #undo: (() => void)[] | null = null
  #touched = new Set<string>()
  #counters: StoredCounters = { usn: FIRST_USN, rid: FIRST_FREE_RID, link: 0 }
  #root: string | null = null

  constructor(parts: { readonly clock: PracticeClock; readonly ids: PracticeIds }) {
    this.clock = parts.clock
    this.ids = parts.ids
  }

  // -- reading

  get(id: string): AdObject | undefined {
    return this.#objects.get(id)
  }

  get size(): number {
    return this.#objects.size
  }

  /** The object at the top: the domain. */
  get root(): AdObject | undefined {
    return this.#root === null ? undefined : this.#objects.get(this.#root)
  }

  /** SID of the domain; every account's and group's begins with it. */
  get domainSid(): string {
    return (this.root && valueIn(this.root, 'objectSid')) ?? ''
  }

  get highestUsn(): number {
    return this.#counters.usn
  }

  /** In the order in which they were made. */
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

  /** The distinguished name as it is at the moment, in the recycle bin too; empty for an id that is gone. */
  dnOf(id: string): string {
    const object = this.#objects.get(id) ?? this.#graves.get(id)?.object
    if (!object) return ''
    if (object.parent === null) return practiceDomain.dn
    return `${showRdn(object.rdn.type, object.rdn.value)},${this.dnOf(object.parent)}`
  }

  /** Follows a DN down from the domain; null where the text is no DN. */
  resolve(dn: string): Resolved | null {
    const parts = tryParseDn(dn)
    return parts ? this.resolveParts(parts) : null
  }

  resolveParts(parts: readonly Rdn[]): Resolved {
    const root = this.root
    const rootParts = tryParseDn(practiceDomain.dn) ?? []
    const below = parts.length - rootParts.length
    const inDomain = below >= 0 && rootParts.every((part, at) => sameRdn(part, parts[below + at]))
    if (!root || !inDomain) return { object: null, nearest: null, missing: parts.length }
    let at: AdObject = root
    for (let index = below - 1; index >= 0; index--) {
      const part = parts[index]
      const child = part && this.childNamed(at.id, part)
      if (!child) return { object: null, nearest: at, missing: index + 1 }
      at = child
    }
    return { object: at }
  }

  /** Whether `id` is `above` or somewhere below it. */
  isWithin(id: string, above: string): boolean {
    for (let at = this.#objects.get(id); at; at = at.parent === null ? undefined : this.#objects.get(at.parent)) {
      if (at.id === above) return true
    }
    return false
  }

  targets(attribute: string, source: string): ReadonlySet<string> {
    return this.#links.targets(attribute, source)
  }

  sources(attribute: string, target: string): ReadonlySet<string> {
    return this.#links.sources(attribute, target)
  }

  isLinked(attribute: string, source: string, target: string): boolean {
    return this.#links.has(attribute, source, target)
  }

  linksAround(id: string): readonly Link[] {
    return [...this.#links.around(id)]
  }

  isIndexed(attribute: string): boolean {
    return this.#index.covers(attribute)
  }

  /** Ids of the objects with this value of an indexed attribute; `key` is the value's key of its syntax. */
  holders(attribute: string, key: string): ReadonlySet<string> {
    return this.#index.holders(attribute, key)
  }

  /** The object with this `objectSid`. */
  bySid(sid: string): AdObject | undefined {
    for (const id of this.holders('objectSid', sid)) return this.#objects.get(id)
    return undefined
  }

  /** A deleted object in the recycle bin. No other read finds it. */
  grave(id: string): Grave | undefined {
    return this.#graves.get(id)
  }

  graves(): Iterable<Grave> {
    return this.#graves.values()
  }

  // -- changing

  /** Runs `work` whole or not at all. Objects that it changed get a new update number and time of change. */
  transaction<T>(work: () => T): T {
    if (this.#undo) return work()
    const undo: (() => void)[] = []
    this.#undo = undo
    this.#touched = new Set()
    try {
      const answer = work()
      this.#stampTouched()
      return answer
    } catch (error) {
      for (const step of undo.reverse()) step()
      throw error
    } finally {
      this.#undo = null
    }
  }

  insert(object: AdObject): void {
    this.#put(object)
    this.#touched.add(object.id)
    this.#undo?.push(() => this.#take(object.id))
  }

  /** As `insert`, for the first day of the company: outside of any transaction, with the times that the object brings along. */
  found(object: AdObject): void {
    this.#put(object)
  }

  /** As `link`, for the first day of the company. */
  foundLink(attribute: string, source: string, target: string): void {
    this.#links.add(attribute, source, target)
    this.#dirty.set(linkRow(attribute, source, target), this.#count('link'))
  }

  /** Takes the object itself away; its links and children have to be gone. */
  erase(id: string): void {
    const object = this.#objects.get(id)
    if (!object) return
    this.#take(id)
    this.#undo?.push(() => this.#put(object))
  }

  setValues(id: string, attribute: string, values: readonly string[]): void {
    const object = this.#objects.get(id)
    if (!object) return
    const changed = new Map(object.values)
    if (values.length === 0) changed.delete(attribute)
    else changed.set(attribute, values)
    this.#swap(object, { ...object, values: changed })
    this.#touched.add(id)
  }

  /** Renames or moves; everything below comes along. */
  place(id: string, parent: string, rdn: Rdn): void {
    const object = this.#objects.get(id)
    if (!object) return
    this.#swap(object, { ...object, parent, rdn })
    this.#touched.add(id)
  }

  link(attribute: string, source: string, target: string): void {
    this.#links.add(attribute, source, target)
    this.#linkChanged(attribute, source, target, () => this.#links.remove(attribute, source, target))
  }

  unlink(attribute: string, source: string, target: string): void {
    this.#links.remove(attribute, source, target)
    this.#linkChanged(attribute, source, target, () => this.#links.add(attribute, source, target))
  }

  /** Puts a deleted object into the recycle bin, or changes what is there. The living object has to be gone. */
  bury(grave: Grave): void {
    const { id } = grave.object
    const before = this.#graves.get(id)
    this.#setGrave(id, grave)
    this.#undo?.push(() => this.#setGrave(id, before))
  }

  /** Takes an object out of the recycle bin. */
  unbury(id: string): void {
    const before = this.#graves.get(id)
    this.#setGrave(id, undefined)
    this.#undo?.push(() => this.#setGrave(id, before))
  }

  /** A relative id that no account or group ever had. */
  nextRid(): number {
    return this.#count('rid') - 1
  }

  nextUsn(): number {
    return this.#count('usn')
  }

  // -- keeping

  load(rows: Iterable<PersistedRow>): void {
    const objects: AdObject[] = []
    const links: StoredLink[] = []
    for (const { id, json } of rows) {
      const row = readRow(id, json)
      if (row.type === 'object') objects.push(row.object)
      else if (row.type === 'link') links.push(row)
      else if (row.type === 'grave') this.#graves.set(row.grave.object.id, row.grave)
      else this.#counters = { usn: row.usn, rid: row.rid, link: row.link }
    }
    // The file gives rows in the order of their ids; clients see objects and links in the order in which they were made.
    for (const object of objects.sort((a, b) => createdAt(a) - createdAt(b))) this.#put(object)
    for (const link of links.sort((a, b) => a.order - b.order))
      this.#links.add(link.attribute, link.source, link.target)
    this.#dirty.clear()
  }

  takeDirty(): readonly DirtyRow[] {
    const rows = [...this.#dirty].map(([id, order]): DirtyRow => ({ id, json: this.#rowJson(id, order) }))
    this.#dirty.clear()
    return rows
  }

  // -- inside

  #count(counter: keyof StoredCounters): number {
    const next = this.#counters[counter] + 1
    this.#counters = { ...this.#counters, [counter]: next }
    this.#dirty.set(COUNTERS_ROW, 0)
    return next
  }

  #rowJson(id: string, order: number): DirtyRow['json'] {
    if (id === COUNTERS_ROW) return { ...this.#counters }
    const [kind, first = '', source = '', target = ''] = id.split(':')
    if (kind === 'l') return this.#links.has(first, source, target) ? order : null
    const grave = kind === 'x' ? this.#graves.get(first) : undefined
    if (kind === 'x') return grave ? graveToJson(grave) : null
    const object = this.#objects.get(first)
    return object ? objectToJson(object) : null
  }

  #setGrave(id: string, grave: Grave | undefined): void {
    if (grave) this.#graves.set(id, grave)
    else this.#graves.delete(id)
    this.#dirty.set(graveRow(id), 0)
  }

  #put(object: AdObject): void {
    this.#objects.set(object.id, object)
    if (object.parent === null) this.#root = object.id
    else this.#tree.attach(object.parent, object.rdn, object.id)
    for (const [name, values] of object.values) this.#index.add(name, values, object.id)
    this.#dirty.set(objectRow(object.id), 0)
  }

  #take(id: string): void {
    const object = this.#objects.get(id)
    if (!object) return
    for (const [name, values] of object.values) this.#index.remove(name, values, id)
    if (object.parent !== null) this.#tree.detach(object.parent, object.rdn)
    this.#objects.delete(id)
    this.#dirty.set(objectRow(id), 0)
  }

  #swap(before: AdObject, after: AdObject): void {
    this.#exchange(before, after)
    this.#undo?.push(() => this.#exchange(after, before))
  }

  /** Puts one state of an object in the place of another without moving it in `all()`. */
  #exchange(from: AdObject, to: AdObject): void {
    for (const [name, values] of from.values)
      if (to.values.get(name) !== values) this.#index.remove(name, values, from.id)
    for (const [name, values] of to.values) if (from.values.get(name) !== values) this.#index.add(name, values, to.id)
    if (from.parent !== to.parent || from.rdn !== to.rdn) {
      if (from.parent !== null) this.#tree.detach(from.parent, from.rdn)
      if (to.parent !== null) this.#tree.attach(to.parent, to.rdn, to.id)
    }
    this.#objects.set(to.id, to)
    this.#dirty.set(objectRow(to.id), 0)
  }

  #linkChanged(attribute: string, source: string, target: string, takeBack: () => void): void {
    this.#dirty.set(linkRow(attribute, source, target), this.#count('link'))
    this.#touched.add(source)
    this.#undo?.push(takeBack)
  }

  #stampTouched(): void {
    for (const id of [...this.#touched]) {
      const object = this.#objects.get(id)
      if (!object) continue
      const usn = String(this.nextUsn())
      const now = generalizedTime(this.clock.now())
      const values = new Map(object.values)
      if (!values.has('uSNCreated')) values.set('whenCreated', [now]).set('uSNCreated', [usn])
      this.#swap(object, { ...object, values: values.set('whenChanged', [now]).set('uSNChanged', [usn]) })
    }
  }
}

const createdAt = (object: AdObject): number => Number(valueIn(object, 'uSNCreated') ?? 0)

const sameRdn = (a: Rdn, b: Rdn | undefined): boolean =>
  b !== undefined && a.type.toLowerCase() === b.type.toLowerCase() && a.value.toLowerCase() === b.value.toLowerCase()
