import { z } from 'zod'
import type { EntraProperties, EntraUser } from '../../model/entra-objects.ts'
import type { Json } from '../../model/json.ts'
import { refTo } from '../../model/object-ref.ts'
import type { Person } from '../../model/person.ts'
import { nameParts } from '../ad/name-parts.ts'
import { chooseNames } from '../choose-names.ts'
import { saidValues } from '../said-values.ts'
import { defineStep, type StepAnswer, type StepContext } from '../step.ts'
import { refuseMastered } from './mastered-in-ad.ts'
import { propertiesInput, propertyDelta, wantedProperties } from './user-properties.ts'

const input = z.strictObject({
  attributes: propertiesInput.default({}),
  enabled: z
    .boolean()
    .optional()
    .describe('Whether the account may sign in. Left out: a new account is disabled, an existing one stays as it is.'),
})
type Input = z.output<typeof input>

/** A cloud account of the person exists, with these properties. */
export const entraAccount = defineStep<Input>({
  verb: 'entra.account',
  summary: 'An Entra account with these properties exists.',
  about:
    'For organisations whose accounts are made in the cloud; where they come from Active Directory the step is skipped. Looks for the account by employeeId. Where there is none, it chooses names by ' +
    'naming.yaml and plans a new account with a generated password that nobody sees: hand over a temporary access pass (entra.pass). Where there is one, names, country of use, the properties named and `enabled` are brought to what is asked for; user name and UPN stay. ' +
    'An empty text leaves a property as it is, for HR may not know it; null clears it.',
  systems: ['entra'],
  kinds: ['entra.user.add', 'entra.user.modify'],
  makesAccount: true,
  reads: ['User.Read.All'],
  input,
  outputs: { userPrincipalName: 'string', mail: 'string', displayName: 'string', isNew: 'bool' },
  examples: [
    {
      title: 'A new colleague in the cloud',
      yaml: '- entra.account:\n    attributes: { jobTitle: "${{ person.title }}", department: "${{ person.department }}" }\n    enabled: true',
      plans: ['create cloud account adele.vance@contoso.com'],
    },
  ],

  async plan(context, wishes) {
    if (context.mode !== 'cloud')
      return { changes: [], holds: 0, skipped: `accounts come from Active Directory here (mode: ${context.mode})` }
    const user = await context.accounts.entra()
    return user ? keptAccount(context, user, wishes) : newAccount(context, wishes)
  },
})

/** What HR says about the person and every account shall show. */
const propertiesOfPerson = (person: Person): EntraProperties => {
  const all = {
    givenName: person.givenName ?? person.preferredName,
    surname: person.surname,
    usageLocation: person.usageLocation ?? person.country,
  }
  return Object.fromEntries(Object.entries(all).flatMap(([property, value]) => (value ? [[property, value]] : [])))
}

const newAccount = async (context: StepContext, { attributes, enabled = false }: Input): Promise<StepAnswer> => {
  const { names, notes } = await chooseNames(context)
  const given = Object.entries(wantedProperties(saidValues(attributes))).filter(([, value]) => !isUnset(value))
  const properties: EntraProperties = {
    accountEnabled: enabled,
    displayName: names.displayName,
    mailNickname: names.username,
    userPrincipalName: names.upn,
    employeeId: context.person.employeeId,
    ...propertiesOfPerson(context.person),
    ...Object.fromEntries(given),
  }
  const avoid = nameParts(names.displayName, names.username)
  const key = { property: 'employeeId', value: context.person.employeeId } as const
  const change = { kind: 'entra.user.add', properties, mustChangePassword: true, avoid, key } as const
  const outputs = {
    userPrincipalName: names.upn,
    mail: names.mail,
    displayName: String(properties['displayName']),
    isNew: true,
  }
  return { changes: [{ change }], holds: 0, outputs, notes }
}

const isUnset = (value: Json): boolean => value === null || (Array.isArray(value) && value.length === 0)

const keptAccount = (context: StepContext, user: EntraUser, { attributes, enabled }: Input): StepAnswer => {
  const [best] = context.names.candidates(context.person)
  const wanted = {
    ...(best ? { displayName: best.displayName } : {}),
    ...propertiesOfPerson(context.person),
    ...wantedProperties(saidValues(attributes)),
    ...(enabled === undefined ? {} : { accountEnabled: enabled }),
  }
  const { changes, holds } = propertyDelta(user, wanted)
  refuseMastered(context, user, Object.keys(changes))
  const target = refTo(user, user.userPrincipalName)
  const outputs = {
    userPrincipalName: user.userPrincipalName,
    mail: String(user.properties['mail'] ?? ''),
    displayName: String(changes['displayName']?.after ?? user.displayName ?? ''),
    isNew: false,
  }
  if (Object.keys(changes).length === 0) return { changes: [], holds: holds + 1, outputs }
  return { changes: [{ change: { kind: 'entra.user.modify', target, changes } }], holds: holds + 1, outputs }
}
