import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'

/** All PEM. */
export interface IssuedCertificates {
  /** What clients have to trust. */
  readonly ca: string
  readonly cert: string
  readonly key: string
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const DAY_MS = 86_400_000
/** Both end together, for they are renewed together. */
const VALID_DAYS = 825
/** Clocks of client and server may differ. */
const SLACK_MS = DAY_MS
const CA_NAME = 'CN=Joinery practice tenant CA, O=Contoso'
const SERVER_NAME = 'CN=localhost, O=Contoso'

const newKeys = async (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])

const keyPem = async (keys: webcrypto.CryptoKeyPair): Promise<string> =>
  PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')

const serialNumber = (): string => `01${Buffer.from(webcrypto.getRandomValues(new Uint8Array(15))).toString('hex')}`

const validity = (nowMs: number): { readonly notBefore: Date; readonly notAfter: Date } => ({
  notBefore: new Date(nowMs - SLACK_MS),
  notAfter: new Date(nowMs + VALID_DAYS * DAY_MS),
})

/**
 * A certificate authority of its own and a server certificate for localhost and 127.0.0.1, valid from the time given on.
 * The authority's key is used once and kept nowhere: who trusts the CA trusts these two certificates and nothing else.
 */
export const issueCertificates = async (nowMs: number): Promise<IssuedCertificates> => {
  const caKeys = await newKeys()
  const serverKeys = await newKeys()
  const ca = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: CA_NAME,
    ...validity(nowMs),
    signingAlgorithm: ALGORITHM,
    keys: caKeys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  })
  const server = await X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: SERVER_NAME,
    issuer: ca.subject,
    ...validity(nowMs),
    signingAlgorithm: ALGORITHM,
    publicKey: serverKeys.publicKey,
    signingKey: caKeys.privateKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
      ]),
      await SubjectKeyIdentifierExtension.create(serverKeys.publicKey),
      await AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  })
  return { ca: ca.toString('pem'), cert: server.toString('pem'), key: await keyPem(serverKeys) }
}
