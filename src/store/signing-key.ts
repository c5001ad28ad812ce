import { createPrivateKey, type KeyObject, randomUUID } from 'node:crypto'
import { closeSync, constants, existsSync, fstatSync, linkSync, openSync, readFileSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../model/fault.ts'
import { newPrivateKey, publicKeyOf, signatureOf } from './ed25519.ts'
import { openPrivateFolder, writePrivateFile } from './private-files.ts'

const FILE = 'audit-key.pem'
const OTHERS = 0o077

/** The key of a state folder, with which heads of its journal are signed. */
export interface SigningKey {
  /** `ed25519:` and 64 hexadecimal digits. */
  readonly publicKey: string
  sign(text: string): string
}

const unusable = (file: string, why: string, cause?: unknown): Fault =>
  new Fault('audit/bad-key', { file, why }, { cause })

/** Only one of several processes that come first makes the key: a link is made or it is there, and is never half written. */
const makeKey = (file: string): void => {
  const draft = `${file}.${randomUUID()}`
  writePrivateFile(draft, newPrivateKey())
  try {
    linkSync(draft, file)
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown
  } finally {
    unlinkSync(draft)
  }
}

const readPem = (file: string): string => {
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
  try {
    // Windows answers made-up bits.
    if (process.platform !== 'win32' && (fstatSync(descriptor).mode & OTHERS) !== 0)
      throw unusable(file, 'other users of this machine may read it')
    return readFileSync(descriptor, 'utf8')
  } finally {
    closeSync(descriptor)
  }
}

const readKey = (file: string): KeyObject => {
  const key = createPrivateKey(readPem(file))
  if (key.asymmetricKeyType !== 'ed25519') throw unusable(file, 'it is no Ed25519 key')
  return key
}

/** The key in the state folder, made on first use. Throws `audit/bad-key` for one that others could have read. */
export const openSigningKey = (folder: string): SigningKey => {
  openPrivateFolder(folder)
  const file = join(folder, FILE)
  try {
    if (!existsSync(file)) makeKey(file)
    const key = readKey(file)
    return { publicKey: publicKeyOf(key), sign: (text) => signatureOf(text, key) }
  } catch (thrown) {
    if (thrown instanceof Fault) throw thrown
    throw unusable(file, thrown instanceof Error ? thrown.message : String(thrown), thrown)
  }
}
