import { Fault } from '../model/fault.ts'
import { clouds } from './clouds.ts'
import type { EntraSettings } from './entra-settings.ts'

/** Where requests go and which addresses belong to it. */
export interface GraphRoot {
  /** `https://graph.microsoft.com`, or the practice tenant's. */
  readonly origin: string
  /** Path of the version without slashes, `v1.0`. */
  readonly version: string
  /** The address that Graph itself calls its root: links in answers and references in requests begin with it. */
  readonly publicRoot: string
}

const VERSION = 'v1.0'
const loopback = new Set(['127.0.0.1', '[::1]', 'localhost'])

const refuse = (detail: string): Fault => new Fault('entra/bad-settings', { detail })

/** The root of a cloud, or of a practice tenant where `baseUrl` is given. Throws `entra/bad-settings`. */
export const graphRoot = ({ cloud, baseUrl }: Pick<EntraSettings, 'cloud' | 'baseUrl'>): GraphRoot => {
  const origin = clouds[cloud].graph
  const publicRoot = `${origin}/${VERSION}`
  if (baseUrl === undefined) return { origin, version: VERSION, publicRoot }
  const url = URL.parse(baseUrl)
  if (!url) throw refuse(`"${baseUrl}" is no URL`)
  if (url.username || url.password) throw refuse('The address of Graph holds a user name')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback.has(url.hostname)))
    throw refuse(`${url.origin} is not reached over https`)
  const version = url.pathname.replace(/^\/+|\/+$/g, '')
  if (!/^[\w.-]+$/.test(version)) throw refuse(`${baseUrl} does not end with a version such as /v1.0`)
  return { origin: url.origin, version, publicRoot }
}
