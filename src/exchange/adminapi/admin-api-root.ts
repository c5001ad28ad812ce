import { Fault } from '../../model/fault.ts'
import { exchangeClouds } from '../exchange-clouds.ts'
import type { ExchangeSettings } from '../exchange-settings.ts'

type AdminApiSettings = Extract<ExchangeSettings, { driver: 'adminapi' }>

/** Addresses of one tenant. */
export interface AdminApiRoot {
  readonly invoke: (options: { readonly select?: readonly string[]; readonly page?: string }) => string
  readonly batch: string
  readonly commands: string
  /** What links to a next page begin with: our own address, or the one that Exchange knows itself by. */
  readonly linkStarts: readonly string[]
}

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost'])
const TENANT = /^[A-Za-z0-9.-]{1,255}$/
/** Which version of Microsoft's module the interface is asked to answer like. */
const MODULE_VERSION = '3.9.2'

const refuse = (detail: string): Fault => new Fault('exchange/bad-settings', { detail })

const originOf = ({ cloud, baseUrl }: AdminApiSettings): string => {
  if (baseUrl === undefined) return exchangeClouds[cloud].origin
  const url = URL.parse(baseUrl)
  if (!url || url.username || url.password) throw refuse(`"${baseUrl}" is no address of a server`)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback.has(url.hostname)))
    throw refuse(`${url.origin} is not reached over https`)
  return url.origin
}

/** Throws `exchange/bad-settings`. */
export const adminApiRoot = (settings: AdminApiSettings): AdminApiRoot => {
  const { tenant, cloud } = settings
  if (!TENANT.test(tenant)) throw refuse(`"${tenant}" is no tenant`)
  const origin = originOf(settings)
  const path = `/adminapi/beta/${tenant}/InvokeCommand`
  const startOf = (host: string): string => `${host}/adminapi/`
  return {
    invoke: ({ select, page }) => {
      const options = [
        ...(select ? [`$select=${select.join(',')}`] : []),
        ...(page === undefined ? [] : [`$skiptoken=${encodeURIComponent(page)}`]),
      ]
      return `${origin}${path}${options.length > 0 ? `?${options.join('&')}` : ''}`
    },
    batch: `${origin}/adminapi/beta/${tenant}/$batch`,
    commands: `${origin}/adminapi/v1.0/${tenant}/EXOModuleFile?Version=${MODULE_VERSION}`,
    linkStarts: [startOf(origin), startOf(exchangeClouds[cloud].origin)],
  }
}

/** The mark of the next page in a link to it. Only the mark is used, so a link can lead to no other server. */
export const pageMark = (link: string, { linkStarts }: AdminApiRoot): string | null => {
  if (!linkStarts.some((start) => link.startsWith(start))) return null
  return URL.parse(link)?.searchParams.get('$skiptoken') || null
}
