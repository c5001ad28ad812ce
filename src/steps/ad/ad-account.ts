import { z } from 'zod'
import type { AdEntryAdd } from '../../changes/ad/ad-entry.ts'
import { type AdEntry, type Attributes, accountControl, isEnabled, valueOf } from '../../model/ad-entry.ts'
import { firstRdn, parentOf, rdnValue, sameDn } from '../../model/distinguished-name.ts'
import { type ObjectRef, refTo, unbornId } from '../../model/object-ref.ts'
import { type ChosenNames, chooseNames, freeRdn } from '../choose-names.ts'
import { defineStep, type StepAnswer, type StepContext, type Wanted } from '../step.ts'
import { enabledChange } from './ad-enable.ts'
import { findOu } from './find-ou.ts'
import { nameParts } from './name-parts.ts'
import { attributeDelta, attributesInput, type WantedAttributes, wantedAttributes } from './wanted-attributes.ts'

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
    'Where there is one, OU, given name, surname, display name, the attributes named and `enabled` are brought to what is asked for; user name, UPN, mail address and password stay.',
  systems: ['ad'],
  kinds: ['ad.entry.add', 'ad.password.set', 'ad.entry.modify', 'ad.entry.move'],
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
      plans: [
        'create account adele.vance',
        'set a generated password, to be changed at the first sign-in',
        'enable account adele.vance',
      ],
    },
  ],

  async plan(context, { ou, ...wishes }): Promise<StepAnswer> {
    const [ouDn, attributes, existing] = [
      await findOu(context, ou),
      await wantedAttributes(context, wishes.attributes),
      await context.accounts.ad(Object.keys(wishes.attributes)),
    ]
    return existing
      ? keepAccount(context, existing, ouDn, attributes, wishes)
      : newAccount(context, ouDn, attributes, wishes)
  },
})

/** Names that HR gives and that AD shall show. */
const namesOfPerson = ({ person, names }: StepContext, displayName?: string): Attributes => {
  const shown = displayName ?? names.candidates(person)[Symbol.iterator]().next().value?.displayName ?? ''
  const all = {
    displayName: shown,
    givenName: person.givenName ?? person.preferredName ?? '',
    sn: person.surname ?? '',
  }
  return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value ? [[name, [value]]] : [])))
}

const newAccount = async (
  context: StepContext,
  ou: string,
  wanted: WantedAttributes,
  { enabled, password }: Omit<Input, 'ou'>,
): Promise<StepAnswer> => {
  const { names, notes } = await chooseNames(context)
  const rdn = await freeRdn(context, names.cn, ou)
  const add = entryAdd(context, { names, notes }, `${rdn},${ou}`, wanted)
  const id = context.changeId('ad.entry.add')
  const target = refTo({ id: unbornId(id) }, add.dn)
  const changes: Wanted[] = [{ change: add }]
  if (password)
    changes.push({
      change: {
        kind: 'ad.password.set',
        target,
        avoid: nameParts(names.displayName, names.username),
        mustChange: true,
      },
    })
  if (enabled)
    changes.push({
      change: enabledChange(target, ['514'], true),
      ...(password ? { needs: [context.changeId('ad.password.set')] } : {}),
    })
  return { changes, holds: 0, outputs: outputsOf(context, add, { ...add.attributes }, Boolean(password)), notes }
}

const entryAdd = (context: StepContext, { names }: ChosenNames, dn: string, wanted: WantedAttributes): AdEntryAdd => {
  const attributes: { [name: string]: readonly string[] } = {
    objectClass: ['top', 'person', 'organizationalPerson', 'user'],
    cn: [rdnValue(firstRdn(dn))],
    sAMAccountName: [names.username],
    userPrincipalName: [names.upn],
    mail: [names.mail],
    ...namesOfPerson(context, names.displayName),
    [context.key.ad]: [context.person.employeeId],
    userAccountControl: [String(accountControl.normalAccount | accountControl.disabled)],
  }
  for (const [name, values] of Object.entries(wanted.values)) {
    const known = Object.keys(attributes).find((other) => other.toLowerCase() === name.toLowerCase())
    if (known) delete attributes[known]
    if (values.length > 0) attributes[name] = values
  }
  const links = Object.fromEntries(
    Object.entries(wanted.links).filter((link): link is [string, ObjectRef] => link[1] !== null),
  )
  const key = { attribute: context.key.ad, value: context.person.employeeId }
  return {
    kind: 'ad.entry.add',
    type: 'account',
    dn,
    key,
    attributes,
    ...(Object.keys(links).length > 0 ? { links } : {}),
  }
}

const keepAccount = async (
  context: StepContext,
  entry: AdEntry,
  ou: string,
  wanted: WantedAttributes,
  { enabled }: Omit<Input, 'ou'>,
): Promise<StepAnswer> => {
  const name = valueOf(entry, 'sAMAccountName') ?? entry.dn
  const target: ObjectRef = refTo(entry, entry.dn)
  const shown = { values: { ...namesOfPerson(context), ...wanted.values }, links: wanted.links }
  const { modify, holds } = await attributeDelta(context, entry, shown)
  const changes: Wanted[] = []
  if (!sameDn(parentOf(entry.dn), ou)) {
    const rdn = await freeRdn(context, rdnValue(firstRdn(entry.dn)), ou)
    changes.push({ change: { kind: 'ad.entry.move', type: 'account', target, from: entry.dn, to: `${rdn},${ou}` } })
  }
  if (modify) changes.push({ change: { kind: 'ad.entry.modify', type: 'account', target, ...modify } })
  if (enabled !== undefined && isEnabled(entry) !== enabled) {
    changes.push({
      change: enabledChange(target, entry.attributes['userAccountControl'] ?? [], enabled),
      about: 'enabled',
    })
  }
  const others = Number(sameDn(parentOf(entry.dn), ou)) + Number(enabled !== undefined && isEnabled(entry) === enabled)
  const notes = [`has the account ${name} already; user name, mail address and password stay`]
  return {
    changes,
    holds: holds + others + 1,
    outputs: outputsOf(context, entry, entry.attributes, false),
    notes: changes.length > 0 ? notes : [],
  }
}

const outputsOf = (
  context: StepContext,
  { dn }: { readonly dn: string },
  attributes: Attributes,
  isNew: boolean,
): NonNullable<StepAnswer['outputs']> => ({
  dn,
  sAMAccountName: valueOf({ attributes }, 'sAMAccountName') ?? '',
  userPrincipalName: valueOf({ attributes }, 'userPrincipalName') ?? '',
  mail: valueOf({ attributes }, 'mail') ?? '',
  displayName: valueOf({ attributes }, 'displayName') ?? '',
  isNew,
  ...(isNew ? { password: { secretOf: context.changeId('ad.password.set') } } : {}),
})
