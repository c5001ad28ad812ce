import type { AdEntry } from '../model/ad-entry.ts'
import { type AdFilter, accounts, allOf, equals } from '../model/ad-query.ts'
import type { EntraUser } from '../model/entra-objects.ts'
import { Fault } from '../model/fault.ts'
import { personName } from '../model/person.ts'
import { theOnly } from './ad/find-manager.ts'
import { required } from './required.ts'
import type { StepAnswer, StepContext } from './step.ts'

/** What a step answers where the input names nobody: an empty text, for HR may not know yet. */
export const nobodyNamed: StepAnswer = { changes: [], holds: 0, skipped: 'nobody is named' }

/** Whether the input names somebody; an empty text and one of blanks do not. */
export const isNamed = (reference: string | null | undefined): reference is string => (reference ?? '').trim() !== ''

/** What is read of somebody else than the person a plan is about. */
const attributes = ['displayName', 'mail', 'sAMAccountName', 'userAccountControl', 'userPrincipalName'] as const

/**
 * The AD account of somebody else, named by employeeId, UPN or mail address, in the directory or earlier in the same batch. `field` is what the
 * input calls that person (`to`, `owner`). Throws `plan/unknown-person`, `plan/ambiguous-person`, or `plan/same-person` where it is the person
 * the plan is about: nobody takes over from oneself.
 */
export const findAdPerson = async (context: StepContext, reference: string, field = 'to'): Promise<AdEntry> => {
  const named = { reference: reference.trim(), field }
  refuseOwnKey(context, named)
  const found = await firstFound(keysFor(named.reference, 'userPrincipalName', context.key.ad), (key) =>
    searchAd(context, equals(key, named.reference)),
  )
  const entry = theOnly(
    context,
    named,
    found.map((value) => ({ value, name: value.dn })),
  )
  if (entry.id === (await context.accounts.ad())?.id) throw samePerson(context, named)
  return entry
}

/** The Entra account of somebody else; like `findAdPerson`. */
export const findEntraPerson = async (context: StepContext, reference: string, field = 'to'): Promise<EntraUser> => {
  const named = { reference: reference.trim(), field }
  refuseOwnKey(context, named)
  const entra = required(context.read.entra)
  const found = await firstFound(keysFor(named.reference, 'userPrincipalName', 'employeeId'), (key) =>
    entra.usersBy(key, named.reference),
  )
  const user = theOnly(
    context,
    named,
    found.map((value) => ({ value, name: value.userPrincipalName })),
  )
  if (user.id === (await context.accounts.entra())?.id) throw samePerson(context, named)
  return user
}

interface Named {
  readonly reference: string
  readonly field: string
}

/**
 * Where to look, best first. A text with an @ is a sign-in name, a mail address, or at last an employee number; any other text is an employee
 * number, which nobody shares by chance.
 */
const keysFor = <U extends string, K extends string>(reference: string, upn: U, key: K): readonly (U | 'mail' | K)[] =>
  reference.includes('@') ? [upn, 'mail', key] : [key]

const firstFound = async <K, T>(keys: readonly K[], look: (key: K) => Promise<readonly T[]>): Promise<readonly T[]> => {
  for (const key of keys) {
    const found = await look(key)
    if (found.length > 0) return found
  }
  return []
}

const searchAd = (context: StepContext, filter: AdFilter): Promise<readonly AdEntry[]> =>
  required(context.read.ad).search({ scope: 'sub', filter: allOf([accounts, filter]), attributes })

/** Also where the person has no account to be compared with. */
const refuseOwnKey = (context: StepContext, named: Named): void => {
  if (named.reference === context.person.employeeId) throw samePerson(context, named)
}

const samePerson = (context: StepContext, { reference, field }: Named): Fault =>
  new Fault('plan/same-person', { person: personName(context.person), reference, field }, { where: context.where() })
