import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { type AdEntryAdd, type AdEntryDelete, type AdEntryRestore, nameInDn } from './ad-entry.ts'

export const adEntryDelete: ChangeKind<AdEntryDelete> = {
  kind: 'ad.entry.delete',
  system: 'ad',
  undo: 'needs-before-image',
  needs: { ad: ['Delete User objects'] },

  describe: (change) => ({
    target: { type: change.type, id: idIn(change.target), name: change.target.name },
    summary: `delete ${change.type} ${nameInDn(change.target.name)}`,
    before: change.image?.attributes ?? change.was ?? null,
    after: null,
    count: 'remove',
  }),

  hazards: (change) => (change.type === 'account' ? ['deletes-data', 'locks-out'] : ['deletes-data', 'revokes-access']),
  refs: (change) => [change.target],
  writes: ({ type, target }) => (type === 'account' ? { accounts: [target] } : { groups: [target] }),

  async apply(change, to, context) {
    const id = context.idOf(change.target)
    await required(to.ad, 'ad').delete(id)
    return { id }
  },

  async holds(change, read, context) {
    const id = context.idOf(change.target)
    return (await required(read.ad, 'ad').byId(id, [])) ? null : { id }
  },

  inverse(change): AdEntryAdd | AdEntryRestore | Irreversible {
    const { image, type, target, bin, noUndo } = change
    if (bin) return { kind: 'ad.entry.restore', type, target }
    if (!image) return { irreversible: noUndo ?? 'what the object was is not recorded' }
    return { kind: 'ad.entry.add', type, dn: target.name, key: image.key, attributes: image.attributes }
  },

  async remains(change, made, read) {
    const ad = required(read.ad, 'ad')
    const id = made.id ?? ''
    if (await ad.byId(id, [])) return { change: null, forced: null, moved: [] }
    if (!change.bin || (await ad.deletedById(id, []))) return { change, forced: change, moved: [] }
    const final = [`${change.target.name} is not in the recycle bin of Active Directory, or may not be seen there`]
    return { change: null, forced: null, moved: [], final }
  },
}
