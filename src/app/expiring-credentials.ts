import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Config } from '../config/config.ts'
import type { Expiring } from '../lifecycle/expiring.ts'
import { endOfDay } from '../model/end-of-day.ts'

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/**
 * The ends of what Joinery signs in with, as far as files and joinery.yaml say it: the certificate or secret of its application, the password of its
 * account, the authority that it checks domain controllers against, and the certificate of its service. What cannot be read is said where it is used.
 */
export const expiringCredentials = async ({ ad, entra, serve }: Config): Promise<readonly Expiring[]> => {
  const wanted: { readonly file: string; readonly system: Expiring['system']; readonly what: string }[] = []
  if (entra && entra !== 'practice' && entra.credential.kind === 'certificate')
    wanted.push({ file: entra.credential.certificate, system: 'entra', what: 'certificate that signs in to Entra' })
  if (ad && ad !== 'practice' && ad.ca !== null)
    wanted.push({ file: ad.ca, system: 'ad', what: 'authority of the domain controllers' })
  if (serve.tls) wanted.push({ file: serve.tls.certificate, system: 'service', what: 'certificate of joinery serve' })
  const said: Expiring[] = []
  if (entra && entra !== 'practice' && entra.credential.kind === 'secret' && entra.credential.expires)
    said.push({ what: 'secret that signs in to Entra', system: 'entra', at: endOf(entra.credential.expires) })
  if (ad && ad !== 'practice' && ad.expires)
    said.push({ what: `password of ${ad.user}`, system: 'ad', at: endOf(ad.expires) })
  const found = await Promise.all(
    wanted.map(async ({ file, system, what }) =>
      (await endsOf(file)).map((at) => ({ what: `${what} (${basename(file)})`, system, at })),
    ),
  )
  return [...said, ...found.flat()]
}

const endOf = (day: string): string => new Date(endOfDay(day)).toISOString()

/** The first end of all certificates in a PEM file; a chain is worth nothing when one of it has ended. */
const endsOf = async (file: string): Promise<readonly string[]> => {
  const text = await readFile(file, 'utf8').catch(() => '')
  const ends = (text.match(CERTIFICATE) ?? []).flatMap((pem) => {
    try {
      return [new X509Certificate(pem).validToDate.toISOString()]
    } catch {
      return []
    }
  })
  return ends.sort().slice(0, 1)
}
