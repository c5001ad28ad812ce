import { idIn, type ObjectRef } from '../../model/object-ref.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'

/** Ends every session of a user: whoever is signed in somewhere has to sign in anew, if that is still possible. */
export interface EntraSessionsRevoke {
  readonly kind: 'entra.sessions.revoke'
  readonly user: ObjectRef
  /** RFC 3339; since when sessions counted when the plan was made. */
  readonly before: string | null
}

const isLater = (time: string, than: string | null): boolean => than === null || Date.parse(time) > Date.parse(than)

export const entraSessionsRevoke: ChangeKind<EntraSessionsRevoke> = {
  kind: 'entra.sessions.revoke',
  system: 'entra',
  undo: 'irreversible',
  needs: { graph: ['User.RevokeSessions.All'] },

  describe: (change) => ({
    target: { type: 'account', id: idIn(change.user), name: change.user.name },
    summary: `end all sessions of ${change.user.name}`,
    before: null,
    after: null,
    count: 'other',
  }),

  hazards: () => [],
  refs: (change) => [change.user],
  writes: (change) => ({ accounts: [change.user] }),

  async apply(change, to, context) {
    const id = context.idOf(change.user)
    await required(to.entra, 'entra').revokeSessions(id)
    return { id }
  },

  /**
   * A new password moves the time as well, and so does somebody else: before the account was blocked, perhaps. So the sessions are ended by this
   * change in any case, and only once that was tried the time says whether it arrived. The clock of this machine is not asked: it may differ from
   * Entra's.
   */
  async holds(change, read, context) {
    const id = context.idOf(change.user)
    if (context.triedAt === null) return null
    const { validFrom } = await required(read.entra, 'entra').sessionsOf(id)
    return validFrom !== null && isLater(validFrom, change.before) ? { id } : null
  },

  inverse: (): Irreversible => ({ irreversible: 'a session that was ended cannot be opened for somebody else' }),
}
