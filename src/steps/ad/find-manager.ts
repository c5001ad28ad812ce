import type { AdEntry } from '../../model/ad-entry.ts'
import { accounts, allOf, equals } from '../../model/ad-query.ts'
import { Fault } from '../../model/fault.ts'
import { required } from '../required.ts'
import type { StepContext } from '../step.ts'

/**
 * The AD account of somebody named by employeeId, UPN or DN, in the directory or earlier in the same batch. Throws `plan/unknown-person` for
 * none and `plan/ambiguous-person` for several.
 */
export const findManager = async (context: StepContext, reference: string): Promise<AdEntry> => {
  const ad = required(context.read.ad)
  const attributes = ['sAMAccountName', 'userPrincipalName']
  if (/^[a-z]+=/i.test(reference)) {
    const entry = await ad.byDn(reference, attributes)
    if (!entry) throw unknown(context, reference)
    return entry
  }
  const key = reference.includes('@') ? 'userPrincipalName' : context.key.ad
  const found = await ad.search({ scope: 'sub', filter: allOf([accounts, equals(key, reference)]), attributes })
  if (found.length > 1)
    throw ambiguous(
      context,
      reference,
      found.map(({ dn }) => dn),
    )
  if (!found[0]) throw unknown(context, reference)
  return found[0]
}

export const unknown = (context: StepContext, reference: string): Fault =>
  new Fault('plan/unknown-person', { reference, field: 'manager' }, { where: context.where('manager') })

export const ambiguous = (context: StepContext, reference: string, names: readonly string[]): Fault =>
  new Fault(
    'plan/ambiguous-person',
    { reference, field: 'manager', names: names.join(' and ') },
    { where: context.where('manager') },
  )
