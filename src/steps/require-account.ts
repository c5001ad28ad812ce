import type { AdEntry } from '../model/ad-entry.ts'
import type { EntraUser } from '../model/entra-objects.ts'
import { Fault } from '../model/fault.ts'
import { personName } from '../model/person.ts'
import type { StepContext } from './step.ts'

/** What steps say that work on an account, where the person has none. */
export const noAccount = (context: StepContext, system: 'ad' | 'entra'): Fault =>
  new Fault(
    'plan/no-account',
    {
      person: personName(context.person),
      key: context.person.employeeId,
      system: system === 'ad' ? 'Active Directory' : 'Entra',
    },
    { where: context.where() },
  )

/** The person's AD account, with the usual attributes and those named besides. Throws `plan/no-account`. */
export const requireEntry = async (context: StepContext, extraAttributes?: readonly string[]): Promise<AdEntry> => {
  const entry = await context.accounts.ad(extraAttributes)
  if (!entry) throw noAccount(context, 'ad')
  return entry
}

/** The person's Entra account. Throws `plan/no-account`. */
export const requireUser = async (context: StepContext): Promise<EntraUser> => {
  const user = await context.accounts.entra()
  if (!user) throw noAccount(context, 'entra')
  return user
}
