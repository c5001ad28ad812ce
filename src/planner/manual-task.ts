import { type Change, kindOf } from '../changes/change.ts'
import type { Readers } from '../ports/systems.ts'

/** What a person has to do, where only people reach the system that the change is about; empty where there is no line to type, undefined for all other changes. */
export const manualTask = (change: Change, readers: Pick<Readers, 'exchange'>): string | undefined => {
  const kind = kindOf(change)
  const isTheirs = kind.alwaysByHand || (kind.system === 'exchange' && !readers.exchange)
  return isTheirs ? kind.byHand?.(change) : undefined
}
