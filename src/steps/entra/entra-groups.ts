import type { EntraGroup, EntraUser } from '../../model/entra-objects.ts'
import type { Fault } from '../../model/fault.ts'
import { refTo } from '../../model/object-ref.ts'
import { collectFaults } from '../collect-faults.ts'
import {
  findMemberships,
  type MembershipDelta,
  type MembershipInput,
  membershipDelta,
  membershipInput,
} from '../membership-input.ts'
import { requireUser } from '../require-account.ts'
import { required } from '../required.ts'
import { defineStep, type StepAnswer, type StepContext, type Wanted } from '../step.ts'
import { findEntraGroup, refuseForeignMembers, whyForeign } from './find-entra-group.ts'

/** The person's Entra account is in these cloud groups. */
export const entraGroups = defineStep<MembershipInput>({
  verb: 'entra.groups',
  summary: "The person's Entra account is in these cloud groups.",
  about:
    'Groups are named by display name or id; a name that fits two groups is refused with both shown. Dynamic groups, groups from Active Directory, distribution lists and role-assignable ' +
    'groups are refused with the reason where they are named, and left alone by `only`.',
  systems: ['entra'],
  kinds: ['entra.member.add', 'entra.member.remove'],
  reads: ['User.Read.All', 'GroupMember.Read.All'],
  input: membershipInput,
  outputs: { added: 'list<string>', removed: 'list<string>' },
  examples: [
    {
      title: 'What the role gives',
      yaml: '- entra.groups: { add: "${{ roles.cloudGroups }}" }',
      plans: ['add Adele Vance to Sales Team (from department Sales)'],
    },
  ],

  async plan(context, input) {
    const user = await requireUser(context)
    const faults: Fault[] = []
    const wanted = await findMemberships(input, faults, (name) => findEntraGroup(context, name))
    const current = [...(await required(context.read.entra).groupsOf(user.id))].sort(byNameAndId)
    const foreign = input.only ? current.filter((group) => whyForeign(group) !== null) : []
    const delta = membershipDelta(current, { ...wanted, keep: [...wanted.keep, ...foreign] })
    for (const group of [...delta.add, ...delta.remove])
      await collectFaults(faults, () => refuseForeignMembers(context, group))
    return { ...answerOf(context, user, delta), holds: delta.holds, faults }
  },
})

/** Graph gives no order to memberships. */
const byNameAndId = (a: EntraGroup, b: EntraGroup): number => {
  const [left, right] = [a, b].map(({ displayName, id }) => `${displayName}\0${id}`) as [string, string]
  return left < right ? -1 : Number(left > right)
}

const answerOf = (
  context: StepContext,
  user: EntraUser,
  { add, remove }: MembershipDelta<EntraGroup>,
): Omit<StepAnswer, 'holds'> => {
  const member = refTo(user, user.userPrincipalName)
  const memberName = user.displayName ?? user.userPrincipalName
  const change = (kind: 'entra.member.add' | 'entra.member.remove', group: EntraGroup): Wanted => ({
    change: { kind, group: refTo(group, group.displayName), member, groupName: group.displayName, memberName },
    about: group.id,
  })
  const adding = add.map((group) => ({
    ...change('entra.member.add', group),
    because: context.reasonFor('cloudGroups', group.askedAs),
  }))
  return {
    changes: [...adding, ...remove.map((group) => change('entra.member.remove', group))],
    outputs: { added: add.map(nameOf), removed: remove.map(nameOf) },
  }
}

const nameOf = ({ displayName }: EntraGroup): string => displayName
