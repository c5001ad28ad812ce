import { constants, createHash, verify, X509Certificate } from 'node:crypto'
import type { Json } from '../../../model/json.ts'
import { type Jwt, readJwt } from './jwt.ts'

/** What is wrong with an assertion, as the number that Entra gives to it. */
export type AssertionFault = 'AADSTS50027' | 'AADSTS700027' | 'AADSTS700021' | 'AADSTS700024'

const MS_PER_SECOND = 1000
const CLOCK_SKEW_SECONDS = 300

/** RSA with either padding; clients of today send PS256, older ones RS256. */
const paddings: { readonly [algorithm: string]: { readonly padding: number; readonly saltLength?: number } } = {
  RS256: { padding: constants.RSA_PKCS1_PADDING },
  PS256: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
}

/**
 * Checks that a client signed its request for a token with one of its certificates; null if it did.
 * https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 */
export const assertionFault = (
  assertion: string,
  expected: { readonly client: string; readonly certificates: readonly string[]; readonly now: number },
): AssertionFault | null => {
  const jwt = readJwt(assertion)
  if (!jwt) return 'AADSTS50027'
  if (jwt.payload.iss !== expected.client || jwt.payload.sub !== expected.client) return 'AADSTS700021'
  const certificate = expected.certificates
    .map((pem) => new X509Certificate(pem))
    .find((candidate) => isNamed(candidate, jwt))
  if (!certificate || !isSignedBy(certificate, jwt)) return 'AADSTS700027'
  const expired = Number(jwt.payload.exp) + CLOCK_SKEW_SECONDS < expected.now / MS_PER_SECOND
  return expired ? 'AADSTS700024' : null
}

const isNamed = ({ raw }: X509Certificate, { header }: Jwt): boolean => {
  const thumbprint = (hash: 'sha1' | 'sha256'): string => createHash(hash).update(raw).digest('base64url')
  return isSame(header.x5t, thumbprint('sha1')) || isSame(header['x5t#S256'], thumbprint('sha256'))
}

const isSame = (claimed: Json | undefined, thumbprint: string): boolean =>
  typeof claimed === 'string' && Buffer.from(claimed, 'base64url').toString('base64url') === thumbprint

const isSignedBy = ({ publicKey }: X509Certificate, { header, signed, signature }: Jwt): boolean => {
  const padding = paddings[String(header.alg)]
  return padding !== undefined && verify('sha256', Buffer.from(signed), { key: publicKey, ...padding }, signature)
}
