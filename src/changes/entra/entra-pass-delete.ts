import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'
import type { EntraPassDelete } from './entra-pass.ts'

export const entraPassDelete: ChangeKind<EntraPassDelete> = {
  kind: 'entra.pass.delete',
  system: 'entra',
  undo: 'irreversible',
  needs: { graph: ['UserAuthMethod-TAP.ReadWrite.All'] },

  describe: (change) => ({
    target: { type: 'secret', id: idIn(change.user), name: change.user.name },
    summary: `delete the temporary access pass of ${change.user.name}`,
    before: { pass: change.pass },
    after: null,
    count: 'remove',
  }),

  hazards: () => ['revokes-access'],
  refs: (change) => [change.user],
  writes: (change) => ({ accounts: [change.user] }),

  async apply(change, to, context) {
    await required(to.entra, 'entra').deletePass(context.idOf(change.user), change.pass)
    return { id: change.pass }
  },

  async holds(change, read, context) {
    const entra = required(read.entra, 'entra')
    const user = context.idOf(change.user)
    const passes = (await entra.user(user)) ? await entra.passesOf(user) : []
    return passes.some(({ id }) => id === change.pass) ? null : { id: change.pass }
  },

  inverse: (): Irreversible => ({ irreversible: 'a deleted pass cannot be made again; issue another one' }),
}
