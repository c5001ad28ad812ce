import type { EntraGroup, EntraUser } from '../../model/entra-objects.ts'
import type { Fault } from '../../model/fault.ts'
import { refTo } from '../../model/object-ref.ts'
import { collectFaults } from '../collect-faults.ts'
import { behindGrace } from '../grace.ts'
import { findMemberships, keepNotes, type Leaving, type MembershipDelta, membershipDelta } from '../membership-delta.ts'
import { type MembershipInput, membershipInput } from '../membership-input.ts'
import { requireUser } from '../require-account.ts'
import { required } from '../required.ts'
import { defineStep, type StepAnswer, type StepContext, type Wanted } from '../step.ts'
import { findEntraGroup } from './find-entra-group.ts'
import { isForeign, refuseForeignJoin, refuseForeignLeave, whyStays } from './foreign-group.ts'

/** The person's Entra account is in these cloud groups. */
export const entraGroups = defineStep<MembershipInput>({
  verb: 'entra.groups',
  summary: "The person's Entra account is in these cloud groups.",
  about:
    'Groups are named by display name or id; a name that fits two groups is refused with both shown. Dynamic groups, groups from Active Directory and distribution lists are refused with the reason where they are ' +
    'named, and left alone by `only`, which lists them with who takes the account out. Groups that hand out licences are left last, and not before the mailbox is shared where the last licence with Exchange comes through ' +
    'them. Nobody is put into a role-assignable group unless policy.yaml lets the playbook do so; leaving one needs the permission RoleManagement.ReadWrite.Directory.',
  systems: ['entra'],
  kinds: ['entra.member.add', 'entra.member.remove', 'wait.until.time'],
  reads: ['User.Read.All', 'GroupMember.Read.All'],
  input: membershipInput,
  outputs: { added: 'list<string>', removed: 'list<string>', kept: 'list<string>' },
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
    const find = (name: string): Promise<EntraGroup> => findEntraGroup(context, name)
    const wanted = await findMemberships(input, faults, { find, namesOf, idsOf })
    const current = [...(await required(context.read.entra).groupsOf(user.id))].sort(byNameAndId)
    const named = new Set([...wanted.remove, ...(wanted.only ?? [])].map(({ id }) => id))
    const foreign = current.filter((group) => isForeign(group) && !named.has(group.id))
    const delta = membershipDelta(
      current.filter((group) => !foreign.includes(group)),
      wanted,
    )
    for (const group of delta.add) await collectFaults(faults, () => refuseForeignJoin(context, group))
    for (const group of delta.remove) await collectFaults(faults, () => refuseForeignLeave(context, group))
    const takes = input.only !== undefined || input.extras === 'remove'
    const staying = foreign.filter((group) => takes && !wanted.keeps(group))
    return {
      ...answerOf(context, user, delta, input),
      holds: delta.holds,
      notes: [
        ...staying.map((group) => whyStays(context, group)),
        ...keptNotes(delta.extras),
        ...rightNotes(delta),
        ...keepNotes('Entra', wanted.keptNowhere(current)),
      ],
      faults,
    }
  },
})

/** Graph gives no order to memberships. */
const byNameAndId = (a: EntraGroup, b: EntraGroup): number => {
  const [left, right] = [a, b].map(({ displayName, id }) => `${displayName}\0${id}`) as [string, string]
  return left < right ? -1 : Number(left > right)
}

const keptNotes = (extras: readonly EntraGroup[]): readonly string[] =>
  extras.length === 0 ? [] : [`cloud groups by hand, kept: ${extras.map(nameOf).join(', ')}`]

/** https://learn.microsoft.com/graph/api/group-delete-members#permissions */
const rightNotes = ({ remove }: MembershipDelta<EntraGroup>): readonly string[] =>
  remove
    .filter(({ isAssignableToRole }) => isAssignableToRole)
    .map(
      ({ displayName }) =>
        `leaving ${displayName}, which may hold admin roles, needs RoleManagement.ReadWrite.Directory`,
    )

const answerOf = (
  context: StepContext,
  user: EntraUser,
  { add, remove, extras }: MembershipDelta<EntraGroup>,
  { grace, loseMailbox }: MembershipInput,
): Pick<StepAnswer, 'changes' | 'outputs'> => {
  const member = refTo(user, user.userPrincipalName)
  const memberName = user.displayName ?? user.userPrincipalName
  const membership = (group: EntraGroup) => ({
    group: refTo(group, group.displayName),
    member,
    groupName: group.displayName,
    memberName,
    ...(group.licensed ? { licensed: true as const } : {}),
  })
  const adding = add.map(
    (group): Wanted => ({
      change: { kind: 'entra.member.add', ...membership(group) },
      about: group.id,
      because: context.reasonFor('cloudGroups', group.askedAs),
    }),
  )
  const taking = licensedLast(remove).map(
    (group): Wanted => ({
      change: {
        kind: 'entra.member.remove',
        ...membership(group),
        ...(group.licensed && loseMailbox ? { loseMailbox } : {}),
      },
      about: group.id,
      because: whyLeft(context, group),
    }),
  )
  return {
    changes: [...adding, ...behindGrace(context, grace, taking)],
    outputs: { added: add.map(nameOf), removed: remove.map(nameOf), kept: extras.map(nameOf) },
  }
}

/** With a licence go services and data, so that everything else is done before. */
const licensedLast = <G extends EntraGroup>(groups: readonly G[]): readonly G[] => [
  ...groups.filter(({ licensed }) => !licensed),
  ...groups.filter(({ licensed }) => licensed),
]

const whyLeft = (context: StepContext, { askedAs, byHand }: Leaving<EntraGroup>): string | undefined => {
  if (byHand) return 'by hand'
  return askedAs === undefined ? undefined : context.formerReasonFor?.('cloudGroups', askedAs)
}

const namesOf = ({ displayName }: EntraGroup): readonly string[] => [displayName]

const idsOf = ({ id, mail }: EntraGroup): readonly string[] => [id, ...(mail === null ? [] : [mail])]

const nameOf = ({ displayName }: EntraGroup): string => displayName
