import type { EntraUser } from '../../model/entra-objects.ts'
import { Secret } from '../../model/secret.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { type EntraPasswordSet, type EntraUserAdd, type EntraUserDelete, propertyOf, sameName } from './entra-user.ts'
import { userAddRemains } from './entra-user-remains.ts'

const upnOf = (change: EntraUserAdd): string => String(change.properties.userPrincipalName)

/** The account with the person's key, if it is the one that was planned: same sign-in name. */
const isPlanned = (change: EntraUserAdd, user: EntraUser): boolean =>
  sameName(user.userPrincipalName, upnOf(change)) && sameName(propertyOf(user, change.key.property), change.key.value)

export const entraUserAdd: ChangeKind<EntraUserAdd> = {
  kind: 'entra.user.add',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['User.ReadWrite.All'] },

  describe: (change) => ({
    target: { type: 'account', id: null, name: upnOf(change) },
    summary: `create cloud account ${upnOf(change)}`,
    before: null,
    after: { ...change.properties, password: '(generated)' },
    count: 'add',
  }),

  hazards: (change) => (change.properties.accountEnabled === true ? ['grants-access'] : []),
  refs: () => [],
  writes: () => ({}),

  async apply(change, to, context) {
    const { properties, mustChangePassword } = change
    const password = context.newPassword(change.avoid)
    return required(to.entra, 'entra').addUser({ properties, password, mustChangePassword })
  },

  async project(change, { write }) {
    const { properties, mustChangePassword } = change
    return required(write.entra, 'entra').addUser({ properties, password: new Secret(''), mustChangePassword })
  },

  async holds(change, read) {
    const users = await required(read.entra, 'entra').usersBy(change.key.property, change.key.value)
    const planned = users.find((user) => isPlanned(change, user))
    return planned ? { id: planned.id } : null
  },

  /** The account is there by then, so only its password is made anew. */
  reissue: (change, made): EntraPasswordSet => ({
    kind: 'entra.password.set',
    target: { id: String(made.id), name: upnOf(change) },
    avoid: change.avoid,
    mustChange: change.mustChangePassword,
  }),

  inverse(change, made): EntraUserDelete | Irreversible {
    if (made.id === null) return { irreversible: 'the id of the account is not known' }
    return { kind: 'entra.user.delete', target: { id: made.id, name: upnOf(change) } }
  },

  remains: userAddRemains,
}
