import { idIn, type ObjectRef, shownRef } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { movedText, standingOfOne } from '../rebase.ts'
import { required } from '../require-system.ts'

/** Who a user reports to; null for nobody. */
export interface EntraManagerSet {
  readonly kind: 'entra.manager.set'
  readonly user: ObjectRef
  readonly manager: ObjectRef | null
  readonly before: ObjectRef | null
}

const summaryOf = ({ user, manager }: EntraManagerSet): string =>
  manager ? `set manager of ${user.name} to ${manager.name}` : `remove manager of ${user.name}`

const shown = (ref: ObjectRef | null) => ({ manager: ref && shownRef(ref) })

export const entraManagerSet: ChangeKind<EntraManagerSet> = {
  kind: 'entra.manager.set',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['User.ReadWrite.All'] },

  describe: (change) => ({
    target: { type: 'account', id: idIn(change.user), name: change.user.name },
    summary: summaryOf(change),
    before: shown(change.before),
    after: shown(change.manager),
    count: 'modify',
  }),

  hazards: () => [],
  refs: (change) => [change.user, change.manager, change.before].filter((ref) => ref !== null),
  writes: (change) => ({ accounts: [change.user] }),

  async apply(change, to, context) {
    const entra = required(to.entra, 'entra')
    const id = context.idOf(change.user)
    if (change.manager) await entra.setManager(id, context.idOf(change.manager))
    else await entra.removeManager(id)
    return { id }
  },

  async holds(change, read, context) {
    const id = context.idOf(change.user)
    const wanted = change.manager ? context.idOf(change.manager) : null
    const found = await required(read.entra, 'entra').manager(id)
    return (found?.id ?? null) === wanted ? { id } : null
  },

  async found(change, read, context) {
    const manager = await required(read.entra, 'entra').manager(context.idOf(change.user))
    return { manager: manager?.name ?? null }
  },

  inverse: (change): EntraManagerSet => ({ ...change, manager: change.before, before: change.manager }),

  async remains(change, made, read) {
    const entra = required(read.entra, 'entra')
    if (!(await entra.user(made.id ?? ''))) return { change: null, forced: null, moved: [] }
    const current = await entra.manager(made.id ?? '')
    const standing = standingOfOne<ObjectRef | null>(
      { before: change.before, after: change.manager },
      current,
      (a, b) => (a && idIn(a)) === (b && idIn(b)),
    )
    if (standing.is === 'as-before') return { change: null, forced: null, moved: [] }
    const forced = { ...change, manager: standing.edit.after }
    if (standing.is === 'as-made') return { change: forced, forced, moved: [] }
    const was = { before: null, after: change.manager?.name ?? null }
    return { change: null, forced, moved: [movedText('manager', was, current?.name ?? null)] }
  },
}
