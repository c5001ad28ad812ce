import { idIn, shownRef } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { type EntraSponsorAdd, type EntraSponsorRemove, isSponsor, sponsorsFound } from './entra-sponsor.ts'

export const entraSponsorRemove: ChangeKind<EntraSponsorRemove> = {
  kind: 'entra.sponsor.remove',
  system: 'entra',
  undo: 'reversible',
  // https://learn.microsoft.com/graph/api/user-delete-sponsors#permissions
  needs: { graph: ['User.ReadWrite.All'] },

  describe: ({ guest, sponsor, sponsorName }) => ({
    target: { type: 'account', id: idIn(guest), name: guest.name },
    summary: `remove ${sponsorName} from the sponsors of ${guest.name}`,
    before: { sponsors: [shownRef(sponsor)] },
    after: { sponsors: [] },
    count: 'remove',
  }),

  hazards: () => [],
  refs: ({ guest, sponsor }) => [guest, sponsor],
  writes: ({ guest }) => ({ accounts: [guest] }),

  async apply(change, to, context) {
    const id = context.idOf(change.guest)
    await required(to.entra, 'entra').removeSponsor(id, context.idOf(change.sponsor))
    return { id }
  },

  async holds(change, read, context) {
    return (await isSponsor(change, read, context)) ? null : { id: context.idOf(change.guest) }
  },

  found: sponsorsFound,
  inverse: (change): EntraSponsorAdd => ({ ...change, kind: 'entra.sponsor.add' }),
}
