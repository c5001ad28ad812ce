import type { Json } from '../model/json.ts'

/** One object as it is kept in the company's file. */
export interface PersistedRow {
  readonly id: string
  readonly json: Json
}

/** An object that changed since it was last kept; `json` null means that it is gone. */
export interface DirtyRow {
  readonly id: string
  readonly json: Json | null
}

/** A store whose objects the company keeps in its file. */
export interface Persisted {
  /** Tells the objects of one store from those of another; permanent, because files have it. */
  readonly kind: string
  /** Takes the objects of an existing company; called once, on an empty store. */
  load(rows: Iterable<PersistedRow>): void
  /** What changed since the last call, and forgets that it did. */
  takeDirty(): readonly DirtyRow[]
}
