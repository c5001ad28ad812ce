import { z } from 'zod'
import type { Fault } from '../../model/fault.ts'
import { collectFaults } from '../collect-faults.ts'
import { saidValues } from '../said-values.ts'
import { defineStep, type StepAnswer } from '../step.ts'
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
    .describe('Gives a new account a generated password, to be changed at the first sign-in.'),
})
type Input = z.output<typeof input>

/** An AD account of the person exists, in this OU and with these attributes. */
export const adAccount = defineStep<Input>({
  verb: 'ad.account',
  summary: 'An Active Directory account with these attributes exists in this OU.',
  about:
    'Looks for the account by employeeId. Where there is none, it chooses names by naming.yaml and plans a new account (disabled), its password and, last, enabling it. ' +
    'Where there is one, OU, given name, surname, display name, the attributes named and `enabled` are brought to what is asked for; user name, UPN, mail address and password stay. ' +
    'An empty text leaves an attribute as it is, for HR may not know it; null clears it.',
  systems: ['ad'],
  kinds: ['ad.entry.add', 'ad.password.set', 'ad.entry.modify', 'ad.entry.move'],
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

  async plan(context, { ou, attributes, ...wishes }): Promise<StepAnswer> {
    const faults: Fault[] = []
    const existing = await context.accounts.ad(Object.keys(attributes))
    const wanted = await wantedAttributes(context, saidValues(attributes), faults)
    const answer = await collectFaults(faults, async () => {
      const found = { ...wishes, ou: await findOu(context, ou), attributes: wanted }
      return existing ? keptAccount(context, existing, found) : newAccount(context, found)
    })
    return { changes: [], holds: 0, ...answer, faults }
  },
})
