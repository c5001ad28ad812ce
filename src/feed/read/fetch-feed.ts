import { limits } from '../../files/limits.ts'
import { type Checked, Fault } from '../../model/fault.ts'
import type { Secret } from '../../model/secret.ts'

/** A feed to be read over the network. */
export interface FeedRequest {
  readonly url: string
  /** Sent as a bearer token; never to another host. */
  readonly token?: Secret | undefined
  readonly fetch: typeof fetch
  /** Ends the download, for instance after a time. */
  readonly signal: AbortSignal
  /** Most bytes that are read; default 64 MiB. */
  readonly limit?: number
}

export interface FetchedFeed {
  readonly bytes: Uint8Array
  /** `Last-Modified` of the answer, RFC 3339; null where it has none. */
  readonly lastModified: string | null
}

const MOST_REDIRECTS = 5
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
const DENIED: ReadonlySet<number> = new Set([401, 403])

/** Downloads a feed over https. Redirects are followed within the host alone. Names of people may be in the query, so messages leave it out. */
export const fetchFeed = async (request: FeedRequest): Promise<Checked<FetchedFeed>> => {
  try {
    return { ok: true, value: await download(request, addressOf(request.url), 0) }
  } catch (thrown) {
    if (thrown instanceof Fault) return { ok: false, faults: [thrown] }
    const isLate = request.signal.aborted
    const what = isLate ? 'the answer took too long' : `the connection failed (${reasonOf(thrown)})`
    return {
      ok: false,
      faults: [new Fault('feed/unreachable', { address: shownUrl(request.url), what }, { cause: thrown })],
    }
  }
}

/** The message behind the "fetch failed" of Node. */
const reasonOf = (thrown: unknown): string => {
  const { cause, message } = thrown as { readonly cause?: unknown; readonly message?: string }
  return cause instanceof Error && cause.message ? cause.message : (message ?? String(thrown))
}

/** Whether a word of a command line or a setting is an address rather than a file. */
export const isAddress = (text: string): boolean => /^[a-z][a-z0-9+.-]+:\/\//i.test(text)

const shownUrl = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : null
  return url ? `${url.protocol}//${url.host}${url.pathname}` : 'the address of the feed'
}

const badAddress = (text: string, what: string, hint: string): Fault =>
  new Fault('feed/address', { address: shownUrl(text), what, hint })

const addressOf = (text: string): URL => {
  if (!URL.canParse(text)) throw badAddress(text, 'it is no address', 'Write https://host/path.')
  const url = new URL(text)
  if (url.protocol !== 'https:')
    throw badAddress(text, 'it is not https', 'Over anything else somebody in between could change who works here.')
  if (url.username !== '' || url.password !== '')
    throw badAddress(text, 'it has a name or password in it', 'Give the token of the feed as a reference to a secret.')
  return url
}

const download = async (request: FeedRequest, url: URL, redirects: number): Promise<FetchedFeed> => {
  const { token, fetch, signal } = request
  const headers = { accept: '*/*', ...(token ? { authorization: `Bearer ${token.reveal()}` } : {}) }
  const answer = await fetch(url, { headers, signal, redirect: 'manual' })
  if (REDIRECTS.has(answer.status)) {
    await answer.body?.cancel()
    return download(request, nextOf(answer, url, redirects), redirects + 1)
  }
  const address = shownUrl(url.href)
  if (DENIED.has(answer.status)) throw new Fault('feed/denied', { address, status: answer.status })
  if (answer.status !== 200) throw new Fault('feed/unreachable', { address, what: `it answered ${answer.status}` })
  const bytes = await bytesOf(answer, request.limit ?? limits.textBytes, address)
  return { bytes, lastModified: momentOf(answer.headers.get('last-modified')) }
}

const nextOf = (answer: Response, url: URL, redirects: number): URL => {
  const location = answer.headers.get('location') ?? ''
  const hint = 'Write the address that the feed really has.'
  if (redirects >= MOST_REDIRECTS) throw badAddress(url.href, 'it redirects again and again', hint)
  if (!URL.canParse(location, url.href)) throw badAddress(url.href, 'it redirects to nowhere', hint)
  const next = addressOf(new URL(location, url).href)
  if (next.host !== url.host) throw badAddress(url.href, `it redirects to another host, ${next.host}`, hint)
  return next
}

const bytesOf = async (answer: Response, limit: number, file: string): Promise<Uint8Array> => {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of answer.body ?? []) {
    bytes += part.length
    // Leaving the loop ends the download.
    if (bytes > limit)
      throw new Fault('file/too-large', { file, bytes, limit }, { where: { file, line: 1, column: 1 } })
    parts.push(part)
  }
  return Buffer.concat(parts)
}

const momentOf = (text: string | null): string | null => {
  const at = text === null ? Number.NaN : Date.parse(text)
  return Number.isNaN(at) ? null : new Date(at).toISOString().replace('.000Z', 'Z')
}
