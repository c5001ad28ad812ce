/** What one connection knows: who it is, and searches that it has read a part of. */
export interface LdapSession {
  /** objectGUID of the account that signed in; null for nobody. */
  account: string | null
  /** Entries still to be sent, by cookie. */
  readonly pages: Map<string, readonly string[]>
  nextCookie: number
}

export const newSession = (): LdapSession => ({ account: null, pages: new Map(), nextCookie: 1 })

/** AD forgets the oldest of too many searches that were begun. */
const MOST_PAGED_SEARCHES = 50

/** Keeps what is left of a search and answers its cookie. */
export const keepPages = (session: LdapSession, rest: readonly string[]): Buffer => {
  const cookie = String(session.nextCookie++)
  session.pages.set(cookie, rest)
  const [oldest] = session.pages.keys()
  if (session.pages.size > MOST_PAGED_SEARCHES && oldest !== undefined) session.pages.delete(oldest)
  return Buffer.from(cookie)
}

/** What is left of a search; undefined for a cookie that is not known on this connection. A cookie is good for one page. */
export const takePages = (session: LdapSession, cookie: Buffer): readonly string[] | undefined => {
  const rest = session.pages.get(cookie.toString())
  session.pages.delete(cookie.toString())
  return rest
}
