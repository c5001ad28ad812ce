import type { EntraStore } from '../entra/entra-store.ts'
import { textOf } from '../entra/stored-objects.ts'
import { GraphFault } from '../graph/graph-fault.ts'

const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi

const idsIn = (text: string): readonly string[] => text.match(GUID) ?? []

/**
 * How a replica that lags refuses a write about something that it has not heard of yet; null where it has heard of everything.
 * https://learn.microsoft.com/graph/api/group-post-members names the second refusal.
 */
export const namesUnknownTo = (
  behind: EntraStore,
  primary: EntraStore,
  { path, body }: { readonly path: string; readonly body: unknown },
): GraphFault | null => {
  const isUnknown = (id: string): boolean => primary.object(id) !== undefined && behind.object(id) === undefined
  const target = idsIn(path).find(isUnknown)
  if (target !== undefined) return new GraphFault('not-found', { id: target })
  if (idsIn(JSON.stringify(body ?? null)).some(isUnknown)) return new GraphFault('fresh-group')
  return /\/assignLicense$/i.test(path) ? missesLocation(behind, primary, path) : null
}

/** The licence service can learn of a usage location later than the directory. */
const missesLocation = (behind: EntraStore, primary: EntraStore, path: string): GraphFault | null => {
  const [id = ''] = idsIn(path)
  const [known, actual] = [behind.user(id), primary.user(id)]
  const isLate = known && actual && textOf(known, 'usageLocation') !== textOf(actual, 'usageLocation')
  return isLate ? new GraphFault('lic-location') : null
}
