import { z } from 'zod'
import { type AdEntry, type AttributeValues, firstValue, valuesOf } from '../../model/ad-entry.ts'
import { parentOf, rdnValue } from '../../model/distinguished-name.ts'
import type { Fault } from '../../model/fault.ts'
import { refTo } from '../../model/object-ref.ts'
import { freeRdn } from '../choose-names.ts'
import type { Names } from '../name-candidates.ts'
import { namesForAccount } from '../names-of-before.ts'
import { requireEntry } from '../require-account.ts'
import { defineStep, type StepContext, type Wanted } from '../step.ts'
import { namesOfPerson } from './account-parts.ts'
import { attributeDelta } from './wanted-attributes.ts'

const input = z.strictObject({
  username: z
    .enum(['keep', 'new'])
    .default('keep')
    .describe('Whether sAMAccountName changes too. Profiles and scripts often hang on it, so it stays unless told.'),
  addresses: z
    .enum(['keep', 'new'])
    .default('new')
    .describe('Whether sign-in name (UPN) and mail address change; the addresses of before stay as aliases.'),
})
type Input = z.output<typeof input>

/** The person's AD account is called as the person is. */
export const adRename = defineStep<Input>({
  verb: 'ad.rename',
  summary: "The person's Active Directory account is called as the person is.",
  about:
    'For somebody whose name has changed: given name, surname, display name and common name, and by naming.yaml the sign-in name and the mail address. A sign-in name that fits the new name stays. ' +
    'The mail address of before stays in proxyAddresses as an alias, so that mail still arrives. objectGUID, SID, groups and password stay.',
  systems: ['ad'],
  kinds: ['ad.entry.modify', 'ad.entry.move'],
  input,
  outputs: { userPrincipalName: 'string', mail: 'string', displayName: 'string', formerMail: 'string' },
  examples: [
    {
      title: 'Somebody has married',
      yaml: '- ad.rename: {}',
      plans: [
        'change displayName, sn, userPrincipalName, mail, proxyAddresses of account Adele Lee',
        'rename account Adele Lee to Adele Vance',
      ],
    },
  ],

  async plan(context, wishes) {
    const entry = await requireEntry(context)
    const faults: Fault[] = []
    const upn = firstValue(entry, 'userPrincipalName') ?? ''
    const { names, notes } = await namesForAccount(context, { upn, id: entry.id })
    const values = wantedValues(context, entry, names, wishes)
    const { modify, holds } = await attributeDelta(context, entry, { values, links: {} })
    const target = refTo(entry, entry.dn)
    const changes: Wanted[] = []
    const dn = await dnFor(context, entry, names)
    if (modify) changes.push({ change: { kind: 'ad.entry.modify', type: 'account', target, ...modify } })
    if (dn !== entry.dn)
      changes.push({ change: { kind: 'ad.entry.move', type: 'account', target, from: entry.dn, to: dn } })
    const mail = firstValue(entry, 'mail') ?? ''
    return {
      changes,
      holds: holds + Number(dn === entry.dn),
      faults,
      notes,
      outputs: {
        userPrincipalName: values['userPrincipalName']?.[0] ?? upn,
        mail: values['mail']?.[0] ?? mail,
        displayName: names.displayName,
        formerMail: mail,
      },
    }
  },
})

const wantedValues = (
  context: StepContext,
  entry: AdEntry,
  names: Names,
  { username, addresses }: Input,
): { readonly [attribute: string]: AttributeValues } => ({
  ...namesOfPerson(context, names.displayName),
  ...(username === 'new' ? { sAMAccountName: [names.username] } : {}),
  ...(addresses === 'new' ? { userPrincipalName: [names.upn], ...mailValues(entry, names.mail) } : {}),
})

/** SMTP: is the address to answer to, smtp: an alias. https://learn.microsoft.com/exchange/recipients/email-addresses */
const mailValues = (entry: AdEntry, mail: string): { readonly [attribute: string]: AttributeValues } => {
  const before = firstValue(entry, 'mail')
  if (before === undefined || before.toLowerCase() === mail.toLowerCase()) return { mail: [mail] }
  const aliases = [before, ...valuesOf(entry, 'proxyAddresses').map((address) => address.replace(/^SMTP:/, 'smtp:'))]
    .map((address) => (/^[A-Za-z0-9]+:/.test(address) ? address : `smtp:${address}`))
    .filter((address) => address.toLowerCase() !== `smtp:${mail.toLowerCase()}`)
  const unique = new Map(aliases.map((address) => [address.toLowerCase(), address]))
  return { mail: [mail], proxyAddresses: [...unique.values(), `SMTP:${mail}`].sort() }
}

/** A number behind the common name belongs to it where the OU had that name already. */
const dnFor = async (context: StepContext, entry: AdEntry, { cn }: Names): Promise<string> => {
  const present = rdnValue(entry.dn)
  if (present === cn || (present.startsWith(cn) && /^ \(\d+\)$/.test(present.slice(cn.length)))) return entry.dn
  const parent = parentOf(entry.dn)
  return `${await freeRdn(context, cn, parent)},${parent}`
}
