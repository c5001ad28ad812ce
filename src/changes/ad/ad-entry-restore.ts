import { firstRdn, parentOf, sameDn } from '../../model/distinguished-name.ts'
import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { type AdEntryDelete, type AdEntryRestore, nameInDn } from './ad-entry.ts'

export const adEntryRestore: ChangeKind<AdEntryRestore> = {
  kind: 'ad.entry.restore',
  system: 'ad',
  undo: 'reversible',
  needs: { ad: ['Read the container Deleted Objects', 'Reanimate tombstones', 'Create User objects'] },

  describe: ({ type, target }) => ({
    target: { type, id: idIn(target), name: target.name },
    summary: `restore the deleted ${type} ${nameInDn(target.name)} to ${parentOf(target.name)}`,
    before: null,
    after: { distinguishedName: [target.name] },
    count: 'add',
  }),

  /** An account comes back as it was: enabled, where it was enabled, and in its groups. */
  hazards: () => ['grants-access'],
  refs: ({ target }) => [target],
  writes: ({ type, target }) => ({
    [type === 'account' ? 'accounts' : 'groups']: [target],
    places: [target.name],
  }),

  async apply({ target }, to, context) {
    const id = context.idOf(target)
    await required(to.ad, 'ad').restore(id, { rdn: firstRdn(target.name), parent: parentOf(target.name) })
    return { id }
  },

  async holds({ target }, read, context) {
    const id = context.idOf(target)
    const entry = await required(read.ad, 'ad').byId(id, [])
    return entry && sameDn(entry.dn, target.name) ? { id } : null
  },

  async found({ target }, read, context) {
    const entry = await required(read.ad, 'ad').byId(context.idOf(target), [])
    return entry && { distinguishedName: [entry.dn] }
  },

  inverse: ({ type, target }): AdEntryDelete => ({ kind: 'ad.entry.delete', type, target, bin: true }),

  /** Wherever it has been moved to since, it is the object that came back. */
  async remains(change, made, read) {
    const entry = await required(read.ad, 'ad').byId(made.id ?? '', [])
    const present = entry && { ...change, target: { id: entry.id, name: entry.dn } }
    return { change: present, forced: present, moved: [] }
  },
}
