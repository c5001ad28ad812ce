import type { EntraUser } from '../../model/entra-objects.ts'
import { Fault } from '../../model/fault.ts'
import { findEntraPerson } from '../find-person.ts'
import { required } from '../required.ts'
import type { StepContext } from '../step.ts'
import { addressOf } from './person-mailbox.ts'

/** Where mail is to go. */
export interface ForwardTarget {
  readonly address: string
  /** Who has the address; null for one that no user of the tenant has. */
  readonly user: EntraUser | null
  readonly external: boolean
}

/** An SMTP address in its plain form; quoted local parts and address literals are none that a person would type. */
const ADDRESS = /^[^\s@<>()[\],;:\\"']{1,64}@([a-z0-9\u00a1-\uffff-]{1,63}\.)+[a-z0-9\u00a1-\uffff-]{2,63}$/iu

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

const isUnknown = (thrown: unknown): boolean => thrown instanceof Fault && thrown.code === 'plan/unknown-person'

/** Somebody by employeeId, UPN, mail address or one of the other addresses; undefined for an address that no user has. */
const userAt = async (context: StepContext, reference: string): Promise<EntraUser | undefined> => {
  try {
    return await findEntraPerson(context, reference)
  } catch (thrown) {
    if (!isUnknown(thrown) || !ADDRESS.test(reference)) throw thrown
    const found = await required(context.read.entra).usersBy('proxyAddresses', `smtp:${reference}`)
    return found.length === 1 ? found[0] : undefined
  }
}

/**
 * The address that a reference stands for. Throws `plan/unknown-person` for one that is neither a person's nor an address, and
 * `plan/external-forward` for one of another organisation, unless that is allowed.
 */
export const forwardTarget = async (
  context: StepContext,
  reference: string,
  allowExternal: boolean,
): Promise<ForwardTarget> => {
  const user = await userAt(context, reference.trim())
  if (user) return { address: addressOf(user), user, external: false }
  const address = reference.trim()
  const { domains } = await required(context.read.entra).tenant()
  const external = !domains.some((domain) => domain.toLowerCase() === domainOf(address))
  if (external && !allowExternal)
    throw new Fault('plan/external-forward', { address, domains: domains.join(', ') }, { where: context.where() })
  return { address, user: null, external }
}
