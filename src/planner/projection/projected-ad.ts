import type { AdDomain, AdRecycleBin } from '../../model/ad-query.ts'
import { sameDn } from '../../model/distinguished-name.ts'
import { Fault } from '../../model/fault.ts'
import type { AdReader, AdWriter } from '../../ports/ad.ts'
import { readDeleted, searchDeleted } from './ad-deleted.ts'
import { emptyOverlay, readByDn, readById } from './ad-overlay.ts'
import { searchOverlay } from './ad-search.ts'
import type { Authorship } from './authorship.ts'
import { writeAd } from './write-ad.ts'

/** Active Directory as it will be: reads answer what they would after the writes made here, and nothing is ever written to the live one. */
export interface ProjectedAd extends AdReader {
  /** Writes into the projection; an object that is added gets the id that `newId` gives. */
  writer(newId: () => string, by: Authorship): AdWriter
}

export const projectAd = (live: AdReader): ProjectedAd => {
  const overlay = emptyOverlay(live)
  return {
    domain: () => live.domain(),
    byId: (id, attributes) => readById(overlay, id, attributes),
    byDn: (dn, attributes) => readByDn(overlay, dn, attributes),
    search: (query) => searchOverlay(overlay, query),
    isDeletionProtected: async (id) => {
      const node = overlay.nodes.get(id)
      return node && node.below !== 'live' ? false : live.isDeletionProtected(id)
    },
    recycleBin: () => live.recycleBin(),
    deleted: (query) => searchDeleted(overlay, query),
    deletedById: (id, attributes) => readDeleted(overlay, id, attributes),
    writer: (newId, by) => writeAd(overlay, newId, by),
  }
}

const DOMAIN_ID = '00000000-0000-4000-8000-000000000000'

/** A directory with nothing in it but the domain itself: a projection over it is a directory in memory. */
export const emptyAd = (domain: AdDomain, recycleBin: AdRecycleBin = { enabled: true, readable: true }): AdReader => {
  const root = { id: DOMAIN_ID, dn: domain.base, attributes: {} }
  return {
    domain: async () => domain,
    byId: async (id) => (id === DOMAIN_ID ? root : null),
    byDn: async (dn) => (sameDn(dn, domain.base) ? root : null),
    search: async ({ base = domain.base }) => {
      if (!sameDn(base, domain.base)) throw new Fault('ad/no-such-object', { target: base })
      return []
    },
    isDeletionProtected: async () => false,
    recycleBin: async () => recycleBin,
    async deleted() {
      if (!recycleBin.readable) throw new Fault('ad/deleted-hidden', { server: domain.server })
      return []
    },
    deletedById: async () => null,
  }
}
