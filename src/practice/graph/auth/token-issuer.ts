import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import type { JsonObject } from '../../../model/json.ts'
import type { PracticeClock } from '../../practice-clock.ts'
import type { Caller } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { type Jwt, readJwt, segment } from './jwt.ts'

/** Whom a token stands for: an application with its roles, or a person who signed in to it with what it may do in their name. */
export interface TokenCaller {
  readonly appId: string
  readonly roles: readonly string[]
  readonly user?: SignedInUser
}

export interface SignedInUser {
  readonly id: string
  readonly userPrincipalName: string
  readonly displayName: string
}

/** Makes and reads access tokens. Keys live as long as the server. */
export interface TokenIssuer {
  /** `seconds`: how long the token is good for. `audience`: whom it is for; Graph when absent. */
  issue(caller: TokenCaller, seconds: number, audience?: string): string
  /** Any claims of our own, signed, with their times. */
  sign(payload: JsonObject, seconds: number): string
  /** Who a token stands for. Throws the refusal that Graph gives to a token that is missing, broken, expired, foreign or for somebody else. */
  read(authorization: string | undefined, audience?: string): Caller
  /** Public keys, as the `jwks_uri` of a tenant answers them. */
  readonly keys: readonly JsonObject[]
}

const KEY_ID = 'practice'
export const GRAPH_AUDIENCE = 'https://graph.microsoft.com'
const MS_PER_SECOND = 1000

export const createTokenIssuer = (settings: {
  readonly clock: PracticeClock
  readonly tenant: string
}): TokenIssuer => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const key = createPrivateKey(privateKey)
  const isSigned = signatureCheck(createPublicKey(publicKey))
  const issuer = `https://sts.windows.net/${settings.tenant}/`
  return {
    issue: (caller, seconds, audience = GRAPH_AUDIENCE) =>
      signed(key, { ...claims(caller, issuer, settings, seconds), aud: audience }),
    sign: (payload, seconds) => signed(key, { ...payload, ...times(settings.clock, seconds) }),
    read: (authorization, audience = GRAPH_AUDIENCE) =>
      readToken(authorization, { isSigned, issuer, audience, clock: settings.clock }),
    keys: [{ ...(jwkOf(key) as JsonObject), use: 'sig', kid: KEY_ID, alg: 'ES256' }],
  }
}

const jwkOf = (key: KeyObject): JsonObject => {
  const { kty, crv, x, y } = key.export({ format: 'jwk' })
  return { kty: kty ?? 'EC', crv: crv ?? 'P-256', x: x ?? '', y: y ?? '' }
}

const times = (clock: PracticeClock, seconds: number): JsonObject => {
  const iat = Math.floor(clock.now() / MS_PER_SECOND)
  return { iat, nbf: iat, exp: iat + seconds }
}

/** https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
const claims = (
  { appId, roles, user }: TokenCaller,
  iss: string,
  { clock, tenant }: { readonly clock: PracticeClock; readonly tenant: string },
  seconds: number,
): JsonObject => ({
  iss,
  ...times(clock, seconds),
  appid: appId,
  ...(user
    ? {
        idtyp: 'user',
        scp: roles.join(' '),
        oid: user.id,
        sub: user.id,
        upn: user.userPrincipalName,
        name: user.displayName,
      }
    : { idtyp: 'app', roles }),
  tid: tenant,
  ver: '1.0',
})

const signed = (key: KeyObject, payload: JsonObject): string => {
  const head = `${segment({ typ: 'JWT', alg: 'ES256', kid: KEY_ID })}.${segment(payload)}`
  return `${head}.${sign('sha256', Buffer.from(head), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}

type SignatureCheck = (jwt: Jwt) => boolean

const MOST_REMEMBERED = 100

/** Clients send the same token with every request, and checking a signature takes longer than answering most of them. */
const signatureCheck = (key: KeyObject): SignatureCheck => {
  const good = new Set<string>()
  return ({ signed: text, signature }) => {
    const whole = `${text}.${signature.toString('base64url')}`
    if (good.has(whole)) return true
    if (!verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, signature)) return false
    if (good.size >= MOST_REMEMBERED) good.clear()
    good.add(whole)
    return true
  }
}

const readToken = (
  authorization: string | undefined,
  {
    isSigned,
    issuer,
    audience,
    clock,
  }: {
    readonly isSigned: SignatureCheck
    readonly issuer: string
    readonly audience: string
    readonly clock: PracticeClock
  },
): Caller => {
  const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1]
  if (token === undefined) throw new GraphFault('auth-empty')
  const jwt = readJwt(token)
  if (!jwt) throw new GraphFault('auth-malformed')
  if (!isSigned(jwt)) throw new GraphFault('auth-unknown')
  if (jwt.payload.iss !== issuer) throw new GraphFault('auth-tenant')
  if (jwt.payload.aud !== audience) throw new GraphFault('auth-audience')
  if (Number(jwt.payload.exp) * MS_PER_SECOND <= clock.now()) throw new GraphFault('auth-expired')
  const { appid, oid } = jwt.payload
  return { appId: String(appid), roles: rolesIn(jwt), ...(typeof oid === 'string' ? { user: oid } : {}) }
}

const rolesIn = ({ payload: { roles, scp } }: Jwt): ReadonlySet<string> => {
  if (typeof scp === 'string') return new Set(scp.split(' '))
  return new Set(Array.isArray(roles) ? roles.map(String) : [])
}
