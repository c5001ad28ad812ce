import { basename, resolve } from 'node:path'
import type { Config, FeedConfig } from '../config/config.ts'
import { resolveSecret } from '../config/resolve-secret.ts'
import { secretStores } from '../config/secret-stores.ts'
import { isAddress } from '../feed/read/fetch-feed.ts'
import { didYouMean } from '../model/did-you-mean.ts'
import { Fault } from '../model/fault.ts'
import type { Host } from './host.ts'
import type { FeedSource } from './open-feed.ts'

/** A feed as a command names it. */
export interface NamedFeed {
  /** Its name in `feeds:`, a file, an https address, or `-`. */
  readonly feed: string
  readonly settings: string | null
  readonly as: string | null
}

/** The name of a feed that was given as a file without settings. */
const UNNAMED = 'feed'

/** Where a feed lies and how it is read. Throws `feed/unknown`, and `feed/only-pushed` for one that comes by itself. */
export const findFeed = async (
  order: NamedFeed,
  config: Config | null,
  host: Host,
): Promise<FeedSource & { readonly name: string }> => {
  const found = config?.feeds.find(({ name }) => name === order.feed)
  if (!found) return unnamed(order, config, host)
  const { name, file, url, map, token } = found
  const feed = file ?? url
  if (feed === null) throw new Fault('feed/only-pushed', { feed: name })
  const secret = token && (await resolveSecret(token, secretStores(host.env))).secret
  const settings = order.settings ?? map
  return { feed, settings, name: order.as ?? name, ...(secret ? { token: secret } : {}) }
}

/** Files of one HR system have one name, that of their settings, whatever they are called each day. */
const unnamed = (
  { feed, settings, as }: NamedFeed,
  config: Config | null,
  { cwd }: Host,
): FeedSource & { readonly name: string } => {
  const feeds = config?.feeds ?? []
  if (looksLikeName(feed) && feeds.length > 0) {
    const names = feeds.map(({ name }) => name)
    throw new Fault('feed/unknown', { feed, names: names.join(', '), meant: didYouMean(feed, names) })
  }
  const same = settings === null ? undefined : feeds.find(({ map }) => map === resolve(cwd, settings))
  const ofSettings = settings === null ? UNNAMED : basename(settings).replace(/\.ya?ml$/i, '')
  return { feed, settings, name: as ?? same?.name ?? ofSettings }
}

const looksLikeName = (text: string): boolean => /^[\w-]+$/.test(text) && text !== '-' && !isAddress(text)

/** A feed of the configuration. Throws `feed/unknown`. */
export const configuredFeed = ({ feeds }: Config, name: string): FeedConfig => {
  const found = feeds.find((feed) => feed.name === name)
  if (found) return found
  const names = feeds.map((feed) => feed.name)
  throw new Fault('feed/unknown', { feed: name, names: names.join(', '), meant: didYouMean(name, names) })
}
