import { createHmac } from 'node:crypto'
import { isSame } from './same-secret.ts'
import type { SignatureProof } from './service-settings.ts'

/** What a signed request came with. */
export interface SignedRequest {
  readonly signature: string | undefined
  readonly timestamp: string | undefined
  readonly body: Uint8Array
}

/** `mark` tells one signed request from all others and is good for nothing else; `until` is when its time window closes, in milliseconds since 1970. */
export type SignatureVerdict =
  | { readonly ok: true; readonly mark: string; readonly until: number }
  | { readonly ok: false; readonly why: 'missing' | 'time' | 'signature' }

const SECONDS = /^\d{9,11}$/
const MILLISECONDS = /^\d{12,14}$/

/** Unix time in seconds or milliseconds, or RFC 3339; NaN for anything else. */
const timeOf = (text: string): number => {
  if (SECONDS.test(text)) return Number(text) * 1000
  return MILLISECONDS.test(text) ? Number(text) : /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN
}

const LABEL = /^(?:sha256|v0|v1)=/i

/** The bytes of a signature as it is written in a header; empty for what is none. */
const bytesOf = (text: string): Buffer => {
  const bare = text.trim().replace(LABEL, '')
  if (/^[0-9a-f]{64}$/i.test(bare)) return Buffer.from(bare, 'hex')
  return /^[A-Za-z0-9+/_-]{43}=?$/.test(bare) ? Buffer.from(bare, 'base64') : Buffer.alloc(0)
}

/** Whether a request was signed with the secret, and at this time. */
export const checkSignature = (
  { signature, timestamp, body }: SignedRequest,
  { secret, windowMs }: SignatureProof,
  now: number,
): SignatureVerdict => {
  if (signature === undefined || timestamp === undefined) return { ok: false, why: 'missing' }
  const expected = createHmac('sha256', secret.reveal()).update(`${timestamp}.`).update(body).digest()
  if (!isSame(bytesOf(signature), expected)) return { ok: false, why: 'signature' }
  const at = timeOf(timestamp)
  if (!(Math.abs(now - at) <= windowMs)) return { ok: false, why: 'time' }
  return { ok: true, mark: expected.toString('base64url'), until: at + windowMs }
}
