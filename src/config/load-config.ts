import { dirname, join, resolve } from 'node:path'
import { byPosition } from '../files/by-position.ts'
import { checkShape } from '../files/check-shape.ts'
import { readYaml } from '../files/read-yaml.ts'
import type { YamlSource } from '../files/yaml-source.ts'
import { type Checked, Fault } from '../model/fault.ts'
import type { Mode } from '../model/glossary.ts'
import type {
  AdConfig,
  Config,
  CredentialConfig,
  EntraConfig,
  ExchangeConfig,
  FeedConfig,
  PathSetting,
  StateConfig,
  WebhookConfig,
} from './config.ts'
import { type ConfigFile, configSchema } from './config-schema.ts'
import type { SecretRef } from './secret-ref.ts'
import { serveFindings, serveOf } from './serve-schema.ts'

/**
 * Checks the text of joinery.yaml. All findings are answered together; none repeats a value of the file, for it could be a secret in the wrong
 * place. Paths count from the folder of the file.
 */
export const loadConfig = (text: string, file: string): Checked<Config> => {
  const source = readYaml(text, file)
  if (!source.ok) return source
  const checked = checkShape(configSchema, source.value, { echo: false })
  const faults = [...(checked.ok ? [] : checked.faults), ...togetherFaults(source.value)]
  if (!checked.ok || faults.length > 0) return { ok: false, faults: byPosition(faults) }
  return { ok: true, value: filledIn(checked.value, file) }
}

const needed: { readonly [mode in Mode]: readonly ('ad' | 'entra')[] } = {
  hybrid: ['ad', 'entra'],
  cloud: ['entra'],
  ad: ['ad'],
}

/** What belongs together: sections and mode, and the two ways to find the servers. Asked even where single values are wrong. */
const togetherFaults = (source: YamlSource): readonly Fault[] => {
  const { organisation, ad, entra, exchange } = (source.value ?? {}) as {
    organisation?: { mode?: Mode }
    ad?: unknown
    entra?: unknown
    exchange?: unknown
  }
  const sections = needed[organisation?.mode as Mode] as readonly string[] | undefined
  const mode = organisation?.mode
  const faults: Fault[] = []
  for (const [section, value] of Object.entries({ ad, entra })) {
    if (!sections || sections.includes(section) === (value !== undefined)) continue
    const code = value === undefined ? 'config/missing-section' : 'config/unused-section'
    const where = value === undefined ? source.at(['organisation', 'mode']) : source.at([section], 'key')
    faults.push(new Fault(code, { mode, section }, { where }))
  }
  return [
    ...faults,
    ...serverFaults(ad, source),
    ...driverFaults(exchange, entra, source),
    ...feedFaults(source),
    ...serveFindings(source),
  ]
}

const serverFaults = (ad: unknown, source: YamlSource): readonly Fault[] => {
  if (typeof ad !== 'object' || ad === null || 'servers' in ad !== 'discover' in ad) return []
  const what = 'servers' in ad ? 'servers and discover cannot stand together' : 'it does not say which servers to use'
  const hint = 'Write  servers: [ldaps://dc1.corp.contoso.com]  or  discover: corp.contoso.com'
  return [new Fault('file/wrong-value', { name: 'ad', what, hint }, { where: source.at(['ad']) })]
}

/** Exchange is reached with the application of the section `entra`; PowerShell takes a certificate alone. */
const driverFaults = (exchange: unknown, entra: unknown, source: YamlSource): readonly Fault[] => {
  const { driver } = (exchange ?? {}) as { driver?: unknown }
  if (driver !== 'adminapi' && driver !== 'pwsh') return []
  if (entra === undefined)
    return [
      new Fault(
        'config/unused-section',
        { mode: 'ad', section: 'exchange' },
        { where: source.at(['exchange'], 'key') },
      ),
    ]
  const { credential } = (typeof entra === 'object' && entra !== null ? entra : {}) as {
    credential?: { kind?: unknown }
  }
  if (driver === 'adminapi' || entra === 'practice' || credential?.kind === 'certificate') return []
  const what = 'PowerShell signs in to Exchange with a certificate, and the section entra has another credential'
  const hint = 'Write  credential: { kind: certificate, … }  there, or use  exchange: { driver: adminapi }'
  return [new Fault('file/wrong-value', { name: 'driver', what, hint }, { where: source.at(['exchange', 'driver']) })]
}

/** A feed has one place, and a token goes to an address alone. */
const feedFaults = (source: YamlSource): readonly Fault[] => {
  const { feeds } = (source.value ?? {}) as { feeds?: unknown }
  if (typeof feeds !== 'object' || feeds === null) return []
  return Object.entries(feeds as { [name: string]: { file?: unknown; url?: unknown; token?: unknown } | null }).flatMap(
    ([name, feed]) => {
      const { file, url, token } = feed ?? {}
      if (file !== undefined && url !== undefined)
        return [wrongFeed(source, name, 'file and url cannot stand together', 'Keep the one that it comes from.')]
      if (token === undefined || url !== undefined) return []
      const hint = 'Take it out. What pushes to Joinery has its tokens under serve:'
      return [wrongFeed(source, name, 'a token is sent to an address, and there is no url', hint)]
    },
  )
}

const wrongFeed = (source: YamlSource, name: string, what: string, hint: string): Fault =>
  new Fault('file/wrong-value', { name: `feeds.${name}`, what, hint }, { where: source.at(['feeds', name], 'key') })

const DEFAULTS = { state: '.joinery', playbooks: './playbooks', policy: './policy.yaml' } as const

/** The file with defaults filled in and paths made absolute. */
const filledIn = (raw: ConfigFile, file: string): Config => {
  const folder = dirname(resolve(file))
  const at = (given: string | undefined, standard: string): PathSetting => ({
    path: resolve(folder, given ?? standard),
    given: given !== undefined,
  })
  const playbooks = at(raw.playbooks, DEFAULTS.playbooks)
  const shared = (name: string): string => join(playbooks.path, 'shared', name)
  return {
    file: resolve(file),
    organisation: raw.organisation,
    ...(raw.ad ? { ad: raw.ad === 'practice' ? raw.ad : adOf(raw.ad, folder) } : {}),
    ...(raw.entra ? { entra: raw.entra === 'practice' ? raw.entra : entraOf(raw.entra, folder) } : {}),
    exchange: exchangeOf(raw.exchange, raw.entra),
    key: { ad: raw.key?.ad ?? 'employeeID', entra: raw.key?.entra ?? 'employeeId' },
    state: stateOf(raw.state ?? DEFAULTS.state, folder),
    playbooks,
    policy: at(raw.policy, DEFAULTS.policy),
    naming: at(raw.naming, shared('naming.yaml')),
    roles: at(raw.roles, shared('roles.yaml')),
    notify: notifyOf(raw.notify, folder),
    serve: serveOf(raw.serve, folder, (ref) => inFolder(ref, folder)),
    feeds: feedsOf(raw.feeds ?? {}, folder),
  }
}

const inFolder = (ref: SecretRef, folder: string): SecretRef =>
  'file' in ref ? { file: resolve(folder, ref.file) } : ref

const adOf = (raw: Exclude<ConfigFile['ad'], 'practice' | undefined>, folder: string): AdConfig => ({
  find: raw.servers ? { servers: raw.servers } : { discover: raw.discover ?? '' },
  base: raw.base ?? null,
  user: raw.user,
  password: inFolder(raw.password, folder),
  ...(raw.expires ? { expires: raw.expires } : {}),
  ca: raw.ca === undefined ? null : resolve(folder, raw.ca),
  syncedOus: raw.syncedOus ?? null,
})

/** The practice tenant has an Exchange of its own, which every driver but `none` stands for. */
const exchangeOf = (raw: ConfigFile['exchange'], entra: ConfigFile['entra']): ExchangeConfig => {
  if (raw?.driver === 'none' || (!raw && entra !== 'practice')) return { driver: 'none' }
  if (!raw || entra === 'practice') return { driver: 'adminapi', address: null }
  if (raw.driver === 'adminapi') return { driver: raw.driver, address: raw.address ?? null }
  return { driver: raw.driver, organization: raw.organization ?? null, executable: raw.executable ?? 'pwsh' }
}

const entraOf = (raw: Exclude<ConfigFile['entra'], 'practice' | undefined>, folder: string): EntraConfig => ({
  tenant: raw.tenant,
  cloud: raw.cloud,
  credential: credentialOf(raw.credential, folder),
  graph: raw.graph ?? null,
  authority: raw.authority ?? null,
})

type RawCredential = Exclude<ConfigFile['entra'], 'practice' | undefined>['credential']

const credentialOf = (raw: RawCredential, folder: string): CredentialConfig => {
  if (raw.kind === 'secret') return { ...raw, secret: inFolder(raw.secret, folder) }
  if (raw.kind === 'certificate') {
    const { password, ...rest } = raw
    return {
      ...rest,
      certificate: resolve(folder, raw.certificate),
      ...(password ? { password: inFolder(password, folder) } : {}),
    }
  }
  if (raw.kind === 'workload-identity') {
    const { client, tokenFile } = raw
    return {
      kind: raw.kind,
      ...(client ? { client } : {}),
      ...(tokenFile ? { tokenFile: resolve(folder, tokenFile) } : {}),
    }
  }
  if (raw.kind === 'managed-identity') return { kind: raw.kind, ...(raw.client ? { client: raw.client } : {}) }
  return raw
}

const stateOf = (raw: NonNullable<ConfigFile['state']>, folder: string): StateConfig =>
  typeof raw === 'string'
    ? { folder: resolve(folder, raw) }
    : { folder: resolve(folder, raw.folder ?? DEFAULTS.state), postgres: inFolder(raw.postgres, folder) }

/** What shipped playbooks do; an organisation with others names them. */
const PLAYBOOKS = { joiner: 'onboard', mover: 'move', leaver: 'offboard', rehire: 'rehire', correction: 'onboard' }

/** How a feed is understood of which the configuration says nothing. */
export const plainFeed = (name: string): FeedConfig => ({
  name,
  file: null,
  url: null,
  map: null,
  every: null,
  playbooks: PLAYBOOKS,
  before: { joiner: 0, rehire: 0 },
  absence: 'report',
})

const feedsOf = (raw: NonNullable<ConfigFile['feeds']>, folder: string): readonly FeedConfig[] =>
  Object.entries(raw)
    .map(([name, { file, url, map, token, every, playbooks, before, absence }]) => ({
      ...plainFeed(name),
      file: file === undefined ? null : resolve(folder, file),
      url: url ?? null,
      map: map === undefined ? null : resolve(folder, map),
      ...(token ? { token: inFolder(token, folder) } : {}),
      every: every ?? null,
      playbooks: { ...PLAYBOOKS, ...playbooks },
      before: { joiner: before?.joiner ?? 0, rehire: before?.rehire ?? 0 },
      absence,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))

const notifyOf = (raw: ConfigFile['notify'], folder: string): Config['notify'] => ({
  ...(raw?.mail ? { mail: raw.mail } : {}),
  ...(raw?.webhook || raw?.webhooks ? { webhooks: webhooksOf(raw, folder) } : {}),
  ...(raw?.ticket ? { ticket: webhookOf(raw.ticket, folder) } : {}),
})

type RawNotify = NonNullable<ConfigFile['notify']>

const webhooksOf = ({ webhook, webhooks }: RawNotify, folder: string): { readonly [name: string]: WebhookConfig } => {
  const all = { ...(webhook ? { webhook } : {}), ...webhooks }
  return Object.fromEntries(Object.entries(all).map(([name, raw]) => [name, webhookOf(raw, folder)]))
}

const webhookOf = ({ url, token, ...rest }: NonNullable<RawNotify['webhook']>, folder: string): WebhookConfig => ({
  ...rest,
  url: inFolder(url, folder),
  ...(token ? { token: inFolder(token, folder) } : {}),
})
