import type { StoredObject } from './stored-objects.ts'

/** Hears of every change of a user's, group's or other object's own values and links, at once. */
export interface StoreObserver {
  /** `before` is undefined for an object that is new. */
  put(before: StoredObject | undefined, after: StoredObject): void
  erased?(object: StoredObject): void
  /** `there`: whether the link was made or taken away. */
  linked?(link: LinkName, from: string, to: string, there: boolean): void
}

export type LinkName = 'members' | 'owners' | 'manager'
