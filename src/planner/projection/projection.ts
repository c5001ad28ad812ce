import { type Change, kindOf } from '../../changes/change.ts'
import type { ApplyContext, Made, View } from '../../changes/change-kind.ts'
import { unbornId } from '../../model/object-ref.ts'
import { Secret } from '../../model/secret.ts'
import type { HandOver } from '../../ports/hand-over.ts'
import type { Readers, Writers } from '../../ports/systems.ts'
import { projectAd } from './projected-ad.ts'
import { projectEntra } from './projected-entra.ts'
import { projectExchange } from './projected-exchange.ts'

/** The directories as they will be after the changes planned so far. Reads of it touch the live ones; nothing here ever writes to them. */
export interface Projection {
  readonly readers: Readers
  /** What reads say after this change. Throws the fault that the directory would answer with. */
  make(change: Change, changeId: string): Promise<Made>
}

export const openProjection = (live: Readers): Projection => {
  const ad = live.ad && projectAd(live.ad)
  const entra = live.entra && projectEntra(live.entra)
  const exchange = entra && projectExchange(live.exchange ?? null, entra.overlay)
  const readers: Readers = {
    clock: live.clock,
    ...(ad ? { ad } : {}),
    ...(entra ? { entra } : {}),
    ...(exchange && live.exchange ? { exchange } : {}),
  }
  const writersFor = (changeId: string, asSync: boolean): Writers => {
    const newId = () => unbornId(changeId)
    return {
      handOver: noHandOver,
      ...(ad ? { ad: ad.writer(newId, { asSync }) } : {}),
      ...(entra ? { entra: entra.writer(newId, { asSync }) } : {}),
      // Also where only people reach Exchange: what they are asked to do is counted on by what waits for it.
      ...(exchange ? { exchange: exchange.writer() } : {}),
    }
  }
  return {
    readers,
    make: (change, changeId) =>
      projectChange(change, { read: readers, write: writersFor(changeId, false), sync: writersFor(changeId, true) }),
  }
}

/** Makes one change in a projection, by its own `project` or else by `apply`. */
const projectChange = async (change: Change, view: View): Promise<Made> => {
  const kind = kindOf(change)
  return kind.project ? kind.project(change, view, planning) : kind.apply(change, view.write, planning)
}

const noHandOver: HandOver = {
  give: async () => ({ path: '' }),
  given: async () => null,
  takeBack: async () => {},
}

/** While planning there are no secrets, and what does not exist has a placeholder for its id. */
const planning: ApplyContext = {
  idOf: (ref) => ('madeBy' in ref ? unbornId(ref.madeBy) : ref.id),
  newPassword: () => new Secret(''),
  keepSecret: () => {},
  secretOf: () => new Secret(''),
}
