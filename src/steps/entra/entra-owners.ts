import { z } from 'zod'
import type { EntraUser } from '../../model/entra-objects.ts'
import type { OwnedObject, Owner } from '../../model/entra-rights.ts'
import { refTo } from '../../model/object-ref.ts'
import { findEntraPerson, isNamed } from '../find-person.ts'
import { requireUser } from '../require-account.ts'
import { required } from '../required.ts'
import { defineStep, type StepContext, type Wanted } from '../step.ts'

/** What the person owns in Entra goes to somebody else. */
export const entraOwners = defineStep({
  verb: 'entra.owners',
  summary: 'Groups, teams and applications that the person owns get another owner.',
  about:
    'The successor is named by employeeId, UPN or mail address and becomes an owner before the person ceases to be one. Where nobody is named, the person is removed from what others own too, ' +
    'and stays the owner of the rest, which the plan lists: nothing is ever left without an owner. Groups from Active Directory and those that Exchange keeps are told of and stay.',
  systems: ['entra'],
  kinds: ['entra.owner.add', 'entra.owner.remove'],
  reads: ['Application.Read.All', 'GroupMember.Read.All', 'User.Read.All'],
  input: z.strictObject({
    to: z.string().optional().describe('employeeId, UPN or mail address of the successor; empty or absent for nobody.'),
  }),
  outputs: { handedOver: 'list<string>', kept: 'list<string>' },
  examples: [
    {
      title: 'To the manager',
      yaml: '- entra.owners: { to: "${{ person.manager }}" }',
      plans: ['make Miriam Graham an owner of Project X', 'remove Adele Vance from the owners of Project X'],
    },
  ],

  async plan(context, { to }) {
    const user = await requireUser(context)
    const owned = await required(context.read.entra).ownedBy(user.id)
    const heir = isNamed(to) && owned.length > 0 ? await findEntraPerson(context, to) : null
    const changes: Wanted[] = []
    const notes: string[] = []
    const kept: string[] = []
    for (const object of owned.filter(({ master }) => master === 'entra')) {
      const owners = await required(context.read.entra).ownersOf(object)
      const wanted = handOver(context, user, heir, object, owners)
      if (wanted.length === 0) kept.push(object.displayName)
      changes.push(...wanted)
    }
    if (kept.length > 0)
      notes.push(`stays the only owner of ${kept.join(', ')}, because nobody is named who takes over`)
    notes.push(...foreignNotes(owned), ...(await memberNotes(context, heir, changes)))
    const handedOver = owned.map(({ displayName }) => displayName).filter((name) => !kept.includes(name))
    return { changes, holds: owned.length === 0 ? 1 : 0, notes, outputs: { handedOver, kept } }
  },
})

const nameOf = ({ displayName, userPrincipalName }: EntraUser): string => displayName ?? userPrincipalName

/** The successor first, then the person; nothing where there would be no owner left. */
const handOver = (
  context: StepContext,
  user: EntraUser,
  heir: EntraUser | null,
  object: OwnedObject,
  owners: readonly Owner[],
): readonly Wanted[] => {
  const { id, type, displayName } = object
  const shared = { object: { id, name: displayName }, type } as const
  const isHeirNew = heir !== null && !owners.some((owner) => owner.id === heir.id)
  const isLast = !owners.some((owner) => owner.isUser && owner.id !== user.id)
  if (isLast && !isHeirNew) return []
  const remove: Wanted = {
    change: {
      kind: 'entra.owner.remove',
      ...shared,
      owner: refTo(user, user.userPrincipalName),
      ownerName: nameOf(user),
    },
    about: id,
    needs: isHeirNew ? [context.changeId('entra.owner.add', id)] : [],
  }
  if (!isHeirNew) return [remove]
  const owner = refTo(heir, heir.userPrincipalName)
  return [{ change: { kind: 'entra.owner.add', ...shared, owner, ownerName: nameOf(heir) }, about: id }, remove]
}

const foreignNotes = (owned: readonly OwnedObject[]): readonly string[] =>
  owned.flatMap(({ displayName, master }) => {
    if (master === 'ad') return [`the owner of ${displayName} comes from Active Directory (managedBy)`]
    return master === 'exchange' ? [`Exchange keeps the owners of ${displayName}`] : []
  })

/** An owner who is no member cannot work in a team. https://learn.microsoft.com/graph/api/group-post-owners */
const memberNotes = async (
  context: StepContext,
  heir: EntraUser | null,
  changes: readonly Wanted[],
): Promise<readonly string[]> => {
  if (!heir) return []
  const entra = required(context.read.entra)
  const groups = new Set((await entra.groupsOf(heir.id)).map(({ id }) => id))
  const outside: string[] = []
  for (const { change } of changes) {
    if (change.kind !== 'entra.owner.add' || change.type !== 'group' || !('id' in change.object)) continue
    const group = groups.has(change.object.id) ? null : await entra.group(change.object.id)
    if (group?.groupTypes.includes('Unified')) outside.push(change.object.name)
  }
  if (outside.length === 0) return []
  return [`${nameOf(heir)} is no member of ${outside.join(', ')}: owners who are to work there have to be members too`]
}
