import type { Secret } from '../model/secret.ts'

/**
 * Id of the user on whose behalf a token was given; null for one that was given to an application. Graph's tokens may change their form at any
 * time, so a text that cannot be read says nothing. https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
export const tokenOwner = (token: Secret): string | null => {
  const payload = token.reveal().split('.')[1] ?? ''
  try {
    const { oid, scp } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as {
      oid?: unknown
      scp?: unknown
    }
    return typeof oid === 'string' && typeof scp === 'string' ? oid.toLowerCase() : null
  } catch {
    return null
  }
}
