import { equals } from '../../model/ad-query.ts'
import { objectGuidIn } from '../../model/immutable-id.ts'
import type { Readers } from '../../ports/systems.ts'
import { required } from '../require-system.ts'

/**
 * Whether a user is in a group from which licences come. Entra takes the licences of a group away some minutes after somebody has left it, and
 * learns of Active Directory later still; until then they show as if they stayed.
 */
export const stillInGroup = async (read: Readers, userId: string, groupId: string): Promise<boolean> => {
  const entra = required(read.entra, 'entra')
  const group = (await entra.groupsOf(userId)).find(({ id }) => id === groupId)
  if (!group) return false
  if (!group.onPremisesSyncEnabled || group.sid === undefined || !read.ad) return true
  const anchor = (await entra.user(userId))?.properties['onPremisesImmutableId']
  const guid = typeof anchor === 'string' ? objectGuidIn(anchor) : null
  const member = guid === null ? null : await read.ad.byId(guid, [])
  const [master] = await read.ad.search({ scope: 'sub', filter: equals('objectSid', group.sid), attributes: [] })
  if (!member || !master) return true
  const filter = equals('member', member.dn)
  return (await read.ad.search({ base: master.dn, scope: 'base', filter, attributes: [] })).length > 0
}
