import { idIn } from '../../model/object-ref.ts'
import { Secret } from '../../model/secret.ts'
import type { EntraWriter } from '../../ports/entra.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'
import type { EntraPasswordSet } from './entra-user.ts'

const set = async (change: EntraPasswordSet, entra: EntraWriter, id: string, password: Secret) => {
  await entra.setPassword(id, password, { mustChange: change.mustChange })
  return { id }
}

export const entraPasswordSet: ChangeKind<EntraPasswordSet> = {
  kind: 'entra.password.set',
  system: 'entra',
  undo: 'irreversible',
  // The application needs the directory role User Administrator beside the permission.
  needs: { graph: ['User-PasswordProfile.ReadWrite.All'] },

  describe: (change) => ({
    target: { type: 'account', id: idIn(change.target), name: change.target.name },
    summary: `set a generated password for cloud account ${change.target.name}`,
    before: null,
    after: { password: '(generated)', mustChange: change.mustChange },
    count: 'other',
  }),

  hazards: () => [],
  refs: (change) => [change.target],
  writes: (change) => ({ accounts: [change.target] }),
  apply: (change, to, context) =>
    set(change, required(to.entra, 'entra'), context.idOf(change.target), context.newPassword(change.avoid)),
  project: (change, { write }, context) =>
    set(change, required(write.entra, 'entra'), context.idOf(change.target), new Secret('')),
  holds: async () => null,
  unverifiable: true,
  reissue: (change) => change,
  inverse: (): Irreversible => ({ irreversible: 'the earlier password is not known to anybody but its owner' }),
}
