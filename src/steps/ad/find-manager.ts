import type { AdEntry } from '../../model/ad-entry.ts'
import { accounts, allOf, equals } from '../../model/ad-query.ts'
import { tryParseDn } from '../../model/distinguished-name.ts'
import { Fault } from '../../model/fault.ts'
import { required } from '../required.ts'
import type { StepContext } from '../step.ts'

/** Somebody that an account points to, as named in the input or in the playbook, and what for. */
export interface PersonReference {
  readonly reference: string
  /** `manager`, `secretary`, … */
  readonly field: string
}

/**
 * The AD account of somebody named by employeeId, UPN or DN, in the directory or earlier in the same batch. Throws `plan/unknown-person` for
 * none and `plan/ambiguous-person` for several.
 */
export const findManager = async (context: StepContext, named: PersonReference): Promise<AdEntry> => {
  const found = await candidates(context, named.reference)
  return theOnly(
    context,
    named,
    found.map((entry) => ({ value: entry, name: entry.dn })),
  )
}

const candidates = async (context: StepContext, reference: string): Promise<readonly AdEntry[]> => {
  const ad = required(context.read.ad)
  const attributes = ['sAMAccountName', 'userPrincipalName']
  if (reference.includes('=') && tryParseDn(reference)) {
    const entry = await ad.byDn(reference, attributes)
    return entry ? [entry] : []
  }
  const key = reference.includes('@') ? 'userPrincipalName' : context.key.ad
  return ad.search({ scope: 'sub', filter: allOf([accounts, equals(key, reference)]), attributes })
}

/** The one account that a reference fits. */
export const theOnly = <T>(
  context: StepContext,
  { reference, field }: PersonReference,
  found: readonly { readonly value: T; readonly name: string }[],
): T => {
  const where = context.person.manager === reference ? context.where('manager') : context.where()
  const [first, second] = found
  if (second) {
    const names = found.map(({ name }) => name).join(' and ')
    throw new Fault('plan/ambiguous-person', { reference, field, names }, { where })
  }
  if (!first) throw new Fault('plan/unknown-person', { reference, field }, { where })
  return first.value
}
