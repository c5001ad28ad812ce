const OF_THIS_MACHINE: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Whether a request with this Host header was meant for the service. A page that a browser has loaded from elsewhere, under a name that was made to
 * lead here (DNS rebinding), sends that name. https://datatracker.ietf.org/doc/html/rfc9110#section-7.2
 */
export const isAllowedHost = (header: string | undefined, names: readonly string[]): boolean => {
  const name = header === undefined ? null : /^(\[[0-9a-f:.]+\]|[^:[\]/@\s]+)(?::\d{1,5})?$/i.exec(header)?.[1]
  if (!name) return false
  const plain = name.toLowerCase().replace(/\.$/, '')
  return OF_THIS_MACHINE.has(plain) || names.some((one) => one.toLowerCase() === plain)
}

const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/

/** Whether a request came from this machine itself, and was not passed on by a proxy. */
export const isFromHere = (peer: string | undefined, forwarded: boolean): boolean =>
  !forwarded && peer !== undefined && LOOPBACK.test(peer)
