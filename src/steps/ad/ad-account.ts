import { z } from 'zod'
import type { AdEntry } from '../../model/ad-entry.ts'
import { Fault } from '../../model/fault.ts'
import { personName } from '../../model/person.ts'
import { collectFaults } from '../collect-faults.ts'
import { required } from '../required.ts'
import { saidValues } from '../said-values.ts'
import { defineStep, type StepAnswer, type StepContext } from '../step.ts'
import type { AccountWishes } from './account-parts.ts'
import { deletedAccounts, restoreTo, theDeleted } from './deleted-account.ts'
import { deletedName, wasNobodys } from './deleted-names.ts'
import { findOu } from './find-ou.ts'
import { keptAccount } from './kept-account.ts'
import { newAccount } from './new-account.ts'
import { attributesInput, wantedAttributes } from './wanted-attributes.ts'

const input = z.strictObject({
  ou: z.string().min(1).describe('The OU the account belongs to: a DN, or relative to the domain (OU=Sales,OU=Staff).'),
  attributes: attributesInput.default({}),
  enabled: z
    .boolean()
    .optional()
    .describe('Whether the account may sign in. Left out: a new account is disabled, an existing one stays as it is.'),
  password: z
    .literal('generated')
    .optional()
    .describe(
      'Gives a generated password, to be changed at the first sign-in, to a new account and to a disabled one that is enabled again.',
    ),
  restore: z
    .boolean()
    .default(false)
    .describe('Whether a deleted account of the person is brought back from the recycle bin; refused otherwise.'),
})
type Input = z.output<typeof input>

/** An AD account of the person exists, in this OU and with these attributes. */
export const adAccount = defineStep<Input>({
  verb: 'ad.account',
  summary: 'An Active Directory account with these attributes exists in this OU.',
  about:
    'Looks for the account by employeeId. Where there is none, it chooses names by naming.yaml and plans a new account (disabled), its password and, last, enabling it. ' +
    'Where there is one, OU, given name, surname, display name, the attributes named and `enabled` are brought to what is asked for; user name, UPN and mail address stay, and so does the password, unless a disabled account is enabled: whoever comes back gets a new one where `password: generated` stands there. An end of the account that is over (accountExpires) is then taken away. ' +
    'Nobody gets a second account: where the account of the person lies in the recycle bin, the step is refused, or brings it back (`restore: true`). A deleted account that was less than a week old, and with which nobody had signed in or chosen an own password, does not count: undoing an onboarding leaves such ones. ' +
    'An empty text leaves an attribute as it is, for HR may not know it; null clears it.',
  systems: ['ad'],
  kinds: ['ad.entry.add', 'ad.entry.restore', 'ad.password.set', 'ad.entry.modify', 'ad.entry.move'],
  makesAccount: true,
  input,
  outputs: {
    dn: 'string',
    sAMAccountName: 'string',
    userPrincipalName: 'string',
    mail: 'string',
    displayName: 'string',
    isNew: 'bool',
    password: 'secret',
  },
  examples: [
    {
      title: 'A new colleague',
      yaml: `- id: account
  ad.account:
    ou: OU=Sales,OU=Staff
    attributes: { title: "\${{ person.title }}", department: Sales }
    enabled: true
    password: generated`,
      plans: ['create account adele.vance', 'set a generated password for Adele Vance', 'enable account Adele Vance'],
    },
  ],

  async plan(context, { ou, attributes, restore, ...wishes }): Promise<StepAnswer> {
    const faults: Fault[] = []
    const existing = await context.accounts.ad(Object.keys(attributes))
    const wanted = await wantedAttributes(context, saidValues(attributes), faults)
    const answer = await collectFaults(faults, async () => {
      const found = { ...wishes, ou: await findOu(context, ou), attributes: wanted }
      if (existing) return keptAccount(context, existing, found)
      const deleted = await formerAccount(context, Object.keys(attributes))
      if (!deleted) return newAccount(context, found)
      return restore ? restoredAccount(context, deleted, found) : refuseSecond(context, deleted)
    })
    return { changes: [], holds: 0, ...answer, faults }
  },
})

/** The account that the person had, where it can still be brought back. What ad.user may not see cannot be told from what is not there. */
const formerAccount = async (context: StepContext, attributes: readonly string[]): Promise<AdEntry | null> => {
  const { enabled, readable } = await required(context.read.ad).recycleBin()
  if (!enabled || !readable) return null
  const found = await deletedAccounts(context, attributes)
  return theDeleted(
    context,
    found.filter((deleted) => !wasNobodys(deleted)),
  )
}

const refuseSecond = (context: StepContext, deleted: AdEntry): never => {
  const params = { person: personName(context.person), key: context.person.employeeId, account: deletedName(deleted) }
  throw new Fault('plan/account-in-recycle-bin', params, { where: context.where() })
}

/** The account comes back and is then brought to what is asked for, like one that is there. */
const restoredAccount = async (context: StepContext, deleted: AdEntry, found: AccountWishes): Promise<StepAnswer> => {
  const { wanted, entry } = await restoreTo(context, deleted, found.ou)
  const kept = await keptAccount(context, entry, found)
  const needs = [context.changeId('ad.entry.restore')]
  const after = kept.changes.map((change) => ({ ...change, needs: [...needs, ...(change.needs ?? [])] }))
  return { ...kept, changes: [wanted, ...after], notes: [`${deletedName(deleted)}, comes back`, ...(kept.notes ?? [])] }
}
