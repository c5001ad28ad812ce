import { X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PracticeClock } from '../practice-clock.ts'
import type { IssuedCertificates } from './issue-certificates.ts'

/** What a TLS server of the practice tenant needs, and what its clients have to trust. All PEM. */
export interface PracticeCertificates {
  readonly caPem: string
  /** Where clients find the CA certificate; null where nothing is kept on disk. */
  readonly caFile: string | null
  readonly key: string
  readonly cert: string
}

const FOLDER = 'tls'
const CA_FILE = 'ca.pem'
const CERT_FILE = 'server.pem'
const KEY_FILE = 'server-key.pem'
const RENEW_BEFORE_MS = 30 * 86_400_000

/** An interrupted write leaves the old file. */
const writePrivate = (path: string, text: string): void => {
  writeFileSync(`${path}.new`, text, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

const lastsLongEnough = (pem: string, nowMs: number): boolean => {
  const cert = new X509Certificate(pem)
  return cert.validFromDate.getTime() <= nowMs && cert.validToDate.getTime() - RENEW_BEFORE_MS > nowMs
}

/** The kept certificates; null where there are none, where they do not belong together, or where they end soon. */
const readKept = (folder: string, nowMs: number): IssuedCertificates | null => {
  const paths = [CA_FILE, CERT_FILE, KEY_FILE].map((file) => join(folder, file))
  if (!paths.every((path) => existsSync(path))) return null
  const [ca = '', cert = '', key = ''] = paths.map((path) => readFileSync(path, 'utf8'))
  try {
    const issuer = new X509Certificate(ca)
    const belongs = new X509Certificate(cert).verify(issuer.publicKey)
    return belongs && lastsLongEnough(cert, nowMs) && lastsLongEnough(ca, nowMs) ? { ca, cert, key } : null
  } catch {
    return null
  }
}

const issue = async (nowMs: number): Promise<IssuedCertificates> => {
  const { issueCertificates } = await import('./issue-certificates.ts')
  return issueCertificates(nowMs)
}

const keep = (folder: string, issued: IssuedCertificates): void => {
  writePrivate(join(folder, KEY_FILE), issued.key)
  writePrivate(join(folder, CERT_FILE), issued.cert)
  writePrivate(join(folder, CA_FILE), issued.ca)
}

/** Companies in memory share theirs: issuing takes as long as all the rest of a start. */
let inMemory: IssuedCertificates | null = null

const sharedInMemory = async (nowMs: number): Promise<IssuedCertificates> => {
  if (!inMemory || !lastsLongEnough(inMemory.cert, nowMs)) inMemory = await issue(nowMs)
  return inMemory
}

/**
 * Certificates for localhost and 127.0.0.1, made once and kept in `<folder>/tls/`; made anew a month before they end. With null nothing is
 * kept beyond this process. The clock has to be the machine's: clients compare the validity with theirs.
 */
export const practiceCertificates = async (
  folder: string | null,
  clock: PracticeClock,
): Promise<PracticeCertificates> => {
  const nowMs = clock.now()
  if (folder === null) {
    const { ca, cert, key } = await sharedInMemory(nowMs)
    return { caPem: ca, caFile: null, cert, key }
  }
  const tls = join(folder, FOLDER)
  mkdirSync(tls, { recursive: true, mode: 0o700 })
  const kept = readKept(tls, nowMs)
  const { ca, cert, key } = kept ?? (await issue(nowMs))
  if (!kept) keep(tls, { ca, cert, key })
  return { caPem: ca, caFile: join(tls, CA_FILE), cert, key }
}
