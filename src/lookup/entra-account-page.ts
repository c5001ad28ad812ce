import type { EntraGroup, EntraUser, HeldLicence, Sku } from '../model/entra-objects.ts'
import { Fault } from '../model/fault.ts'
import type { EntraAccountPage, HeldGroup, PageLicence } from '../model/person-page.ts'
import type { EntraReader } from '../ports/entra.ts'
import type { GrantReasons, LookupDeps } from './lookup-deps.ts'

/** The half of a person's page that Entra knows. What the application may not read is left out and said in `notes`. */
export const entraAccountPage = async (
  { lookup, because: reasons }: LookupDeps,
  entra: EntraReader,
  user: EntraUser,
  notes: string[],
): Promise<EntraAccountPage> => {
  const [groups, licences, skus, roles, lastSignIn] = await Promise.all([
    entra.groupsOf(user.id),
    entra.licencesOf(user.id),
    entra.skus(),
    entra.rolesOf(user.id),
    readable(lookup?.lastSignIn(user.id), 'The last sign-in to Entra', notes),
  ])
  const text = (name: string): string | null => {
    const value = user.properties[name]
    return typeof value === 'string' ? value : null
  }
  return {
    id: user.id,
    userPrincipalName: user.userPrincipalName,
    mail: text('mail'),
    enabled: user.properties['accountEnabled'] === true,
    synced: user.properties['onPremisesSyncEnabled'] === true,
    usageLocation: text('usageLocation'),
    lastSignIn,
    groups: groups.map((group) => heldGroup(group, reasons)).sort((a, b) => compare(a.name, b.name)),
    licences: await Promise.all(licences.map((licence) => pageLicence(entra, licence, skus, reasons))),
    roles: roles.map(({ displayName }) => displayName),
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

/** Null with a note where the application lacks the right, or the tenant the service. */
export const readable = async <T>(
  answer: Promise<T | null> | undefined,
  what: string,
  notes: string[],
): Promise<T | null> => {
  try {
    return (await answer) ?? null
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.category === 'bug') throw thrown
    notes.push(`${what} cannot be read: ${thrown.title.toLowerCase()}.`)
    return null
  }
}

const heldGroup = (group: EntraGroup, reasons: GrantReasons | undefined): HeldGroup => ({
  id: group.id,
  name: group.displayName,
  because: whyMember(group) ?? reasons?.reasonFor('cloudGroups', [group.displayName, group.id]) ?? 'by hand',
})

const whyMember = ({ groupTypes, onPremisesSyncEnabled }: EntraGroup): string | null => {
  if (groupTypes.includes('DynamicMembership')) return 'by rule'
  return onPremisesSyncEnabled ? 'from Active Directory' : null
}

const pageLicence = async (
  entra: EntraReader,
  { skuId, group, state }: HeldLicence,
  skus: readonly Sku[],
  reasons: GrantReasons | undefined,
): Promise<PageLicence> => {
  const sku = skus.find((one) => one.skuId === skuId)?.skuPartNumber ?? skuId
  if (group === null) return { sku, state, because: reasons?.reasonFor('licences', [sku, skuId]) ?? 'by hand' }
  const through = await entra.group(group)
  return { sku, state, because: `through ${through?.displayName ?? group}` }
}
