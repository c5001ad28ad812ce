import { resolve } from 'node:path'
import { z } from 'zod'
import type { YamlSource } from '../files/yaml-source.ts'
import { didYouMean } from '../model/did-you-mean.ts'
import { Fault } from '../model/fault.ts'
import { feedName, line, path, webAddress } from './config-rules.ts'
import { type SecretRef, secretRef } from './secret-ref.ts'
import { plainServe, type ServeConfig, type ServeProof, type ServeSource } from './serve-config.ts'

const headerName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,79}$/, 'this is no name of a header')
  .transform((name) => name.toLowerCase())

const UNIT_MS: { readonly [unit: string]: number } = { s: 1000, m: 60_000, h: 3_600_000 }

const rhythm = z
  .string()
  .regex(/^[1-9]\d{0,3}[smh]$/, 'a rhythm is a whole number and s, m or h, such as 1m')
  .transform((text) => Number(text.slice(0, -1)) * (UNIT_MS[text.slice(-1)] ?? 0))

/** A longer window leaves a request that somebody has copied good for longer. */
const LONGEST_WINDOW_S = 900

const hmac = z.strictObject({
  secret: secretRef,
  header: headerName.default('x-signature'),
  timestampHeader: headerName.default('x-timestamp'),
  windowSeconds: z.number().int().min(10).max(LONGEST_WINDOW_S).default(300),
})

const source = z.strictObject({
  token: secretRef.optional(),
  hmac: hmac.optional(),
  accepts: z
    .array(z.enum(['hooks', 'scim']))
    .min(1)
    .optional(),
  perMinute: z.number().int().min(1).max(100_000).optional(),
})

/** `serve:` of joinery.yaml. */
export const serveSchema = z.strictObject({
  host: line.optional(),
  port: z.number().int().min(0).max(65_535).optional(),
  tls: z.strictObject({ certificate: path, key: path }).optional(),
  proxy: z.boolean().optional(),
  names: z.array(line).min(1).optional(),
  publicUrl: webAddress.optional(),
  every: rhythm.optional(),
  schedule: z.boolean().optional(),
  metrics: z.strictObject({ token: secretRef }).optional(),
  sources: z.record(feedName, source).optional(),
})

type ServeFile = z.output<typeof serveSchema>

const LOOPBACK = /^(?:localhost|::1|127(?:\.\d{1,3}){3})$/

interface RawServe {
  readonly host?: unknown
  readonly tls?: unknown
  readonly proxy?: unknown
  readonly names?: unknown
  readonly publicUrl?: unknown
  readonly sources?: { readonly [name: string]: { readonly [key: string]: unknown } | null } | null
}

/** What belongs together in `serve:`. Asked even where single values are wrong. */
export const serveFindings = (source: YamlSource): readonly Fault[] => {
  const { serve, feeds } = (source.value ?? {}) as { serve?: RawServe | null; feeds?: unknown }
  if (typeof serve !== 'object' || serve === null) return []
  const known = typeof feeds === 'object' && feeds !== null ? Object.keys(feeds) : []
  const wrong = (path: readonly string[], what: string, hint: string): Fault =>
    new Fault(
      'file/wrong-value',
      { name: ['serve', ...path].join('.'), what, hint },
      { where: source.at(['serve', ...path], path.length > 0 ? 'key' : undefined) },
    )
  const all = typeof serve.sources === 'object' && serve.sources !== null ? Object.entries(serve.sources) : []
  return [
    ...exposedFindings(serve, wrong),
    ...all.flatMap(([name, own]) => sourceFindings(name, own ?? {}, known, wrong)),
  ]
}

type Wrong = (path: readonly string[], what: string, hint: string) => Fault

/** Others than this machine get in only over TLS, and only under a name that is known. */
const exposedFindings = ({ host, tls, proxy, names, publicUrl }: RawServe, wrong: Wrong): readonly Fault[] => {
  if (typeof host !== 'string' || LOOPBACK.test(host)) return []
  const plain = wrong(
    ['host'],
    'others than this machine could reach it, and what they send would not be encrypted',
    'Add tls: { certificate: ./joinery.pem, key: ./joinery.key }, or proxy: true where something in front of it does that.',
  )
  const nameless = wrong(
    ['host'],
    'it does not say under which name others reach it',
    'Add publicUrl: https://joinery.contoso.com, or names: [joinery.contoso.com].',
  )
  return [
    ...(tls === undefined && proxy !== true ? [plain] : []),
    ...(names === undefined && publicUrl === undefined ? [nameless] : []),
  ]
}

const sourceFindings = (
  name: string,
  { token, hmac, accepts }: { readonly [key: string]: unknown },
  feeds: readonly string[],
  wrong: Wrong,
): readonly Fault[] => {
  const at = ['sources', name]
  const found: Fault[] = []
  if ((token === undefined) === (hmac === undefined)) {
    const what =
      token === undefined ? 'it does not say how the source proves who it is' : 'token and hmac cannot stand together'
    found.push(wrong(at, what, 'Write  token: { env: NAME }  or  hmac: { secret: { env: NAME } }'))
  }
  if (hmac !== undefined && Array.isArray(accepts) && accepts.includes('scim'))
    found.push(wrong(at, 'SCIM has no signed requests', 'Give a source that speaks SCIM a token: token: { env: NAME }'))
  if (!feeds.includes(name)) {
    const meant = didYouMean(name, feeds)
    const hint = `What it pushes means what the feed of its name says: add  feeds: { ${name}: { map: ./${name}.yaml } }`
    found.push(wrong(at, 'no feed has this name', meant === undefined ? hint : `Did you mean "${meant}"?`))
  }
  return found
}

/** `serve:` with defaults filled in and paths made absolute. */
export const serveOf = (
  raw: ServeFile | undefined,
  folder: string,
  inFolder: (ref: SecretRef) => SecretRef,
): ServeConfig => {
  if (!raw) return plainServe
  const { host, port, tls, names = [], publicUrl, every, schedule, metrics, sources = {} } = raw
  const publicName = publicUrl === undefined ? [] : [new URL(publicUrl).hostname]
  return {
    host: host ?? plainServe.host,
    port: port ?? plainServe.port,
    tls: tls ? { certificate: resolve(folder, tls.certificate), key: resolve(folder, tls.key) } : null,
    names: [...new Set([...names, ...publicName])],
    publicUrl: publicUrl?.replace(/\/+$/, '') ?? null,
    everyMs: every ?? plainServe.everyMs,
    schedule: schedule ?? plainServe.schedule,
    ...(metrics ? { metricsToken: inFolder(metrics.token) } : {}),
    sources: Object.entries(sources)
      .map(([name, own]) => sourceOf(name, own, inFolder))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

/** Entra asks servers to bear 25 requests a second. https://learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups */
const SCIM_PER_MINUTE = 1500
const HOOKS_PER_MINUTE = 120

const sourceOf = (
  name: string,
  { token, hmac, accepts, perMinute }: z.output<typeof source>,
  inFolder: (ref: SecretRef) => SecretRef,
): ServeSource => {
  const proof: ServeProof = hmac
    ? {
        kind: 'hmac',
        secret: inFolder(hmac.secret),
        header: hmac.header,
        timestampHeader: hmac.timestampHeader,
        windowMs: hmac.windowSeconds * 1000,
      }
    : // What has neither was refused before.
      { kind: 'token', token: inFolder(token ?? { env: '' }) }
  const routes: ServeSource['accepts'] = accepts ?? (hmac ? ['hooks'] : ['hooks', 'scim'])
  const standard = routes.includes('scim') ? SCIM_PER_MINUTE : HOOKS_PER_MINUTE
  return { name, proof, accepts: routes, perMinute: perMinute ?? standard }
}
