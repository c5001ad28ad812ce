import { Fault } from '../model/fault.ts'

export interface ServerAddress {
  readonly host: string
  readonly port: number
  /** For messages and the journal: `ldaps://dc1.corp.contoso.com`. */
  readonly url: string
}

const DEFAULT_PORT = 636

/**
 * Reads the URL of a server. Only `ldaps://` is taken: with `ldap://` the password would cross the network in clear, and so would it after
 * StartTLS when a server ends the encryption. Throws `ad/not-ldaps`.
 */
export const parseServer = (url: string): ServerAddress => {
  const parsed = URL.parse(url)
  const extra = parsed ? `${parsed.username}${parsed.password}${parsed.search}${parsed.hash}` : ''
  const plainPath = parsed !== null && (parsed.pathname === '' || parsed.pathname === '/')
  if (parsed?.protocol !== 'ldaps:' || parsed.hostname === '' || extra !== '' || !plainPath)
    throw new Fault('ad/not-ldaps', { url })
  // IPv6 stands in brackets in a URL, and without them everywhere else.
  const host = parsed.hostname.replace(/^\[|\]$/g, '')
  return { host, port: parsed.port === '' ? DEFAULT_PORT : Number(parsed.port), url: `ldaps://${parsed.host}` }
}
