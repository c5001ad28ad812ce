import type { AdMemberRemove } from '../../changes/ad/ad-member.ts'
import { type AdEntry, firstValue, valuesOf } from '../../model/ad-entry.ts'
import { isBelow, rdnValue } from '../../model/distinguished-name.ts'
import type { Fault } from '../../model/fault.ts'
import { refTo } from '../../model/object-ref.ts'
import { personName } from '../../model/person.ts'
import { collectFaults } from '../collect-faults.ts'
import { behindGrace } from '../grace.ts'
import { findMemberships, keepNotes, type Leaving, type MembershipDelta, membershipDelta } from '../membership-delta.ts'
import { type MembershipInput, membershipInput } from '../membership-input.ts'
import { requireEntry } from '../require-account.ts'
import { required } from '../required.ts'
import { defineStep, type StepAnswer, type StepContext, type Wanted } from '../step.ts'
import { findGroup } from './find-group.ts'
import { refusePrivileged } from './privileged-group.ts'

/** The person's AD account is in these groups. */
export const adGroups = defineStep<MembershipInput>({
  verb: 'ad.groups',
  summary: "The person's Active Directory account is in these groups.",
  about:
    'Groups are named by sAMAccountName, cn, DN or objectGUID; a name that fits two groups is refused with both shown. The primary group stays, and so do groups of other domains, which are listed. ' +
    'A group that gives control over the domain, by its SID or because it is nested in one that does, is never granted by a playbook.',
  systems: ['ad'],
  kinds: ['ad.member.add', 'ad.member.remove', 'wait.until.time'],
  reads: ['User.Read.All', 'GroupMember.Read.All'],
  input: membershipInput,
  outputs: { added: 'list<string>', removed: 'list<string>', kept: 'list<string>' },
  examples: [
    {
      title: 'What the role gives',
      yaml: '- ad.groups: { add: "${{ roles.groups }}" }',
      plans: [
        'add Adele Vance to All Staff (everyone)',
        'add Adele Vance to Sales (from department Sales)',
        'add Adele Vance to CRM Users (from department Sales)',
      ],
    },
    { title: 'Out of every group', yaml: '- ad.groups: { only: [] }', plans: ['remove Adele Vance from All Staff'] },
    {
      title: 'Another department: what the old one gave goes, and what was given by hand is listed',
      yaml: '- ad.groups: { add: "${{ roles.groups }}", remove: "${{ roles.former.groups }}", extras: keep }',
      plans: [
        'add Adele Vance to All Staff (everyone)',
        'add Adele Vance to Sales (from department Sales)',
        'add Adele Vance to CRM Users (from department Sales)',
      ],
    },
  ],

  async plan(context, input) {
    const entry = await requireEntry(context)
    const faults: Fault[] = []
    const find = (name: string): Promise<AdEntry> => findGroup(context, name)
    const wanted = await findMemberships(input, faults, { find, namesOf, idsOf })
    const { groups, notes } = await currentGroups(context, entry)
    const delta = membershipDelta(groups, wanted)
    for (const group of delta.add) await collectFaults(faults, () => refusePrivileged(context, group))
    const licensed = await licensedGroups(context, delta.remove)
    const takes = input.only !== undefined || input.extras === 'remove'
    return {
      ...answerOf(context, entry, { ...delta, licensed }, input),
      holds: delta.holds,
      notes: [
        ...(takes ? notes : []),
        ...keptNotes(delta.extras),
        ...keepNotes('Active Directory', wanted.keptNowhere(groups)),
      ],
      faults,
    }
  },
})

/** In the order of their DNs, for AD gives none to memberships. Groups of other domains are another server's. */
const currentGroups = async (
  context: StepContext,
  entry: AdEntry,
): Promise<{ readonly groups: readonly AdEntry[]; readonly notes: readonly string[] }> => {
  const ad = required(context.read.ad)
  const { base } = await ad.domain()
  const dns = [...valuesOf(entry, 'memberOf')].sort()
  const read = await Promise.all(dns.map((dn) => ad.byDn(dn, ['cn', 'objectSid', 'sAMAccountName'])))
  const foreign = dns.filter((dn, at) => read[at] === null && !isBelow(dn, base))
  return {
    groups: read.filter((group) => group !== null),
    notes: foreign.map((dn) => `stays in ${rdnValue(dn)}: ${dn} belongs to another domain`),
  }
}

type Licensed = NonNullable<AdMemberRemove['licensed']>

/** Groups that Entra shows and that hand out licences there, by SID: with a licence go services and data. */
const licensedGroups = async (
  context: StepContext,
  leaving: readonly AdEntry[],
): Promise<ReadonlyMap<string, Licensed>> => {
  const { entra } = context.read
  const user = entra && leaving.length > 0 ? await context.accounts.entra() : null
  if (!entra || !user) return new Map()
  const groups = await entra.groupsOf(user.id)
  const ref = refTo(user, user.userPrincipalName)
  return new Map(
    groups.flatMap(({ id, sid, licensed }) => (licensed && sid ? [[sid, { user: ref, group: id }] as const] : [])),
  )
}

const keptNotes = (extras: readonly AdEntry[]): readonly string[] =>
  extras.length === 0 ? [] : [`Active Directory groups by hand, kept: ${extras.map(nameOf).join(', ')}`]

const answerOf = (
  context: StepContext,
  entry: AdEntry,
  { add, remove, extras, licensed }: MembershipDelta<AdEntry> & { readonly licensed: ReadonlyMap<string, Licensed> },
  { grace, loseMailbox }: MembershipInput,
): Pick<StepAnswer, 'changes' | 'outputs'> => {
  const member = refTo(entry, entry.dn)
  const memberName = firstValue(entry, 'displayName') ?? personName(context.person)
  const membership = (group: AdEntry) => ({
    group: refTo(group, group.dn),
    member,
    groupName: nameOf(group),
    memberName,
  })
  const adding = add.map(
    (group): Wanted => ({
      change: { kind: 'ad.member.add', ...membership(group) },
      about: group.id,
      because: context.reasonFor('groups', group.askedAs),
    }),
  )
  const licenceOf = (group: AdEntry): Licensed | undefined => licensed.get(firstValue(group, 'objectSid') ?? '')
  const taking = lastOf(remove, licenceOf).map((group): Wanted => {
    const licence = licenceOf(group)
    const change: AdMemberRemove = {
      kind: 'ad.member.remove',
      ...membership(group),
      ...(licence ? { licensed: licence, ...(loseMailbox ? { loseMailbox } : {}) } : {}),
    }
    return { change, about: group.id, because: whyLeft(context, group) }
  })
  return {
    changes: [...adding, ...behindGrace(context, grace, taking)],
    outputs: { added: add.map(nameOf), removed: remove.map(nameOf), kept: extras.map(nameOf) },
  }
}

/** Those that hand out licences behind the others. */
const lastOf = <G extends AdEntry>(groups: readonly G[], isLast: (group: G) => unknown): readonly G[] => [
  ...groups.filter((group) => !isLast(group)),
  ...groups.filter(isLast),
]

const whyLeft = (context: StepContext, { askedAs, byHand }: Leaving<AdEntry>): string | undefined => {
  if (byHand) return 'by hand'
  return askedAs === undefined ? undefined : context.formerReasonFor?.('groups', askedAs)
}

const namesOf = (group: AdEntry): readonly string[] => [nameOf(group), rdnValue(group.dn)]

const idsOf = ({ id, dn }: AdEntry): readonly string[] => [id, dn]

const nameOf = (group: AdEntry): string => firstValue(group, 'sAMAccountName') ?? rdnValue(group.dn)
