import type { TrackedType } from '../../entra/change-log.ts'
import type { GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'

/** What a round of change tracking was begun with, and how far it has come. Clients see it as opaque text. */
export interface DeltaState {
  readonly type: TrackedType
  /** Exact names of properties and links; null for the default set. */
  readonly select: readonly string[] | null
  /** Objects that were asked for; null for all. */
  readonly ids: readonly string[] | null
  /** Everything is being listed: the id of the last object that was given, at first none. null while changes are being listed. */
  readonly after: string | null
  /** The client knows, or will once everything was listed, what changed up to this version. */
  readonly since: number
  /** While changes are being listed: the version of the last that was given. */
  readonly reached: number
  /** The object of which only so many links were given, while it had this version. */
  readonly partial: { readonly id: string; readonly version: number; readonly given: number } | null
}

/** In milliseconds. https://learn.microsoft.com/graph/delta-query-overview: seven days for objects of the directory. */
const LIFETIME_MS = 7 * 24 * 3_600_000

/** The token carries the tenant, so that one of another company, or of one that was reset, is known for what it is. */
export const writeToken = ({ store }: GraphCall, state: DeltaState): string =>
  Buffer.from(JSON.stringify({ ...state, tenant: store.tenant.createdDateTime, at: store.clock.now() })).toString(
    'base64url',
  )

/** Throws what Graph answers to a token that is too old, that it cannot go on from, or that it never gave. */
export const readToken = (call: GraphCall, type: TrackedType, token: string, latest: number): DeltaState => {
  const read = parsed(token)
  if (read?.type !== type) throw new GraphFault('page-token')
  if (read.tenant !== call.store.tenant.createdDateTime || read.since > latest) throw gone(call)
  if (call.store.clock.now() - read.at > LIFETIME_MS) throw new GraphFault('delta-expired')
  return read
}

interface Written extends DeltaState {
  readonly tenant: string
  readonly at: number
}

const parsed = (token: string): Written | null => {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString()) as Written
  } catch {
    return null
  }
}

/** Begins anew without a state. https://learn.microsoft.com/graph/delta-query-overview#synchronization-reset */
export const gone = ({ publicUrl, request }: GraphCall): GraphFault =>
  new GraphFault('delta-gone', {}, undefined, { location: `${publicUrl}${request.path}?$deltatoken=` })
