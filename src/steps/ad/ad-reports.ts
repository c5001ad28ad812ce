import { z } from 'zod'
import { type AdEntry, firstValue } from '../../model/ad-entry.ts'
import { accounts, allOf, equals } from '../../model/ad-query.ts'
import { rdnValue } from '../../model/distinguished-name.ts'
import { type ObjectRef, refTo } from '../../model/object-ref.ts'
import { findAdPerson, isNamed, nobodyNamed } from '../find-person.ts'
import { requireEntry } from '../require-account.ts'
import { required } from '../required.ts'
import { defineStep, type StepContext, type Wanted } from '../step.ts'

/** Whoever reports to the person in Active Directory gets another manager. */
export const adReports = defineStep({
  verb: 'ad.reports',
  summary: 'Whoever reports to the person in Active Directory gets another manager.',
  about:
    'Reports are the accounts whose attribute manager is the person, disabled ones too. The successor is named by employeeId, UPN or mail address. One who reports to the person gets the manager of the person, for nobody is his own manager; where there is none, he keeps the person and a note says so.',
  systems: ['ad'],
  kinds: ['ad.entry.modify'],
  input: z.strictObject({
    to: z
      .string()
      .nullish()
      .describe('employeeId, UPN or mail address of the new manager; empty or absent for nobody.'),
  }),
  outputs: { moved: 'list<string>' },
  examples: [
    {
      title: 'To the manager of the leaver',
      yaml: '- ad.reports: { to: "${{ person.manager }}" }',
      plans: ['change manager of account Alex Wilber'],
    },
  ],

  async plan(context, { to }) {
    const entry = await requireEntry(context)
    if (!isNamed(to)) return nobodyNamed
    const reports = await reportsOf(context, entry)
    if (reports.length === 0) return { changes: [], holds: 1, outputs: { moved: [] } }
    const heir = await findAdPerson(context, to)
    const above = reports.some(({ id }) => id === heir.id) ? await managerOf(context, entry) : null
    const moved = reports.flatMap((report) => move(entry, report, report.id === heir.id ? above : refTo(heir, heir.dn)))
    const stays =
      moved.length < reports.length ? [`${nameOf(heir)} still reports to ${nameOf(entry)}, who has no manager`] : []
    const told = `${counted(moved.length)} to ${nameOf(heir)}`
    return {
      changes: moved,
      holds: 0,
      outputs: { moved: reports.map(nameOf) },
      notes: [...(moved.length > 0 ? [told] : []), ...stays],
    }
  },
})

const counted = (count: number): string => (count === 1 ? '1 direct report goes' : `${count} direct reports go`)

const nameOf = (entry: AdEntry): string => firstValue(entry, 'displayName') ?? rdnValue(entry.dn)

const reportsOf = (context: StepContext, { dn }: AdEntry): Promise<readonly AdEntry[]> =>
  required(context.read.ad).search({
    scope: 'sub',
    filter: allOf([accounts, equals('manager', dn)]),
    attributes: ['displayName'],
  })

const managerOf = async (context: StepContext, entry: AdEntry): Promise<ObjectRef | null> => {
  const dn = firstValue(entry, 'manager')
  const manager = dn === undefined ? null : await required(context.read.ad).byDn(dn, ['cn'])
  return manager && refTo(manager, manager.dn)
}

const move = (leaver: AdEntry, report: AdEntry, manager: ObjectRef | null): readonly Wanted[] => {
  if (!manager) return []
  const links = { manager: { before: refTo(leaver, leaver.dn), after: manager } }
  const change = {
    kind: 'ad.entry.modify',
    type: 'account',
    target: refTo(report, report.dn),
    changes: {},
    links,
  } as const
  return [{ change, about: report.id }]
}
