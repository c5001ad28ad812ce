import { type Control, type Filter, PagedResultsControl, type SearchEntry, SearchRequest } from 'ldapts'
import type { AdLink, Send } from './ad-link.ts'

export interface RawSearch {
  readonly base: string
  readonly scope: 'base' | 'one' | 'sub'
  readonly filter: Filter
  readonly attributes: readonly string[]
  readonly controls?: readonly Control[]
}

/** AD's own limit for a page. https://learn.microsoft.com/troubleshoot/windows-server/active-directory/view-set-ldap-policy-using-ntdsutil */
const PAGE_SIZE = 1000
/** Longer than a domain controller searches by itself (120 s), so that the limit on this side ends a search and says so. */
const SERVER_SECONDS = 120

const request =
  (search: RawSearch, paged: PagedResultsControl | null) =>
  (messageId: number): SearchRequest => {
    const controls = [...(search.controls ?? []), ...(paged ? [paged] : [])]
    return new SearchRequest({
      messageId,
      baseDN: search.base,
      scope: search.scope,
      filter: search.filter,
      attributes: [...search.attributes],
      timeLimit: SERVER_SECONDS,
      ...(controls.length > 0 ? { controls } : {}),
    })
  }

/** The object at a DN or `<GUID=…>`, in one request. */
export const searchOne = async (link: AdLink, search: Omit<RawSearch, 'scope'>): Promise<SearchEntry | undefined> => {
  const { entries } = await link.read(search.base, (send) => send(request({ ...search, scope: 'base' }, null)))
  return entries[0]
}

/** All objects that match, page by page. */
export const searchAll = (link: AdLink, search: RawSearch): Promise<readonly SearchEntry[]> =>
  link.read(search.base, (send) => allPages(send, search))

/** The server's cookie alone says whether there is more: RFC 2696 allows an empty page in the middle. */
const allPages = async (send: Send, search: RawSearch): Promise<readonly SearchEntry[]> => {
  const found: SearchEntry[] = []
  let cookie: Buffer | undefined
  do {
    const control = new PagedResultsControl({ value: cookie ? { size: PAGE_SIZE, cookie } : { size: PAGE_SIZE } })
    const answer = await send(request(search, control))
    found.push(...answer.entries)
    const next = answer.controls.find((each) => each instanceof PagedResultsControl)
    cookie = next?.value?.cookie
  } while (cookie !== undefined && cookie.length > 0)
  return found
}
