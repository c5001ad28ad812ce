import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type CompileRow, type FeedSettings, plainSettings } from '../feed/read/feed-settings.ts'
import { isAddress } from '../feed/read/fetch-feed.ts'
import { fetchScimPages } from '../feed/read/fetch-scim-pages.ts'
import { loadFeedSettings } from '../feed/read/load-feed-settings.ts'
import { readFeedFully } from '../feed/read/read-feed.ts'
import { decodeText } from '../files/decode-text.ts'
import { type Checked, Fault } from '../model/fault.ts'
import type { FeedReading } from '../model/feed.ts'
import type { Secret } from '../model/secret.ts'
import { fileProblem } from './file-problem.ts'
import type { Host } from './host.ts'

const DOWNLOAD_MS = 60_000

/** Which feed is read, and how. */
export interface FeedSource {
  /** A file, an https address, or `-` for standard input. */
  readonly feed: string
  /** Path of its settings; null where everything is recognised. */
  readonly settings: string | null
  /** Its name in `feeds:`; default: `feed`. */
  readonly name?: string
  readonly token?: Secret
  /** Whether a feed of which no row can be used is answered too. */
  readonly tryOut?: boolean
}

/** Reads a feed from where it lies. Relative paths count from the folder of the command. */
export const openFeed = async (source: FeedSource, host: Host, fetcher = fetch): Promise<Checked<FeedReading>> => {
  const settings = source.settings === null ? plain : await readFeedSettings(source.settings, host)
  if (!settings.ok) return settings
  const opened = await feedBytes(source, host, fetcher)
  if (!opened.ok) return opened
  const { bytes, fileTime } = opened.value
  const shown = source.feed === '-' ? 'standard input' : source.feed.replace(/[?#].*$/, '')
  const { name = shown, tryOut = false } = source
  return readFeedFully(bytes, settings.value, { source: name, file: shown, fileTime, tryOut })
}

const plain: Checked<FeedSettings> = { ok: true, value: plainSettings }

/** Reads and checks feed.yaml. */
export const readFeedSettings = async (name: string, { cwd }: Pick<Host, 'cwd'>): Promise<Checked<FeedSettings>> => {
  const bytes = await readFile(resolve(cwd, name)).catch((cause: unknown) => {
    throw new Fault('cli/file-missing', { file: name, why: fileProblem(cause) }, { cause })
  })
  const text = decodeText(bytes, name)
  return text.ok ? loadFeedSettings(text.value, name, await compilerFor(text.value)) : text
}

/** Expressions are rare, and what compiles them takes longer to load than everything else here. */
const compilerFor = async (text: string): Promise<CompileRow | undefined> =>
  text.includes('${{') ? (await import('../playbook/compile-row.ts')).compileRow : undefined

interface OpenedFeed {
  readonly bytes: Uint8Array
  /** When the feed was last written, RFC 3339; for what has no such time, now. */
  readonly fileTime: string
}

const feedBytes = async (source: FeedSource, host: Host, fetcher: typeof fetch): Promise<Checked<OpenedFeed>> => {
  const now = new Date(host.clock.now()).toISOString()
  const { feed, token } = source
  if (feed === '-') return { ok: true, value: { bytes: await host.readStdin(), fileTime: now } }
  if (!isAddress(feed)) return { ok: true, value: await fileBytes(feed, host) }
  const late = AbortSignal.timeout(DOWNLOAD_MS)
  const signal = host.signal ? AbortSignal.any([host.signal, late]) : late
  const fetched = await fetchScimPages({ url: feed, token, fetch: fetcher, signal })
  if (!fetched.ok) return fetched
  return { ok: true, value: { bytes: fetched.value.bytes, fileTime: fetched.value.lastModified ?? now } }
}

const fileBytes = async (name: string, { cwd }: Host): Promise<OpenedFeed> => {
  const path = resolve(cwd, name)
  try {
    const { mtime } = await stat(path)
    return { bytes: await readFile(path), fileTime: mtime.toISOString() }
  } catch (cause) {
    throw new Fault('cli/file-missing', { file: name, why: fileProblem(cause) }, { cause })
  }
}
