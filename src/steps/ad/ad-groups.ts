import { type AdEntry, firstValue, valuesOf } from '../../model/ad-entry.ts'
import { rdnValue } from '../../model/distinguished-name.ts'
import type { Fault } from '../../model/fault.ts'
import { refTo } from '../../model/object-ref.ts'
import { personName } from '../../model/person.ts'
import { collectFaults } from '../collect-faults.ts'
import {
  findMemberships,
  type MembershipDelta,
  type MembershipInput,
  membershipDelta,
  membershipInput,
} from '../membership-input.ts'
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
    'Groups are named by sAMAccountName, cn, DN or objectGUID; a name that fits two groups is refused with both shown. The primary group stays. ' +
    'A group that gives control over the domain, by its SID or because it is nested in one that does, is never granted by a playbook.',
  systems: ['ad'],
  kinds: ['ad.member.add', 'ad.member.remove'],
  input: membershipInput,
  outputs: { added: 'list<string>', removed: 'list<string>' },
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
  ],

  async plan(context, input) {
    const entry = await requireEntry(context)
    const faults: Fault[] = []
    const wanted = await findMemberships(input, faults, (name) => findGroup(context, name))
    const delta = membershipDelta(await currentGroups(context, entry), wanted)
    for (const group of delta.add) await collectFaults(faults, () => refusePrivileged(context, group))
    return { ...answerOf(context, entry, delta), holds: delta.holds, faults }
  },
})

/** In the order of their DNs, for AD gives none to memberships. */
const currentGroups = async (context: StepContext, entry: AdEntry): Promise<readonly AdEntry[]> => {
  const ad = required(context.read.ad)
  const dns = [...valuesOf(entry, 'memberOf')].sort()
  const read = await Promise.all(dns.map((dn) => ad.byDn(dn, ['cn', 'sAMAccountName'])))
  return read.filter((group) => group !== null)
}

const answerOf = (
  context: StepContext,
  entry: AdEntry,
  { add, remove }: MembershipDelta<AdEntry>,
): Omit<StepAnswer, 'holds'> => {
  const member = refTo(entry, entry.dn)
  const memberName = firstValue(entry, 'displayName') ?? personName(context.person)
  const change = (kind: 'ad.member.add' | 'ad.member.remove', group: AdEntry): Wanted => ({
    change: { kind, group: refTo(group, group.dn), member, groupName: nameOf(group), memberName },
    about: group.id,
  })
  const adding = add.map((group) => ({
    ...change('ad.member.add', group),
    because: context.reasonFor('groups', group.askedAs),
  }))
  return {
    changes: [...adding, ...remove.map((group) => change('ad.member.remove', group))],
    outputs: { added: add.map(nameOf), removed: remove.map(nameOf) },
  }
}

const nameOf = (group: AdEntry): string => firstValue(group, 'sAMAccountName') ?? rdnValue(group.dn)
