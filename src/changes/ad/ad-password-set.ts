import { idIn, type ObjectRef } from '../../model/object-ref.ts'
import { Secret } from '../../model/secret.ts'
import type { AdWriter } from '../../ports/ad.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { nameInDn } from './ad-entry.ts'

/** A password that is generated while applying and stored nowhere. */
export interface AdPasswordSet {
  readonly kind: 'ad.password.set'
  readonly target: ObjectRef
  /** Names of the person; none of their parts is in the password. */
  readonly avoid: readonly string[]
  /** Whether the person has to choose an own password at the next sign-in. */
  readonly mustChange: boolean
}

const set = async (change: AdPasswordSet, ad: AdWriter, id: string, password: Secret) => {
  await ad.setPassword(id, password, { mustChange: change.mustChange })
  return { id }
}

export const adPasswordSet: ChangeKind<AdPasswordSet> = {
  kind: 'ad.password.set',
  system: 'ad',
  undo: 'irreversible',
  needs: { ad: ['Reset password of User objects', 'Read/write pwdLastSet of User objects'] },

  describe: (change) => ({
    target: { type: 'account', id: idIn(change.target), name: change.target.name },
    summary: `set a generated password for ${nameInDn(change.target.name)}`,
    before: null,
    after: { password: '(generated)', mustChange: change.mustChange },
    count: 'other',
  }),

  hazards: () => [],
  refs: (change) => [change.target],
  writes: (change) => ({ accounts: [change.target] }),
  apply: (change, to, context) =>
    set(change, required(to.ad, 'ad'), context.idOf(change.target), context.newPassword(change.avoid)),
  project: (change, { write }, context) =>
    set(change, required(write.ad, 'ad'), context.idOf(change.target), new Secret('')),
  holds: async () => null,
  unverifiable: true,
  reissue: (change) => change,
  inverse: (): Irreversible => ({ irreversible: 'the earlier password is not known to anybody but its owner' }),
}
