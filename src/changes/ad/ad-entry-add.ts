import { firstValue, isEnabled } from '../../model/ad-entry.ts'
import type { ObjectRef } from '../../model/object-ref.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { type AdEntryAdd, type AdEntryDelete, guidDn, withLinks } from './ad-entry.ts'
import { addRemains } from './ad-entry-remains.ts'

export const adEntryAdd: ChangeKind<AdEntryAdd> = {
  kind: 'ad.entry.add',
  system: 'ad',
  undo: 'reversible',
  needs: { ad: ['Create User objects', 'Write all properties of User objects'] },

  describe(change) {
    const name = firstValue(change, 'sAMAccountName') ?? change.dn
    return {
      target: { type: change.type, id: null, name: change.dn },
      summary: `create ${change.type} ${name}`,
      before: null,
      // A DN is decided while planning, even where its object is yet to be made.
      after: withLinks(change.attributes, change.links ?? {}, (ref) => ref.name),
      count: 'add',
    }
  },

  hazards: (change) => (change.type === 'account' && isEnabled(change) ? ['grants-access'] : []),
  refs: (change): readonly ObjectRef[] => Object.values(change.links ?? {}),

  writes: (change) => ({ places: [change.dn] }),

  async apply(change, to, context) {
    const attributes = withLinks(change.attributes, change.links ?? {}, (ref) => guidDn(context.idOf(ref)))
    return required(to.ad, 'ad').add({ dn: change.dn, attributes })
  },

  /** An object with the same key elsewhere or under another name is not what was planned, and so does not hold. */
  async holds(change, read) {
    const entry = await required(read.ad, 'ad').byDn(change.dn, [change.key.attribute])
    if (!entry || firstValue(entry, change.key.attribute) !== change.key.value) return null
    return { id: entry.id }
  },

  inverse(change, made): AdEntryDelete | Irreversible {
    if (made.id === null) return { irreversible: 'the id of the object is not known' }
    const image = { key: change.key, attributes: withLinks(change.attributes, change.links ?? {}, (ref) => ref.name) }
    return { kind: 'ad.entry.delete', target: { id: made.id, name: change.dn }, type: change.type, image }
  },
  remains: addRemains,
}
