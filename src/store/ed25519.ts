import { createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'

const KEY = /^ed25519:([0-9a-f]{64})$/
const SIGNATURE = /^[0-9a-f]{128}$/

/** A new private key as PEM. https://www.rfc-editor.org/rfc/rfc8410 */
export const newPrivateKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

/** `ed25519:` and the 32 bytes of the public key in hexadecimal digits. */
export const publicKeyOf = (key: KeyObject): string => {
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' })
  return `ed25519:${Buffer.from(x, 'base64url').toString('hex')}`
}

export const signatureOf = (text: string, key: KeyObject): string => sign(null, Buffer.from(text), key).toString('hex')

export const isPublicKey = (text: string): boolean => KEY.test(text)

/** Whether the holder of the key signed the text. Spellings other than that of `signatureOf` are not accepted. */
export const isSignedBy = (text: string, signature: string, publicKey: string): boolean => {
  const [, hex] = KEY.exec(publicKey) ?? []
  if (hex === undefined || !SIGNATURE.test(signature)) return false
  const x = Buffer.from(hex, 'hex').toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'hex'))
}
