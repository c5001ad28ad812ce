import type { Json } from '../../model/json.ts'
import type { DirtyRow, Persisted, PersistedRow } from '../persisted.ts'
import type { PracticeClock } from '../practice-clock.ts'
import type { PracticeIds } from '../practice-ids.ts'
import { EntraIndexes, type IndexedProperty } from './entra-indexes.ts'
import { Links } from './links.ts'
import { type Shelf, Shelves } from './shelf.ts'
import type { LinkName, StoreObserver } from './store-observer.ts'
import type {
  StoredApplication,
  StoredDevice,
  StoredGroup,
  StoredObject,
  StoredRole,
  StoredServicePrincipal,
  StoredSku,
  StoredTenant,
  StoredUser,
} from './stored-objects.ts'
import { TenantSettings } from './tenant-settings.ts'

/** How an object is kept in the company's file: with the links that start at it. */
type ObjectRow = StoredObject & {
  readonly members: readonly string[]
  readonly owners: readonly string[]
  readonly manager: string | null
}

/** The Entra side of the company: plain storage with indexes. Rules of Graph live in `practice/graph`, those of Connect in `practice/connect`. */
export class EntraStore implements Persisted {
  readonly kind = 'entra'
  readonly clock: PracticeClock
  readonly ids: PracticeIds
  /** group or role → member */
  readonly members = new Links()
  /** group → owner */
  readonly owners = new Links()
  /** user → manager */
  readonly managers = new Links()
  readonly #objects = new Map<string, StoredObject>()
  readonly #deleted = new Map<string, StoredObject>()
  readonly #indexes = new EntraIndexes()
  readonly #dirty = new Set<string>()
  readonly #shelves = new Shelves((row) => void this.#dirty.add(row))
  readonly #watchers = new Set<(rows: readonly DirtyRow[]) => void>()
  readonly #observers: StoreObserver[] = []
  readonly #settings = new TenantSettings((row) => void this.#dirty.add(row))

  /** How long the licences of groups take to follow a membership, in milliseconds of the company's clock. */
  groupLicenceMs: number
  /** How long dynamic groups take to follow a change of a person, in milliseconds of the company's clock. */
  dynamicGroupMs = 0

  constructor(parts: { readonly clock: PracticeClock; readonly ids: PracticeIds; readonly groupLicenceMs?: number }) {
    this.clock = parts.clock
    this.ids = parts.ids
    this.groupLicenceMs = parts.groupLicenceMs ?? 0
  }

  /** Now, as Graph writes it: whole seconds. */
  timestamp(): string {
    return `${new Date(this.clock.now()).toISOString().slice(0, 19)}Z`
  }

  /** An id that this company has not given before. */
  newId(): string {
    return this.ids.uuid('entra', this.#settings.next())
  }

  /** A live object of any type. */
  object(id: string): StoredObject | undefined {
    return this.#objects.get(id.toLowerCase())
  }

  user(id: string): StoredUser | undefined {
    const object = this.object(id)
    return object?.type === 'user' ? object : undefined
  }

  group(id: string): StoredGroup | undefined {
    const object = this.object(id)
    return object?.type === 'group' ? object : undefined
  }

  deleted(id: string): StoredObject | undefined {
    return this.#deleted.get(id.toLowerCase())
  }

  deletedObjects(): readonly StoredObject[] {
    return [...this.#deleted.values()]
  }

  users(): readonly StoredUser[] {
    return this.#ofType('user')
  }

  groups(): readonly StoredGroup[] {
    return this.#ofType('group')
  }

  roles(): readonly StoredRole[] {
    return this.#ofType('directoryRole')
  }

  /** Applications as they appear in the tenant. */
  principals(): readonly StoredServicePrincipal[] {
    return this.#ofType('servicePrincipal')
  }

  /** Registrations of applications. */
  applications(): readonly StoredApplication[] {
    return this.#ofType('application')
  }

  devices(): readonly StoredDevice[] {
    return this.#ofType('device')
  }

  /** Live objects with this value in an indexed property; letter case does not count. */
  find(property: IndexedProperty, value: string): readonly StoredObject[] {
    return [...this.#indexes.ids(property, value)].flatMap((id) => this.#objects.get(id) ?? [])
  }

  /** Groups that hand licences to their members. */
  licensedGroups(): readonly StoredGroup[] {
    return this.find('handsOut', 'licences').filter((object): object is StoredGroup => object.type === 'group')
  }

  /** Live users that hold an active licence of the SKU. */
  holders(skuId: string): number {
    return this.#indexes.ids('skuId', skuId).size
  }

  /** Records beside the objects; `name` is permanent, because files have it. */
  shelf<T>(name: string): Shelf<T> {
    return this.#shelves.shelf<T>(name)
  }

  /** Adds the object, or puts it in the place of the one with its id; `deletedDateTime` decides where it lies. */
  put(object: StoredObject): void {
    const live = object.deletedDateTime === null
    for (const observer of this.#observers)
      observer.put(this.#objects.get(object.id) ?? this.#deleted.get(object.id), object)
    this.#indexes.replace(this.#objects.get(object.id), live ? object : undefined)
    const [there, notThere] = live ? [this.#objects, this.#deleted] : [this.#deleted, this.#objects]
    there.set(object.id, object)
    notThere.delete(object.id)
    this.#dirty.add(object.id)
  }

  /** Takes the object away for good, with everything that points to it. */
  erase(id: string): void {
    this.#tellErased(id)
    this.#indexes.replace(this.#objects.get(id), undefined)
    this.#objects.delete(id)
    this.#deleted.delete(id)
    this.#dirty.add(id)
    for (const links of [this.members, this.owners, this.managers])
      for (const source of links.drop(id)) this.#dirty.add(source)
  }

  link(links: 'members' | 'owners', from: string, to: string): void {
    if (!this[links].has(from, to)) this.#tellLink(links, from, to, true)
    this[links].add(from, to)
    this.#dirty.add(from)
  }

  unlink(links: 'members' | 'owners', from: string, to: string): boolean {
    this.#dirty.add(from)
    if (this[links].has(from, to)) this.#tellLink(links, from, to, false)
    return this[links].remove(from, to)
  }

  manager(userId: string): string | undefined {
    return [...this.managers.of(userId)][0]
  }

  setManager(userId: string, managerId: string | null): void {
    for (const before of [...this.managers.of(userId)]) {
      this.managers.remove(userId, before)
      this.#tellLink('manager', userId, before, false)
    }
    if (managerId !== null) {
      this.managers.add(userId, managerId)
      this.#tellLink('manager', userId, managerId, true)
    }
    this.#dirty.add(userId)
  }

  get skus(): readonly StoredSku[] {
    return this.#settings.skus
  }

  set skus(skus: readonly StoredSku[]) {
    this.#settings.skus = skus
  }

  get tenant(): StoredTenant {
    return this.#settings.tenant
  }

  set tenant(tenant: StoredTenant) {
    this.#settings.tenant = tenant
  }

  load(rows: Iterable<PersistedRow>): void {
    for (const row of rows) this.#loadRow(row)
    this.#dirty.clear()
  }

  takeDirty(): readonly DirtyRow[] {
    const rows = [...this.#dirty].map((id) => ({ id, json: this.#rowOf(id) }))
    this.#dirty.clear()
    if (rows.length > 0) for (const tell of this.#watchers) tell(rows)
    return rows
  }

  /** Everything there is, as it is kept. */
  rows(): readonly PersistedRow[] {
    return [...this.#settings.rowIds, ...this.#objects.keys(), ...this.#deleted.keys(), ...this.#shelves.rowIds()].map(
      (id) => ({
        id,
        json: this.#rowOf(id),
      }),
    )
  }

  /** Tells of changes whenever they are kept, until the function that is answered is called. */
  watch(tell: (rows: readonly DirtyRow[]) => void): () => void {
    this.#watchers.add(tell)
    return () => void this.#watchers.delete(tell)
  }

  /** Tells of every change as it is made. What is loaded or followed is none. */
  observe(observer: StoreObserver): void {
    this.#observers.push(observer)
  }

  /** Takes over what changed in another store of the same tenant. */
  follow(rows: readonly DirtyRow[]): void {
    for (const { id, json } of rows) {
      if (this.#shelves.isRow(id)) this.#shelves.load(id, json)
      else if (json === null) this.erase(id)
      else this.#loadRow({ id, json })
    }
    this.#dirty.clear()
  }

  #tellLink(link: LinkName, from: string, to: string, there: boolean): void {
    for (const observer of this.#observers) observer.linked?.(link, from, to, there)
  }

  #tellErased(id: string): void {
    const object = this.#objects.get(id) ?? this.#deleted.get(id)
    if (!object || this.#observers.length === 0) return
    for (const holder of this.members.to(id)) this.#tellLink('members', holder, id, false)
    for (const holder of this.owners.to(id)) this.#tellLink('owners', holder, id, false)
    for (const report of this.managers.to(id)) this.#tellLink('manager', report, id, false)
    for (const observer of this.#observers) observer.erased?.(object)
  }

  #ofType<T extends StoredObject['type']>(type: T): readonly Extract<StoredObject, { type: T }>[] {
    const found: Extract<StoredObject, { type: T }>[] = []
    for (const id of this.#indexes.ofType(type)) {
      const object = this.#objects.get(id)
      if (object) found.push(object as Extract<StoredObject, { type: T }>)
    }
    return found
  }

  #loadRow({ id, json }: PersistedRow): void {
    if (this.#settings.isRow(id)) this.#settings.load(id, json)
    else if (this.#shelves.isRow(id)) this.#shelves.load(id, json)
    else this.#loadObject(json as unknown as ObjectRow)
  }

  #loadObject({ members, owners, manager, ...object }: ObjectRow): void {
    this.put(object as StoredObject)
    for (const links of [this.members, this.owners, this.managers]) links.clear(object.id)
    for (const member of members) this.members.add(object.id, member)
    for (const owner of owners) this.owners.add(object.id, owner)
    if (manager !== null) this.managers.add(object.id, manager)
  }

  #rowOf(id: string): Json | null {
    if (this.#settings.isRow(id)) return this.#settings.row(id)
    if (this.#shelves.isRow(id)) return this.#shelves.row(id)
    const object = this.#objects.get(id) ?? this.#deleted.get(id)
    if (!object) return null
    const row: ObjectRow = {
      ...object,
      members: [...this.members.of(id)],
      owners: [...this.owners.of(id)],
      manager: this.manager(id) ?? null,
    }
    return row as unknown as Json
  }
}
