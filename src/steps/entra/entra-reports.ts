import { z } from 'zod'
import type { EntraUser } from '../../model/entra-objects.ts'
import type { DirectReport } from '../../model/entra-rights.ts'
import { refTo } from '../../model/object-ref.ts'
import { findEntraPerson, isNamed, nobodyNamed } from '../find-person.ts'
import { requireUser } from '../require-account.ts'
import { required } from '../required.ts'
import { defineStep, type StepContext, type Wanted } from '../step.ts'

/** Whoever reports to the person gets another manager. */
export const entraReports = defineStep({
  verb: 'entra.reports',
  summary: 'Whoever reports to the person in Entra gets another manager.',
  about:
    'The successor is named by employeeId, UPN or mail address. One who reports to the person himself gets the person’s own manager. Accounts from Active Directory are told of and left to ' +
    'ad.reports: their manager comes with them.',
  systems: ['entra'],
  kinds: ['entra.manager.set'],
  reads: ['User.Read.All'],
  input: z.strictObject({
    to: z
      .string()
      .optional()
      .describe('employeeId, UPN or mail address of the new manager; empty or absent for nobody.'),
  }),
  outputs: { moved: 'list<string>' },
  examples: [
    {
      title: 'To the manager',
      yaml: '- entra.reports: { to: "${{ person.manager }}" }',
      plans: ['set manager of diego.siciliani@contoso.com to Miriam Graham'],
    },
  ],

  async plan(context, { to }) {
    const user = await requireUser(context)
    if (!isNamed(to)) return nobodyNamed
    const reports = await required(context.read.entra).reportsOf(user.id)
    const [synced, own] = [reports.filter(isSynced), reports.filter((report) => !isSynced(report))]
    const heir = own.length > 0 ? await findEntraPerson(context, to) : null
    const changes = heir ? await Promise.all(own.map((report) => move(context, user, heir, report))) : []
    return {
      changes,
      holds: reports.length === 0 ? 1 : 0,
      outputs: { moved: own.map(({ displayName }) => displayName) },
      notes: synced.length > 0 ? [`the manager of ${toldOf(synced)} comes from Active Directory: ad.reports`] : [],
    }
  },
})

const MOST_TOLD = 3

const isSynced = ({ onPremisesSyncEnabled }: DirectReport): boolean => onPremisesSyncEnabled

const toldOf = (reports: readonly DirectReport[]): string => {
  const names = reports
    .slice(0, MOST_TOLD)
    .map(({ displayName }) => displayName)
    .join(', ')
  return reports.length > MOST_TOLD ? `${names} and ${reports.length - MOST_TOLD} more` : names
}

/** Nobody is his own manager. */
const move = async (context: StepContext, user: EntraUser, heir: EntraUser, report: DirectReport): Promise<Wanted> => {
  const above = report.id === heir.id ? await required(context.read.entra).manager(user.id) : null
  const manager =
    report.id === heir.id ? above && refTo(above, above.name) : refTo(heir, heir.displayName ?? heir.userPrincipalName)
  return {
    change: {
      kind: 'entra.manager.set',
      user: refTo(report, report.userPrincipalName),
      manager,
      before: refTo(user, user.displayName ?? user.userPrincipalName),
    },
    about: report.id,
  }
}
