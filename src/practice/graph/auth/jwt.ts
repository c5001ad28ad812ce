import type { JsonObject } from '../../../model/json.ts'

export interface Jwt {
  readonly header: JsonObject
  readonly payload: JsonObject
  /** The text that the signature is over. */
  readonly signed: string
  readonly signature: Buffer
}

const PARTS = 3

/** The parts of a signed JSON web token, unverified; null if it has not that form. RFC 7519 */
export const readJwt = (token: string): Jwt | null => {
  const [head = '', body = '', signature = '', ...rest] = token.split('.')
  if (rest.length > 0 || token.split('.').length < PARTS) return null
  const header = readSegment(head)
  const payload = readSegment(body)
  return (
    header && payload && { header, payload, signed: `${head}.${body}`, signature: Buffer.from(signature, 'base64url') }
  )
}

const readSegment = (text: string): JsonObject | null => {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null
  } catch {
    return null
  }
}

export const segment = (value: JsonObject): string => Buffer.from(JSON.stringify(value)).toString('base64url')
