import type { EntraGroup, EntraUser } from '../../model/entra-objects.ts'
import type { Fault } from '../../model/fault.ts'
import { refTo } from '../../model/object-ref.ts'
import { noAccount } from '../ad/no-account.ts'
import { collectFaults } from '../collect-faults.ts'
import { type MembershipInput, membershipDelta, membershipInput } from '../membership-input.ts'
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
    const user = await context.accounts.entra()
    if (!user) return noAccount(context, 'Entra')
    const faults: Fault[] = []
    const find = (names: readonly string[] = []): Promise<readonly EntraGroup[]> => findAll(context, names, faults)
    const wanted = {
      add: await find(input.add),
      remove: await find(input.remove),
      only: input.only ? await find(input.only) : null,
      keep: await find(input.keep),
    }
    const current = await required(context.read.entra).groupsOf(user.id)
    const delta = membershipDelta(current, {
      ...wanted,
      keep: [...wanted.keep, ...(input.only ? current.filter(whyForeign) : [])],
    })
    for (const group of [...delta.add, ...delta.remove])
      await collectFaults(faults, () => refuseForeignMembers(context, group))
    return { ...answerOf(context, user, delta.add, delta.remove), holds: delta.holds, faults }
  },
})

const findAll = async (
  context: StepContext,
  names: readonly string[],
  faults: Fault[],
): Promise<readonly EntraGroup[]> => {
  const found: EntraGroup[] = []
  for (const name of names)
    await collectFaults(faults, async () => void found.push(await findEntraGroup(context, name)))
  return found
}

const answerOf = (
  context: StepContext,
  user: EntraUser,
  add: readonly EntraGroup[],
  remove: readonly EntraGroup[],
): Omit<StepAnswer, 'holds'> => {
  const member = refTo(user, user.userPrincipalName)
  const memberName = user.displayName ?? user.userPrincipalName
  const change = (kind: 'entra.member.add' | 'entra.member.remove', group: EntraGroup): Wanted => ({
    change: { kind, group: refTo(group, group.displayName), member, groupName: group.displayName, memberName },
    about: group.id,
    because: kind === 'entra.member.add' ? context.reasonFor('cloudGroups', group.displayName) : undefined,
  })
  return {
    changes: [
      ...add.map((group) => change('entra.member.add', group)),
      ...remove.map((group) => change('entra.member.remove', group)),
    ],
    outputs: {
      added: add.map(({ displayName }) => displayName),
      removed: remove.map(({ displayName }) => displayName),
    },
  }
}
