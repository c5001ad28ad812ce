import type { LdapRequest } from './ldap-request.ts'

/** How often a shorter sequence is tried; each costs two servers up to a second. */
const TRIES = 80

/** Leaves requests out as long as the difference stays: first halves, then ever smaller parts, at last single requests. */
export const shrinkSequence = async (
  requests: readonly LdapRequest[],
  stillDiffers: (shorter: readonly LdapRequest[]) => Promise<boolean>,
): Promise<readonly LdapRequest[]> => {
  let kept = requests
  let tries = 0
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = kept.length - size; from > -size && tries < TRIES; from -= size) {
      const start = Math.max(0, from)
      const shorter = [...kept.slice(0, start), ...kept.slice(from + size)]
      tries += 1
      if (shorter.length < kept.length && (await stillDiffers(shorter))) kept = shorter
    }
  }
  return kept
}
