import type { SponsorWriter } from '../ports/sponsors.ts'
import type { Send } from './graph-request.ts'
import type { GraphRoot } from './graph-root.ts'
import { references } from './graph-url.ts'
import { instead } from './instead.ts'
import { sponsorUrls } from './sponsor-url.ts'

/** Writes of sponsors over Graph, each sent once. */
export const sponsorWriter = (send: Send, root: GraphRoot): SponsorWriter => {
  const reference = references(root)
  return {
    async addSponsor(guestId, sponsorId) {
      const doing = `making ${sponsorId} a sponsor of ${guestId}`
      const body = { '@odata.id': reference.user(sponsorId) }
      await send({ method: 'POST', path: sponsorUrls.sponsorsRef(guestId), body, doing })
    },
    async removeSponsor(guestId, sponsorId) {
      const doing = `removing ${sponsorId} from the sponsors of ${guestId}`
      const path = sponsorUrls.sponsorRef(guestId, sponsorId)
      await send({ method: 'DELETE', path, doing }).catch(instead('entra/not-found', 'entra/not-sponsor', doing))
    },
  }
}
