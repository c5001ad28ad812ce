import { limits } from '../../files/limits.ts'
import { readJson } from '../../files/read-json.ts'
import { type Checked, Fault } from '../../model/fault.ts'
import { type FeedRequest, type FetchedFeed, fetchFeed } from './fetch-feed.ts'
import { follow } from './json-pointer.ts'
import { isListResponse } from './scim-rules.ts'

interface Page {
  readonly total: number
  readonly users: readonly unknown[]
}

const MOST_PAGES = 10_000

/**
 * Downloads a feed, and where it is a page of SCIM users, all the others, as one list. While it is read, nobody may come or go: what does not fit
 * together is refused. https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.4
 */
export const fetchScimPages = async (request: FeedRequest): Promise<Checked<FetchedFeed>> => {
  const first = await fetchFeed(request)
  if (!first.ok) return first
  const page = pageOf(first.value.bytes)
  if (!page || page.users.length === 0 || page.users.length >= page.total) return first
  const rest = await fetchRest(page, request)
  if (!rest.ok) return rest
  const list = { schemas: [LIST], totalResults: page.total, Resources: rest.value }
  return { ok: true, value: { ...first.value, bytes: Buffer.from(JSON.stringify(list)) } }
}

const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

/** A page of users; undefined for anything else, which is read, or refused, as it is. */
const pageOf = (bytes: Uint8Array): Page | undefined => {
  const text = Buffer.from(bytes).toString('utf8')
  if (!text.includes(LIST)) return undefined
  const read = readJson(text, 'the page')
  if (!read.ok || !isListResponse(read.value.value)) return undefined
  const total = follow(read.value.value, ['totalResults'])
  const users = follow(read.value.value, ['Resources'])
  if (typeof total !== 'number' || !Array.isArray(users)) return undefined
  return { total, users }
}

const fetchRest = async (first: Page, request: FeedRequest): Promise<Checked<readonly unknown[]>> => {
  const users = [...first.users]
  const ids = new Set(first.users.map(idOf))
  let left = request.limit ?? limits.textBytes
  for (let pages = 1; users.length < first.total; pages += 1) {
    const url = new URL(request.url)
    url.searchParams.set('startIndex', String(users.length + 1))
    const fetched = await fetchFeed({ ...request, url: url.href, limit: left })
    if (!fetched.ok) return fetched
    left -= fetched.value.bytes.length
    const page = pageOf(fetched.value.bytes)
    const why = whyNotNext(page, first, { have: users.length, ids, pages })
    if (why !== undefined || !page) return refused(url, users.length, first.total, why ?? '')
    for (const user of page.users) ids.add(idOf(user))
    users.push(...page.users)
  }
  return { ok: true, value: users }
}

const idOf = (user: unknown): unknown => follow(user, ['id'])

interface SoFar {
  readonly have: number
  readonly ids: ReadonlySet<unknown>
  readonly pages: number
}

const whyNotNext = (page: Page | undefined, first: Page, { have, ids, pages }: SoFar): string | undefined => {
  if (!page) return 'is no page of users'
  if (page.total !== first.total) return `says that there are ${page.total} altogether`
  if (page.users.length === 0 || pages >= MOST_PAGES) return 'has none of those that are left'
  if (have + page.users.length > first.total) return 'has more than are left'
  const isTwice = page.users.some((user) => idOf(user) !== undefined && ids.has(idOf(user)))
  return isTwice ? 'has users that were on a page before' : undefined
}

const refused = ({ host, pathname }: URL, have: number, total: number, why: string): Checked<never> => {
  const file = `https://${host}${pathname}`
  const what = `was read to user ${have} of ${total}, and the page behind that ${why}`
  const hint =
    'Somebody may have come or gone meanwhile: read it again. If it stays, ask for all users at once, such as with ?count=1000.'
  return {
    ok: false,
    faults: [new Fault('feed/incomplete', { file, what, hint }, { where: { file, line: 1, column: 1 } })],
  }
}
