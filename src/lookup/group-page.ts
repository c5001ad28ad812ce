import type { EntraGroup } from '../model/entra-objects.ts'
import type { EntraGroupPage, GroupPage } from '../model/group-page.ts'
import { adGroupPage } from './ad-group-page.ts'
import { findGroupAnywhere } from './find-groups.ts'
import type { LookupDeps } from './lookup-deps.ts'

/** One page about a group. */
export const groupPage = async (deps: LookupDeps, name: string, only: 'ad' | 'entra' | null): Promise<GroupPage> => {
  const { entry, group } = await findGroupAnywhere(deps, name, only)
  const ad = deps.read.ad && entry ? await adGroupPage(deps.read.ad, entry) : null
  const entra = group ? await entraGroupPage(deps, group) : null
  const notes =
    ad && entra ? ['It is synchronised: its members are changed in Active Directory, and Entra follows.'] : []
  return { format: 'joinery.group/1', name: ad?.sAMAccountName ?? group?.displayName ?? name, ad, entra, notes }
}

const entraGroupPage = async ({ lookup }: LookupDeps, group: EntraGroup): Promise<EntraGroupPage> => {
  const members = (await lookup?.membersOf(group.id)) ?? []
  return {
    id: group.id,
    displayName: group.displayName,
    mail: group.mail,
    kind: kindOf(group),
    membersChange: masterOf(group),
    members: members
      .map(({ id, displayName, type, userPrincipalName }) => ({
        id,
        name: userPrincipalName ? `${displayName} (${userPrincipalName})` : displayName,
        type,
        enabled: null,
      }))
      .sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name))),
  }
}

/** https://learn.microsoft.com/graph/api/resources/groups-overview#group-types-in-microsoft-entra-id-and-microsoft-graph */
const kindOf = ({ groupTypes, mailEnabled, securityEnabled, isAssignableToRole }: EntraGroup): string => {
  if (groupTypes.includes('Unified')) return 'Microsoft 365 group'
  if (mailEnabled) return securityEnabled ? 'mail-enabled security group' : 'distribution list'
  return isAssignableToRole ? 'security group that admin roles can be assigned to' : 'security group'
}

const masterOf = ({ groupTypes, mailEnabled, onPremisesSyncEnabled }: EntraGroup): string => {
  if (groupTypes.includes('DynamicMembership')) return 'by rule'
  if (onPremisesSyncEnabled) return 'in Active Directory'
  return mailEnabled && !groupTypes.includes('Unified') ? 'in Exchange' : 'by hand'
}
