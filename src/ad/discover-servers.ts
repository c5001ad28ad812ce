import { Fault } from '../model/fault.ts'

/** One SRV record, as `resolveSrv` of node:dns/promises answers it. */
export interface SrvRecord {
  readonly name: string
  readonly port: number
  readonly priority: number
  readonly weight: number
}

const byPreference = (a: SrvRecord, b: SrvRecord): number =>
  a.priority - b.priority || b.weight - a.weight || (a.name < b.name ? -1 : 1)

/**
 * The domain controllers of a domain as `ldaps://` URLs, best first. The records name the port without encryption, so 636 is used in its
 * place. Throws `ad/no-servers`. https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/c1987d42-1847-4cc9-acf7-aab2136d6952
 */
export const discoverServers = async (
  dnsName: string,
  resolveSrv: (name: string) => Promise<readonly SrvRecord[]>,
): Promise<readonly string[]> => {
  const name = `_ldap._tcp.dc._msdcs.${dnsName}`
  const nothing = (reason: string, cause?: unknown): Fault =>
    new Fault('ad/no-servers', { domain: dnsName, name, reason }, { cause })
  const records = await resolveSrv(name).catch((error: Error) => {
    throw nothing(error.message, error)
  })
  if (records.length === 0) throw nothing('the answer is empty')
  return [...records].sort(byPreference).map((record) => `ldaps://${record.name.replace(/\.$/, '')}:636`)
}
