import type { JsonObject } from '../../model/json.ts'
import type { EntraStore } from './entra-store.ts'
import type { Shelf } from './shelf.ts'

/** An app in which a user has signed in, protected by Intune. */
export interface StoredApp {
  readonly id: string
  readonly userId: string
  readonly properties: JsonObject
  readonly deviceTag: string | null
  /** When its wipe was asked for, RFC 3339. */
  readonly wipedAt: string | null
}

const appShelf = (store: EntraStore): Shelf<StoredApp> => store.shelf<StoredApp>('protected-app')

/** How soon an app reports and has done what it was told. */
const DONE_AFTER_MS = 300_000

/** An app that was wiped is gone once it has done so. */
const isGone = ({ wipedAt }: StoredApp, now: number): boolean =>
  wipedAt !== null && now - Date.parse(wipedAt) >= DONE_AFTER_MS

const allApps = (store: EntraStore): readonly StoredApp[] => {
  const now = store.clock.now()
  return appShelf(store)
    .all()
    .filter((app) => !isGone(app, now))
}

export const storedApp = (store: EntraStore, id: string): StoredApp | undefined =>
  allApps(store).find((app) => app.id === id)

export const storedAppsOf = (store: EntraStore, userId: string): readonly StoredApp[] =>
  allApps(store).filter((app) => app.userId === userId)

export const putApp = (store: EntraStore, app: StoredApp): void => appShelf(store).put(app.id, app)
