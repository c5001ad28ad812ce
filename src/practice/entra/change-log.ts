import type { Json } from '../../model/json.ts'
import type { EntraStore } from './entra-store.ts'
import type { Shelf } from './shelf.ts'
import type { LinkName, StoreObserver } from './store-observer.ts'
import type { StoredObject } from './stored-objects.ts'

/** Objects whose changes are tracked. */
export type TrackedType = 'user' | 'group'

/** What is remembered of the changes of one object. Versions rise with every change in the tenant; an object without a record never changed. */
export interface ChangedObject {
  readonly id: string
  readonly type: TrackedType
  /** Of its last change. */
  readonly version: number
  /** Since which it has been there: that of its creation or of its last restoration; 0 from the beginning. */
  readonly since: number
  /** Of the last change of each property that was changed. */
  readonly properties: { readonly [name: string]: number }
  /** `changed`: among the deleted items, from where it can come back. https://learn.microsoft.com/graph/delta-query-overview */
  readonly gone: 'changed' | 'deleted' | null
}

/** The last change of one link. */
export interface ChangedLink {
  readonly link: LinkName
  readonly from: string
  readonly to: string
  /** Type of what is linked to. */
  readonly type: StoredObject['type']
  readonly version: number
  readonly there: boolean
}

const objectShelf = (store: EntraStore): Shelf<ChangedObject> => store.shelf<ChangedObject>('changed-object')
const linkShelf = (store: EntraStore): Shelf<ChangedLink> => store.shelf<ChangedLink>('changed-link')

/** The version of the last change in the tenant; 0 if there was none since it was founded. */
export const latestVersion = (store: EntraStore): number =>
  objectShelf(store)
    .all()
    .reduce((latest, { version }) => Math.max(latest, version), 0)

/** That of an object's last change; 0 if it never changed. */
export const versionOf = (store: EntraStore, id: string): number => objectShelf(store).get(id)?.version ?? 0

/** Objects of a type that changed after a version, in the order of their last change. */
export const changedAfter = (store: EntraStore, type: TrackedType, version: number): readonly ChangedObject[] =>
  objectShelf(store)
    .all()
    .filter((changed) => changed.type === type && changed.version > version)
    .sort((a, b) => a.version - b.version)

/** Links of an object that changed after a version, in the order of their change. */
export const linksChangedAfter = (store: EntraStore, from: string, version: number): readonly ChangedLink[] =>
  linkShelf(store)
    .all()
    .filter((changed) => changed.from === from && changed.version > version)
    .sort((a, b) => a.version - b.version)

const isTracked = (object: StoredObject): object is Extract<StoredObject, { readonly type: TrackedType }> =>
  object.type === 'user' || object.type === 'group'

/** Remembers from here on what changes, for those who ask for changes alone. */
export const trackChanges = (store: EntraStore): void => {
  let version = latestVersion(store)
  const objects = objectShelf(store)
  const note = (object: StoredObject, change: Partial<ChangedObject>, names: readonly string[]): void => {
    if (!isTracked(object)) return
    version += 1
    const before = objects.get(object.id)
    const properties = { ...before?.properties, ...Object.fromEntries(names.map((name) => [name, version])) }
    const { id, type } = object
    objects.put(id, { id, type, since: before?.since ?? 0, gone: null, ...change, properties, version })
  }
  const observer: StoreObserver = {
    put(before, after) {
      if (after.deletedDateTime !== null) {
        if (before?.deletedDateTime === null) note(after, { gone: 'changed' }, [])
        return
      }
      if (before?.deletedDateTime !== null) note(after, { since: version + 1 }, [])
      else {
        const names = changedNames(before, after)
        if (names.length > 0) note(after, {}, names)
      }
    },
    erased: (object) => note(object, { gone: 'deleted' }, []),
    linked(link, from, to, there) {
      const [source, target] = [store.object(from), store.object(to) ?? store.deleted(to)]
      if (!source || !target || !isTracked(source)) return
      note(source, {}, [link])
      linkShelf(store).put(`${link}|${from}|${to}`, { link, from, to, type: target.type, version, there })
    },
  }
  store.observe(observer)
}

/** What follows from the licences of an object. */
const LICENCE_PROPERTIES = ['assignedLicenses', 'assignedPlans', 'licenseAssignmentStates']

const changedNames = (before: StoredObject, after: StoredObject): readonly string[] => {
  const [old, fresh] = [before.properties, after.properties]
  const names = new Set([...Object.keys(old), ...Object.keys(fresh)])
  const changed = [...names].filter((name) => !isSame(old[name], fresh[name]))
  const licences =
    'licences' in before && 'licences' in after && !isSame(jsonOf(before.licences), jsonOf(after.licences))
  return licences ? [...changed, ...LICENCE_PROPERTIES] : changed
}

const jsonOf = (value: unknown): string => JSON.stringify(value)

/** What is absent is as good as null. */
const isSame = (a: Json | undefined, b: Json | undefined): boolean =>
  a === b || JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
