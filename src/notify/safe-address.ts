import { BlockList, isIP, isIPv6 } from 'node:net'

/** Addresses that are no public server: this machine, the own network, the network's own services, and what is no single host. */
const notPublic = new BlockList()
const subnets: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 128, 'ipv6'],
  ['::1', 128, 'ipv6'],
  // An IPv4 address in other clothes, by translation (64:ff9b::) or tunnel (2002::).
  ['64:ff9b::', 96, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
]
for (const [net, prefix, type] of subnets) notPublic.addSubnet(net, prefix, type)

const isPublic = (address: string): boolean => {
  if (isIP(address) === 0) return false
  return !notPublic.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost'])

/**
 * Why a webhook's address is not called; null where nothing speaks against it. A name is looked up here and once more by the request itself: who
 * controls the name can answer differently in between, so that this guards against a mistake or a foreign secret, not against the owner of the server.
 */
export const whyUnsafe = async (
  text: string,
  { isPrivate, resolve }: { readonly isPrivate: boolean; resolve(host: string): Promise<readonly string[]> },
): Promise<string | null> => {
  const url = URL.parse(text.trim())
  if (!url?.hostname) return 'is no web address'
  if (url.username || url.password) return 'has a user name or password in it'
  if (url.protocol === 'http:' && loopback.has(url.hostname)) return null
  if (url.protocol !== 'https:') return 'is not encrypted (https)'
  if (isPrivate) return null
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) === 0 ? await resolve(host) : [host]
  return addresses.every(isPublic) ? null : 'is inside this machine or the own network'
}
