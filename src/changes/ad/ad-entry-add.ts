import { type Attributes, isEnabled, valueOf } from '../../model/ad-entry.ts'
import type { Irreversible } from '../change-kind.ts'
import type { ChangeKind, Description, Made } from '../change-kind.ts'
import { required } from '../require-system.ts'

/** A new object of Active Directory. Accounts are added disabled; a password and `enabled` are changes of their own. */
export interface AdEntryAdd {
  readonly kind: 'ad.entry.add'
  readonly type: 'account' | 'group'
  readonly dn: string
  /** The attribute that ties the object to a person or names it for good, and its value: how it is found again after a crash. */
  readonly key: { readonly attribute: string; readonly value: string }
  readonly attributes: Attributes
}

export const adEntryAdd: ChangeKind<AdEntryAdd> = {
  kind: 'ad.entry.add',
  system: 'ad',
  undo: 'reversible',
  needs: { ad: ['Create User objects', 'Create Group objects'] },

  describe(change): Description {
    const name = valueOf(change, 'sAMAccountName') ?? change.dn
    return {
      target: { type: change.type, id: null, name: change.dn },
      summary: `create ${change.type} ${name}`,
      before: null,
      after: change.attributes,
      count: 'add',
    }
  },

  hazards: (change) => (change.type === 'account' && isEnabled(change) ? ['grants-access'] : []),
  refs: () => [],

  async apply(change, to) {
    return required(to.ad, 'ad').add({ dn: change.dn, attributes: change.attributes })
  },

  /** An object with the same key elsewhere or under another name is not what was planned, and so does not hold. */
  async holds(change, read): Promise<Made | null> {
    const entry = await required(read.ad, 'ad').byDn(change.dn, [change.key.attribute])
    if (!entry || valueOf(entry, change.key.attribute) !== change.key.value) return null
    return { id: entry.id }
  },

  inverse(change, made): { kind: string } | Irreversible {
    if (made.id === null) return { irreversible: 'the id of the object is not known' }
    return { kind: 'ad.entry.delete', target: { id: made.id, name: change.dn }, type: change.type } as { kind: string }
  },
}
