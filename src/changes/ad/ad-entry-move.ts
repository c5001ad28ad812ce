import { firstRdn, parentOf, sameDn } from '../../model/distinguished-name.ts'
import { idIn, type ObjectRef } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { movedText } from '../rebase.ts'
import { required } from '../require-system.ts'
import { type AdObjectType, nameInDn } from './ad-entry.ts'

/** Another DN for an object: in another container, under another name, or both. */
export interface AdEntryMove {
  readonly kind: 'ad.entry.move'
  readonly target: ObjectRef
  readonly type: AdObjectType
  readonly from: string
  readonly to: string
  /** Set where Entra Connect deletes the cloud account, for it does not look into the place that the account goes to. */
  readonly leavesSync?: true
}

/** Where the parent is spelt in another case it is the same one, but the object's own name is wanted to the letter. */
const isAt = (dn: string, wanted: string): boolean =>
  nameInDn(dn) === nameInDn(wanted) && sameDn(parentOf(dn), parentOf(wanted))

const summaryOf = ({ type, from, to }: AdEntryMove): string => {
  const renamed = firstRdn(from) === firstRdn(to) ? '' : ` to ${nameInDn(to)}`
  const moved = sameDn(parentOf(from), parentOf(to)) ? '' : ` to ${parentOf(to)}`
  if (!renamed) return `move ${type} ${nameInDn(from)}${moved}`
  return `rename ${type} ${nameInDn(from)}${renamed}${moved && ` and move it${moved}`}`
}

export const adEntryMove: ChangeKind<AdEntryMove> = {
  kind: 'ad.entry.move',
  system: 'ad',
  undo: 'reversible',
  needs: {
    ad: ['Create User objects', 'Delete User objects', 'Write name of User objects'],
  },

  describe: (change) => ({
    target: { type: change.type, id: idIn(change.target), name: change.target.name },
    summary: summaryOf(change),
    before: { distinguishedName: [change.from] },
    after: { distinguishedName: [change.to] },
    count: 'modify',
  }),

  hazards: ({ leavesSync }) => (leavesSync ? ['deletes-data'] : []),
  refs: (change) => [change.target],
  writes: ({ type, target, to }) => ({ [type === 'account' ? 'accounts' : 'groups']: [target], places: [to] }),

  async apply(change, to, context) {
    const id = context.idOf(change.target)
    await required(to.ad, 'ad').move(id, { rdn: firstRdn(change.to), parent: parentOf(change.to) })
    return { id }
  },

  async holds(change, read, context) {
    const id = context.idOf(change.target)
    const entry = await required(read.ad, 'ad').byId(id, [])
    return entry && isAt(entry.dn, change.to) ? { id } : null
  },

  async found(change, read, context) {
    const entry = await required(read.ad, 'ad').byId(context.idOf(change.target), [])
    return entry && { distinguishedName: [entry.dn] }
  },

  inverse: ({ leavesSync: _leavesSync, ...change }): AdEntryMove => ({ ...change, from: change.to, to: change.from }),

  async remains(change, made, read) {
    const entry = await required(read.ad, 'ad').byId(made.id ?? '', [])
    if (!entry || isAt(entry.dn, change.from)) return { change: null, forced: null, moved: [] }
    if (isAt(entry.dn, change.to)) return { change, forced: change, moved: [] }
    const moved = [movedText('distinguishedName', { before: change.from, after: change.to }, entry.dn)]
    return { change: null, forced: { ...change, to: entry.dn }, moved }
  },
}
