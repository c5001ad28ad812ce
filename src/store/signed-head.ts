import type { SignedHead } from '../model/audit.ts'
import { Fault } from '../model/fault.ts'
import { canonicalJson, type Json, type JsonObject } from '../model/json.ts'
import { isPublicKey, isSignedBy } from './ed25519.ts'
import type { SigningKey } from './signing-key.ts'

const FORMAT = 'joinery.head/1'
const HASH = /^sha256:[0-9a-f]{64}$/
const MEMBERS = 'at format hash key records signature'

const signedText = ({ signature: _signature, ...content }: Partial<SignedHead>): string =>
  canonicalJson(content as unknown as Json)

export const signHead = (head: Pick<SignedHead, 'records' | 'hash' | 'at'>, key: SigningKey): SignedHead => {
  const { records, hash, at } = head
  const content = { format: FORMAT, records, hash, at, key: key.publicKey } as const
  return { ...content, signature: key.sign(signedText(content)) }
}

const whyNoHead = (value: JsonObject): string | null => {
  if (value['format'] !== FORMAT) return `its format is not ${FORMAT}`
  if (Object.keys(value).sort().join(' ') !== MEMBERS) return 'members are missing or too many'
  const { records, hash, at, key, signature } = value
  if (!Number.isSafeInteger(records) || Number(records) < 0) return 'its number of records is none'
  if (typeof hash !== 'string' || !HASH.test(hash)) return 'its hash is none'
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at))) return 'its time is none'
  if (typeof key !== 'string' || !isPublicKey(key)) return 'its key is none'
  if (typeof signature !== 'string' || !isSignedBy(signedText(value), signature, key))
    return 'its signature does not fit its content'
  return null
}

/** A head from outside, if its signature fits. Throws `audit/bad-head`. */
export const headFrom = (value: unknown, source: string): SignedHead => {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  const why = isObject ? whyNoHead(value as JsonObject) : 'it is no JSON object'
  if (why !== null) throw new Fault('audit/bad-head', { source, why })
  return value as SignedHead
}

/** The head in a file's text. With `key` only one that was signed with it is accepted (`audit/other-key`). */
export const readHead = (text: string, source: string, key: string | null = null): SignedHead => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new Fault('audit/bad-head', { source, why: 'it is no JSON' }, { cause })
  }
  const head = headFrom(value, source)
  if (key !== null && head.key !== key) throw new Fault('audit/other-key', { source, key: head.key, wanted: key })
  return head
}
