import { idIn, shownRef } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { type EntraSponsorAdd, type EntraSponsorRemove, isSponsor, sponsorsFound } from './entra-sponsor.ts'

export const entraSponsorAdd: ChangeKind<EntraSponsorAdd> = {
  kind: 'entra.sponsor.add',
  system: 'entra',
  undo: 'reversible',
  // https://learn.microsoft.com/graph/api/user-post-sponsors#permissions
  needs: { graph: ['User.ReadWrite.All'] },

  describe: ({ guest, sponsor, sponsorName }) => ({
    target: { type: 'account', id: idIn(guest), name: guest.name },
    summary: `make ${sponsorName} a sponsor of ${guest.name}`,
    before: { sponsors: [] },
    after: { sponsors: [shownRef(sponsor)] },
    count: 'add',
  }),

  hazards: () => [],
  refs: ({ guest, sponsor }) => [guest, sponsor],
  /** The link is kept with the guest; the sponsor's own account stays as it is. */
  writes: ({ guest }) => ({ accounts: [guest] }),

  async apply(change, to, context) {
    const id = context.idOf(change.guest)
    await required(to.entra, 'entra').addSponsor(id, context.idOf(change.sponsor))
    return { id }
  },

  async holds(change, read, context) {
    return (await isSponsor(change, read, context)) ? { id: context.idOf(change.guest) } : null
  },

  found: sponsorsFound,
  inverse: (change): EntraSponsorRemove => ({ ...change, kind: 'entra.sponsor.remove' }),
}
