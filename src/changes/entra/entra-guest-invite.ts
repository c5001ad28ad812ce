import type { EntraUser } from '../../model/entra-objects.ts'
import type { Readers } from '../../ports/systems.ts'
import type { ChangeKind, Irreversible, Made, Remains } from '../change-kind.ts'
import { required } from '../require-system.ts'
import type { EntraGuestInvite } from './entra-guest.ts'
import { type EntraUserDelete, propertyOf, sameName } from './entra-user.ts'

const isGuest = (user: EntraUser): boolean => propertyOf(user, 'userType') === 'Guest'

export const entraGuestInvite: ChangeKind<EntraGuestInvite> = {
  kind: 'entra.guest.invite',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['User.Invite.All'] },

  describe: ({ mail, displayName, sendMail }) => ({
    target: { type: 'account', id: null, name: mail },
    summary: `invite ${displayName} (${mail}) as a guest${sendMail ? '' : ', without a mail'}`,
    before: null,
    after: { mail, displayName, userType: 'Guest' },
    count: 'add',
  }),

  hazards: ({ sendMail }) => (sendMail ? ['grants-access', 'notifies-people'] : ['grants-access']),
  refs: () => [],
  writes: () => ({}),

  async apply({ mail, displayName, redirectUrl, sendMail }, to) {
    return required(to.entra, 'entra').inviteGuest({ mail, displayName, redirectUrl, sendMail })
  },

  async holds({ mail }, read) {
    const guest = (await required(read.entra, 'entra').usersBy('mail', mail)).find(isGuest)
    return guest ? { id: guest.id } : null
  },

  inverse({ mail }, made): EntraUserDelete | Irreversible {
    if (made.id === null) return { irreversible: 'the id of the account is not known' }
    return { kind: 'entra.user.delete', target: { id: made.id, name: mail } }
  },

  remains,
}

/** Taking an invitation back deletes the guest, so nobody may have let the guest in anywhere since. */
async function remains(change: EntraGuestInvite, made: Made, read: Readers): Promise<Remains<EntraGuestInvite>> {
  const entra = required(read.entra, 'entra')
  const id = made.id ?? ''
  const user = await entra.user(id)
  if (!user) return { change: null, forced: null, moved: [] }
  const groups = (await entra.groupsOf(id)).filter(({ groupTypes }) => !groupTypes.includes('DynamicMembership'))
  const moved = groups.map(({ displayName }) => `it is in ${displayName}`)
  const mail = propertyOf(user, 'mail')
  if (!sameName(mail, change.mail)) moved.push(`mail is "${String(mail)}", and was set to "${change.mail}"`)
  if (!isGuest(user)) moved.push('it is no guest any more')
  return { change: moved.length === 0 ? change : null, forced: change, moved }
}
