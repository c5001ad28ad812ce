import type { EntraStore } from './entra-store.ts'

/** https://learn.microsoft.com/graph/api/resources/directory: deleted items are kept for 30 days, in milliseconds. */
const KEPT_MS = 30 * 24 * 3_600_000

/** Takes away for good what has lain among the deleted items for too long. Nothing runs in the background: it is done when somebody asks. */
export const expireDeleted = (store: EntraStore): void => {
  const now = store.clock.now()
  for (const { id, deletedDateTime } of store.deletedObjects())
    if (deletedDateTime !== null && now - Date.parse(deletedDateTime) > KEPT_MS) store.erase(id)
}
