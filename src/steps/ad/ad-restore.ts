import { z } from 'zod'
import { type AdEntry, firstValue, isEnabled } from '../../model/ad-entry.ts'
import { Fault } from '../../model/fault.ts'
import { personName } from '../../model/person.ts'
import { required } from '../required.ts'
import { defineStep, type StepContext } from '../step.ts'
import { deletedAccounts, restoreTo, theDeleted } from './deleted-account.ts'
import { deletedName } from './deleted-names.ts'
import { findOu } from './find-ou.ts'

/** The person's deleted AD account is back. */
export const adRestore = defineStep({
  verb: 'ad.restore',
  summary: "Brings the person's deleted Active Directory account back.",
  about:
    'Looks in the recycle bin of Active Directory for the account with the employeeId of the person and restores it with its id, attributes, groups and password, into the OU that it was in or the one named. Whether it may sign in is as it was: use ad.enable. ' +
    'Without the recycle bin (an optional feature of the forest) a deleted account keeps neither employeeId nor groups, so there is nothing to restore. Deleted objects are shown to administrators alone until ad.user is given that right. ' +
    'A synchronised account comes back in Entra with the next synchronisation, for 30 days. Where the person has an account, nothing is to do.',
  systems: ['ad'],
  kinds: ['ad.entry.restore'],
  makesAccount: true,
  input: z.strictObject({
    to: z
      .string()
      .min(1)
      .optional()
      .describe('OU to restore to, a DN or relative to the domain; the one it was in when left out.'),
    id: z
      .guid()
      .optional()
      .describe('objectGUID of the deleted account, where several have the employeeId of the person.'),
  }),
  outputs: { dn: 'string' },
  examples: [
    {
      title: 'Deleted too early',
      yaml: '- ad.restore: {}',
      plans: ['restore the deleted account Adele Vance to OU=Sales,OU=Staff,DC=corp,DC=contoso,DC=com'],
    },
  ],

  async plan(context, { to, id }) {
    const existing = await context.accounts.ad()
    if (existing) return { changes: [], holds: 1, outputs: { dn: existing.dn } }
    const deleted = await findDeleted(context, id?.toLowerCase())
    const ou = to === undefined ? await formerOu(context, deleted) : await findOu(context, to)
    const { wanted, entry } = await restoreTo(context, deleted, ou)
    const state = isEnabled(deleted) ? 'enabled' : 'disabled'
    return {
      changes: [wanted],
      holds: 0,
      outputs: { dn: entry.dn },
      notes: [`${deletedName(deleted)}, comes back ${state}`],
    }
  },
})

const findDeleted = async (context: StepContext, id: string | undefined): Promise<AdEntry> => {
  const { enabled, readable } = await required(context.read.ad).recycleBin()
  const found = enabled && readable ? await deletedAccounts(context) : []
  const deleted = theDeleted(context, id === undefined ? found : found.filter((entry) => entry.id === id))
  if (deleted) return deleted
  const because = whyNone(enabled, readable)
  const params = { person: personName(context.person), key: context.person.employeeId, because }
  throw new Fault('plan/not-in-recycle-bin', params, { where: context.where() })
}

const whyNone = (enabled: boolean, readable: boolean): string => {
  if (!enabled)
    return 'the recycle bin of Active Directory is off, so deleted accounts keep neither employeeId nor groups'
  return readable
    ? 'none in the recycle bin of Active Directory has this employeeId'
    : 'ad.user may not look into the recycle bin'
}

const formerOu = async (context: StepContext, deleted: AdEntry): Promise<string> => {
  const parent = firstValue(deleted, 'lastKnownParent') ?? ''
  const found = parent === '' ? null : await required(context.read.ad).byDn(parent, ['cn'])
  if (found) return found.dn
  const params = { account: deletedName(deleted), ou: parent }
  throw new Fault('plan/former-ou-gone', params, { where: context.where() })
}
