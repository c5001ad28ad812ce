import { z } from 'zod'
import { type AdEntry, type Attributes, isEnabled, valuesOf } from '../../model/ad-entry.ts'
import { rdnValue } from '../../model/distinguished-name.ts'
import { Fault } from '../../model/fault.ts'
import { refTo } from '../../model/object-ref.ts'
import { required } from '../required.ts'
import { defineStep, type StepContext } from '../step.ts'

/** The person has no AD account. */
export const adDelete = defineStep({
  verb: 'ad.delete',
  summary: "Deletes the person's Active Directory account.",
  about:
    'Where the recycle bin of Active Directory is on and ad.user may look into it, the account goes there with its id, attributes and groups, and can be brought back (undo, ad.restore) until the domain forgets it, after 180 days as a rule. Where it is off, nothing brings the account back, and the plan says so. ' +
    'An account with objects below it, or protected from accidental deletion, is refused. A synchronised account is then deleted in Entra by Entra Connect, with mailbox and OneDrive. Where there is no account, nothing is to do.',
  systems: ['ad'],
  kinds: ['ad.entry.delete'],
  input: z.strictObject({}),
  outputs: {},
  examples: [{ title: 'After retention', yaml: '- ad.delete: {}', plans: ['delete account Adele Vance'] }],

  async plan(context) {
    const entry = await context.accounts.ad()
    if (!entry) return { changes: [], holds: 1 }
    await refuseChildren(context, entry)
    await refuseProtected(context, entry)
    const noUndo = await whyNoUndo(context)
    const change = {
      kind: 'ad.entry.delete',
      type: 'account',
      target: refTo(entry, entry.dn),
      was: shownOf(entry),
      ...(noUndo === null ? { bin: true as const } : { noUndo }),
    } as const
    return { changes: [{ change }], holds: 0, notes: notesFor(context, entry, noUndo) }
  },
})

const SHOWN = [
  'sAMAccountName',
  'userPrincipalName',
  'mail',
  'displayName',
  'title',
  'department',
  'manager',
  'memberOf',
]

/** What the plan shows of an account that goes. */
const shownOf = (entry: AdEntry): Attributes =>
  Object.fromEntries(
    SHOWN.map((name) => [name, [...valuesOf(entry, name)].sort()] as const).filter(([, values]) => values.length > 0),
  )

const MOST_TOLD = 3

const refuseChildren = async (context: StepContext, { dn }: AdEntry): Promise<void> => {
  const filter = { op: 'present', attribute: 'objectClass' } as const
  const children = await required(context.read.ad).search({ base: dn, scope: 'one', filter, attributes: ['cn'] })
  if (children.length === 0) return
  const told = children.slice(0, MOST_TOLD).map((child) => rdnValue(child.dn))
  const more = children.length > MOST_TOLD ? ` and ${children.length - MOST_TOLD} more` : ''
  throw new Fault(
    'plan/account-has-children',
    { account: dn, children: `${told.join(', ')}${more}` },
    { where: context.where() },
  )
}

const refuseProtected = async (context: StepContext, { id, dn }: AdEntry): Promise<void> => {
  if (await required(context.read.ad).isDeletionProtected(id))
    throw new Fault('plan/deletion-protected', { account: dn }, { where: context.where() })
}

/** Why nobody can bring the account back; null where it can be. */
const whyNoUndo = async (context: StepContext): Promise<string | null> => {
  const { enabled, readable } = await required(context.read.ad).recycleBin()
  if (!enabled) return 'the recycle bin of Active Directory is off, so what the account was is lost'
  return readable
    ? null
    : 'ad.user may not look into the recycle bin of Active Directory; an administrator can restore it'
}

const notesFor = ({ mode }: StepContext, entry: AdEntry, noUndo: string | null): readonly string[] => [
  ...(noUndo === null ? [] : [`deleting the account cannot be undone: ${noUndo}`]),
  ...(isEnabled(entry) ? ['the account is still enabled'] : []),
  ...(mode === 'hybrid' ? ['Entra Connect deletes the cloud account as well, with mailbox and OneDrive'] : []),
]
