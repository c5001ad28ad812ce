import { type Rdn, rdn as showRdn, tryParseDn } from '../../model/distinguished-name.ts'
import type { DirtyRow, Persisted, PersistedRow } from '../persisted.ts'
import type { PracticeClock } from '../practice-clock.ts'
import type { PracticeIds } from '../practice-ids.ts'
import { type AdObject, valueIn } from './ad-object.ts'
import { generalizedTime } from './ad-time.ts'
import { practiceDomain } from './practice-domain.ts'
import { ChangeTimes } from './store/change-times.ts'
import type { Grave, Link } from './store/grave.ts'
import { COUNTERS_ROW, Ledger } from './store/ledger.ts'
import { LinkTable } from './store/link-table.ts'
import { ObjectTable } from './store/object-table.ts'
import { type Resolved, resolveParts } from './store/resolve-dn.ts'
import { graveRow, graveToJson, linkRow, objectRow, objectToJson, readRows, splitRow } from './store/stored-row.ts'

/**
 * The directory's objects and links, without any rule of AD: those are in `operations/`. Every change happens inside `transaction`, which
 * takes all of it back when something in it throws.
 */
export class AdStore implements Persisted {
  readonly kind = 'ad'
  readonly clock: PracticeClock
  readonly ids: PracticeIds
  /** DN of the object at the top. */
  readonly rootDn: string
  readonly #objects = new ObjectTable()
  readonly #links = new LinkTable()
  readonly #graves = new Map<string, Grave>()
  readonly #ledger = new Ledger()
  readonly #times = new ChangeTimes()

  constructor(parts: { readonly clock: PracticeClock; readonly ids: PracticeIds; readonly rootDn?: string }) {
    this.clock = parts.clock
    this.ids = parts.ids
    this.rootDn = parts.rootDn ?? practiceDomain.dn
  }

  get(id: string): AdObject | undefined {
    return this.#objects.get(id)
  }

  get size(): number {
    return this.#objects.size
  }

  /** The object at the top: the domain. */
  get root(): AdObject | undefined {
    return this.#objects.root
  }

  /** SID of the domain; every account's and group's begins with it. */
  get domainSid(): string {
    return (this.root && valueIn(this.root, 'objectSid')) ?? ''
  }

  get highestUsn(): number {
    return this.#ledger.counters.usn
  }

  /** Whether an attribute of an object was changed after an update. */
  isChangedSince(id: string, attribute: string, usn: number): boolean {
    return this.#times.isChangedSince(id, attribute, usn)
  }

  /** In the order in which they were made. */
  all(): Iterable<AdObject> {
    return this.#objects.all()
  }

  childrenOf(id: string): Iterable<AdObject> {
    return this.#objects.childrenOf(id)
  }

  hasChildren(id: string): boolean {
    return this.#objects.hasChildren(id)
  }

  childNamed(parent: string, rdn: Rdn): AdObject | undefined {
    return this.#objects.childNamed(parent, rdn)
  }

  /** The distinguished name as it is at the moment, in the recycle bin too; empty for an id that is gone. */
  dnOf(id: string): string {
    const object = this.#objects.get(id) ?? this.#graves.get(id)?.object
    if (!object) return ''
    if (object.parent === null) return this.rootDn
    return `${showRdn(object.rdn.type, object.rdn.value)},${this.dnOf(object.parent)}`
  }

  /** Follows a DN down from the domain; null where the text is no DN. */
  resolve(dn: string): Resolved | null {
    const parts = tryParseDn(dn)
    return parts ? this.resolveParts(parts) : null
  }

  resolveParts(parts: readonly Rdn[]): Resolved {
    return resolveParts(this, parts)
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
    return this.#objects.isIndexed(attribute)
  }

  /** Ids of the objects with this value of an indexed attribute; `key` is the value's key of its syntax. */
  holders(attribute: string, key: string): ReadonlySet<string> {
    return this.#objects.holders(attribute, key)
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

  /** Runs `work` whole or not at all. Objects that it changed get a new update number and time of change. */
  transaction<T>(work: () => T): T {
    return this.#ledger.transaction(work, (touched) => {
      for (const [id, attributes] of touched) this.#stamp(id, attributes)
    })
  }

  insert(object: AdObject): void {
    this.#put(object)
    this.#ledger.touched(object.id, 'objectClass')
    this.#ledger.takenBackBy(() => this.#take(this.#objects.get(object.id) ?? object))
  }

  /** As `insert`, for the first day of the company: outside of any transaction, with the times that the object brings along. */
  found(object: AdObject): void {
    this.#put(object)
  }

  /** As `link`, for the first day of the company. */
  foundLink(attribute: string, source: string, target: string): void {
    this.#links.add(attribute, source, target)
    this.#ledger.changed(linkRow(attribute, source, target), this.#ledger.next('link'))
  }

  /** Takes the object itself away; its links and children have to be gone. */
  erase(id: string): void {
    const object = this.#objects.get(id)
    if (!object) return
    this.#take(object)
    this.#ledger.takenBackBy(() => this.#put(object))
  }

  setValues(id: string, attribute: string, values: readonly string[]): void {
    const object = this.#objects.get(id)
    if (!object) return
    const changed = new Map(object.values)
    if (values.length === 0) changed.delete(attribute)
    else changed.set(attribute, values)
    this.#swap(object, { ...object, values: changed })
    this.#ledger.touched(id, attribute)
  }

  /** Renames or moves; everything below comes along. */
  place(id: string, parent: string, rdn: Rdn): void {
    const object = this.#objects.get(id)
    if (!object) return
    this.#swap(object, { ...object, parent, rdn })
    this.#ledger.touched(id, 'name')
  }

  link(attribute: string, source: string, target: string): void {
    this.#links.add(attribute, source, target)
    this.#linkChanged(attribute, source, target, () => this.#links.remove(attribute, source, target))
    this.#ledger.touched(source, attribute)
  }

  unlink(attribute: string, source: string, target: string): void {
    this.forgetLink(attribute, source, target)
    this.#ledger.touched(source, attribute)
  }

  /** As `unlink`, where it is no change of the object that the link begins at. */
  forgetLink(attribute: string, source: string, target: string): void {
    this.#links.remove(attribute, source, target)
    this.#linkChanged(attribute, source, target, () => this.#links.add(attribute, source, target))
  }

  /** Puts a deleted object into the recycle bin, or changes what is there. The living object has to be gone. */
  bury(grave: Grave): void {
    const { id } = grave.object
    const before = this.#graves.get(id)
    this.#setGrave(id, grave)
    this.#ledger.takenBackBy(() => this.#setGrave(id, before))
  }

  /** Takes an object out of the recycle bin. */
  unbury(id: string): void {
    const before = this.#graves.get(id)
    this.#setGrave(id, undefined)
    this.#ledger.takenBackBy(() => this.#setGrave(id, before))
  }

  /** A relative id that no account or group ever had. */
  nextRid(): number {
    return this.#ledger.next('rid')
  }

  nextUsn(): number {
    return this.#ledger.next('usn')
  }

  load(rows: Iterable<PersistedRow>): void {
    const kept = readRows(rows)
    for (const object of kept.objects) this.#put(object)
    for (const grave of kept.graves) this.#graves.set(grave.object.id, grave)
    for (const link of kept.links) this.#links.add(link.attribute, link.source, link.target)
    this.#ledger.restore(kept.counters)
    this.#times.begin(this.highestUsn)
  }

  takeDirty(): readonly DirtyRow[] {
    return this.#ledger.take().map(([id, order]): DirtyRow => ({ id, json: this.#rowJson(id, order) }))
  }

  #rowJson(id: string, order: number): DirtyRow['json'] {
    if (id === COUNTERS_ROW) return { ...this.#ledger.counters }
    const { kind, parts } = splitRow(id)
    const [first, source, target] = parts
    if (kind === 'l') return this.#links.has(first, source, target) ? order : null
    if (kind === 'x') return graveToJson(this.#graves.get(first))
    return objectToJson(this.#objects.get(first))
  }

  #setGrave(id: string, grave: Grave | undefined): void {
    if (grave) this.#graves.set(id, grave)
    else this.#graves.delete(id)
    this.#ledger.changed(graveRow(id))
  }

  #put(object: AdObject): void {
    this.#objects.put(object)
    this.#ledger.changed(objectRow(object.id))
  }

  #take(object: AdObject): void {
    this.#objects.take(object)
    this.#ledger.changed(objectRow(object.id))
  }

  #swap(before: AdObject, after: AdObject): void {
    this.#objects.exchange(before, after)
    this.#ledger.changed(objectRow(after.id))
    this.#ledger.takenBackBy(() => this.#objects.exchange(after, before))
  }

  #linkChanged(attribute: string, source: string, target: string, takeBack: () => void): void {
    this.#ledger.changed(linkRow(attribute, source, target), this.#ledger.next('link'))
    this.#ledger.takenBackBy(takeBack)
  }

  #stamp(id: string, attributes: Iterable<string>): void {
    const object = this.#objects.get(id)
    if (!object) return
    const number = this.nextUsn()
    const usn = String(number)
    this.#times.note(id, attributes, number)
    const now = generalizedTime(this.clock.now())
    const values = new Map(object.values)
    if (!values.has('uSNCreated')) values.set('whenCreated', [now]).set('uSNCreated', [usn])
    this.#swap(object, { ...object, values: values.set('whenChanged', [now]).set('uSNChanged', [usn]) })
  }
}
