import { z } from 'zod'
import type { EntraUser } from '../../model/entra-objects.ts'
import { refTo } from '../../model/object-ref.ts'
import type { SponsoredGuest } from '../../model/sponsor.ts'
import { findEntraPerson, isNamed, nobodyNamed } from '../find-person.ts'
import { requireUser } from '../require-account.ts'
import { required } from '../required.ts'
import { defineStep, type StepContext, type Wanted } from '../step.ts'

/** Guests whom the person sponsors get another sponsor. */
export const entraSponsors = defineStep({
  verb: 'entra.sponsors',
  summary: 'Guests whom the person sponsors get another sponsor.',
  about:
    'The successor is named by employeeId, UPN or mail address and becomes a sponsor before the person ceases to be one. Where nobody is named, the step is skipped. Guests who are sponsored by a group stay with it. ' +
    'Sponsors of agents are not told of: that is for the Entra admin centre. Graph tells applications of no guest by sponsor, so all guests are read.',
  systems: ['entra'],
  kinds: ['entra.sponsor.add', 'entra.sponsor.remove'],
  reads: ['User.Read.All'],
  input: z.strictObject({
    to: z.string().optional().describe('employeeId, UPN or mail address of the successor; empty or absent for nobody.'),
  }),
  outputs: { handedOver: 'list<string>' },
  examples: [
    {
      title: 'To the manager',
      yaml: '- entra.sponsors: { to: "${{ person.manager }}" }',
      plans: ['make Miriam Graham a sponsor of Wanda Howard', 'remove Adele Vance from the sponsors of Wanda Howard'],
    },
  ],

  async plan(context, { to }) {
    const user = await requireUser(context)
    if (!isNamed(to)) return nobodyNamed
    const guests = await required(context.read.entra).sponsoredBy(user.id)
    if (guests.length === 0) return { changes: [], holds: 1, outputs: { handedOver: [] } }
    const heir = await findEntraPerson(context, to)
    if (!heir) return { changes: [], holds: 0, outputs: { handedOver: [] } }
    const [own, others] = [guests.filter(({ id }) => id === heir.id), guests.filter(({ id }) => id !== heir.id)]
    const changes = await Promise.all(others.map((guest) => handOver(context, user, heir, guest)))
    return {
      changes: changes.flat(),
      holds: 0,
      outputs: { handedOver: others.map(({ displayName }) => displayName) },
      notes: own.map(({ displayName }) => `stays the sponsor of ${displayName}: nobody sponsors himself`),
    }
  },
})

const nameOf = ({ displayName, userPrincipalName }: EntraUser): string => displayName ?? userPrincipalName

/** https://learn.microsoft.com/entra/external-id/b2b-sponsors#who-can-be-a-sponsor */
const MOST_SPONSORS = 5

/** The successor first, then the person; the other way round where there is no place for one more, and others remain meanwhile. */
const handOver = async (
  context: StepContext,
  user: EntraUser,
  heir: EntraUser,
  { id, displayName }: SponsoredGuest,
): Promise<readonly Wanted[]> => {
  const sponsors = await required(context.read.entra).sponsorsOf(id)
  const guest = { id, name: displayName }
  const leaver = { sponsor: refTo(user, user.userPrincipalName), sponsorName: nameOf(user) }
  const remove: Wanted = { change: { kind: 'entra.sponsor.remove', guest, ...leaver }, about: id }
  if (sponsors.some((sponsor) => sponsor.id === heir.id)) return [remove]
  const successor = { sponsor: refTo(heir, heir.userPrincipalName), sponsorName: nameOf(heir) }
  const add: Wanted = { change: { kind: 'entra.sponsor.add', guest, ...successor }, about: id }
  const after = ({ change }: Wanted): readonly string[] => [context.changeId(change.kind, id)]
  return sponsors.length < MOST_SPONSORS
    ? [add, { ...remove, needs: after(add) }]
    : [remove, { ...add, needs: after(remove) }]
}
