import { resolveSrv } from 'node:dns/promises'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AdSettings } from '../ad/open-ad.ts'
import type { AdConfig, Config, CredentialConfig, EntraConfig } from '../config/config.ts'
import { resolveSecret, type SecretStores } from '../config/resolve-secret.ts'
import { secretStores } from '../config/secret-stores.ts'
import type { CredentialSpec, EntraSettings } from '../entra/entra-settings.ts'
import type { ExchangeConnection } from '../exchange/open-exchange.ts'
import { createHandOver } from '../handover/create-hand-over.ts'
import { Fault } from '../model/fault.ts'
import type { PracticeInfo } from '../model/practice-info.ts'
import { Secret } from '../model/secret.ts'
import type { EntraReader } from '../ports/entra.ts'
import type { EntraLookupReader } from '../ports/entra-lookup.ts'
import type { Readers, Writers } from '../ports/systems.ts'
import { exchangeSettingsOf } from './exchange-settings-of.ts'
import { fileProblem } from './file-problem.ts'
import type { Host } from './host.ts'
import { openMessages } from './open-messages.ts'
import { stateFolder } from './state-folder.ts'

/** The organisation's systems, connected. */
export interface Systems {
  readonly readers: Readers
  readonly writers: Writers
  /** Reads that no plan is made from. */
  readonly lookup: EntraLookupReader | null
  /** Whom Joinery signs in as. */
  signedInAs(): Promise<{ readonly ad: string | null; readonly entra: string | null }>
  close(): Promise<void>
}

export interface OpenOptions {
  /** A practice company that does not exist yet is then made in memory alone. */
  readonly readOnly: boolean
  /** Folder from which relative folders of playbooks count. */
  readonly folder: string
  /** Tells the user something, such as the code of a device sign-in. */
  readonly tell: (text: string) => void
  /** Id of the run that is under way, for the logs of the systems. */
  readonly correlation: () => string
}

/** Connects every system of the configuration; the practice tenant is started, or used where it runs already. */
export const openSystems = async (config: Config, options: OpenOptions, host: Host): Promise<Systems> => {
  const closing: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    for (const end of closing.reverse()) await end()
  }
  try {
    const stores = secretStores(host.env)
    const practice =
      config.ad === 'practice' || config.entra === 'practice' ? await openPractice(config, options, host) : null
    if (practice) closing.push(practice.close)
    const adAccess = config.ad && (await adSettings(config.ad, practice?.info ?? null, stores, options))
    const ad = adAccess && (await openDirectory(adAccess, host))
    if (ad) closing.push(ad.close)
    const entraAccess = config.entra && (await entraSettings(config.entra, practice?.info ?? null, stores))
    const entra = entraAccess && (await openGraph(entraAccess, options, host))
    if (entra) closing.push(entra.close)
    const signIn = entraAccess && entra && { ...entraAccess, reader: entra.reader }
    const exchange = signIn && (await openMailboxes(config, signIn, practice?.info ?? null, options, host))
    if (exchange) closing.push(exchange.close)
    const handOver = createHandOver({ base: options.folder })
    return {
      readers: {
        clock: host.clock,
        ...(ad ? { ad: ad.reader } : {}),
        ...(entra ? { entra: entra.reader } : {}),
        ...(exchange ? { exchange: exchange.reader } : {}),
      },
      writers: {
        handOver,
        messages: openMessages(config, stores),
        ...(ad ? { ad: ad.writer } : {}),
        ...(entra ? { entra: entra.writer } : {}),
        ...(exchange ? { exchange: exchange.writer } : {}),
      },
      lookup: entra ? entra.lookup : null,
      signedInAs: async () => ({ ad: adAccess?.user ?? null, entra: (await entra?.signedInAs()) ?? null }),
      close,
    }
  } catch (thrown) {
    await close()
    throw thrown
  }
}

// The adapters bring large packages along, so each is loaded when it is used.
const openDirectory = async (settings: AdSettings, { clock, deadlines = clock }: Host) =>
  (await import('../ad/open-ad.ts')).openAd(settings, { clock: deadlines })
const openGraph = async (
  settings: EntraSettings,
  { tell, correlation }: OpenOptions,
  { clock, random, signal }: Host,
) => (await import('../entra/open-entra.ts')).openEntra(settings, { clock, random, signal, correlation, prompt: tell })

/** Exchange with the application of Entra, which has tokens of its own for it; null where only people reach it. */
const openMailboxes = async (
  { entra, exchange }: Config,
  signIn: EntraSettings & { readonly reader: EntraReader },
  practice: PracticeInfo | null,
  { tell }: OpenOptions,
  { clock, random, signal }: Host,
): Promise<ExchangeConnection | null> => {
  const played = entra === 'practice' ? practice : null
  const settings = exchangeSettingsOf(exchange, signIn, played)
  if (!settings) return null
  const { openExchange } = await import('../exchange/open-exchange.ts')
  const { exchangeScope } = await import('../exchange/exchange-clouds.ts')
  const { tokenSource } = await import('../entra/token-source.ts')
  const credential = played ? ({ kind: 'token', token: new Secret(played.exchangeToken) } as const) : signIn.credential
  const scope = exchangeScope(signIn.cloud)
  const token = tokenSource({ ...signIn, credential }, { clock, prompt: tell }, undefined, scope)
  return openExchange(settings, { clock, random, token, signal })
}

const openPractice = async (
  config: Config,
  { readOnly }: OpenOptions,
  { clock }: Host,
): Promise<{ readonly info: PracticeInfo; close(): Promise<void> }> => {
  const { runningPractice, startPractice } = await import('../practice/practice-servers.ts')
  const folder = join(stateFolder(config), 'practice')
  const running = await runningPractice(folder)
  if (running) return { info: running, close: async () => undefined }
  const practice = await startPractice({
    folder: readOnly && !existsSync(folder) ? null : folder,
    clock,
    shared: false,
  })
  return { info: practice.info, close: () => practice.stop() }
}

const adSettings = async (
  ad: 'practice' | AdConfig,
  practice: PracticeInfo | null,
  stores: SecretStores,
  { tell }: OpenOptions,
): Promise<AdSettings> => {
  if (ad === 'practice') {
    const { ldap, user, password, caPem } = practice as PracticeInfo
    return { servers: [ldap], user, password: new Secret(password), ca: caPem }
  }
  const { secret, notes } = await resolveSecret(ad.password, stores)
  for (const note of notes) tell(note)
  return {
    servers: 'servers' in ad.find ? ad.find.servers : await discover(ad.find.discover),
    user: ad.user,
    password: secret,
    ...(ad.base === null ? {} : { base: ad.base }),
    ...(ad.ca === null ? {} : { ca: await readCa(ad.ca) }),
  }
}

const discover = async (domain: string): Promise<readonly string[]> =>
  (await import('../ad/discover-servers.ts')).discoverServers(domain, resolveSrv)

const readCa = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new Fault('cli/file-missing', { file, why: fileProblem(cause) }, { cause })
  }
}

const entraSettings = async (
  entra: 'practice' | EntraConfig,
  practice: PracticeInfo | null,
  stores: SecretStores,
): Promise<EntraSettings> => {
  if (entra === 'practice') {
    const { tenant, graph, token } = practice as PracticeInfo
    return { tenant, cloud: 'global', credential: { kind: 'token', token: new Secret(token) }, baseUrl: graph }
  }
  return {
    tenant: entra.tenant,
    cloud: entra.cloud,
    credential: await credentialSpec(entra.credential, stores),
    baseUrl: entra.graph ?? undefined,
    authority: entra.authority ?? undefined,
  }
}

const credentialSpec = async (credential: CredentialConfig, stores: SecretStores): Promise<CredentialSpec> => {
  if (credential.kind === 'secret')
    return { ...credential, secret: (await resolveSecret(credential.secret, stores)).secret }
  if (credential.kind !== 'certificate') return credential
  const { password, ...rest } = credential
  return password ? { ...rest, password: (await resolveSecret(password, stores)).secret } : rest
}
