import { Fault } from '../model/fault.ts'
import type { GraphRoot } from './graph-root.ts'
import type { GraphPath } from './graph-url.ts'

/** The collection a path reads from: its first segment. */
const collectionOf = (path: string): string => (path.split(/[/?(]/)[1] ?? '').toLowerCase()

/**
 * The path of a page link, if the link belongs to this Graph: same root (or the public one, where requests go to a practice tenant) spelt
 * exactly so, same version, same collection as the page before. The text is compared before parsing and the parts after it, because
 * `https://graph.microsoft.com:x@evil.example/` passes any test that does only one. Throws `entra/foreign-link`.
 */
export const pageLink = (link: string, before: GraphPath, root: GraphRoot, doing: string): GraphPath => {
  const refuse = (): Fault =>
    new Fault('entra/foreign-link', { doing, link: link.slice(0, 200), state: 'Nothing was changed.' })
  const base = [`${root.origin}/${root.version}`, root.publicRoot].find((own) => link.startsWith(`${own}/`))
  const url = URL.parse(link)
  if (!base || !url || url.username || url.password || url.hash) throw refuse()
  if (url.origin !== new URL(base).origin) throw refuse()
  const prefix = new URL(base).pathname
  if (!url.pathname.startsWith(`${prefix}/`)) throw refuse()
  const path = url.pathname.slice(prefix.length)
  if (collectionOf(path) !== collectionOf(before)) throw refuse()
  // The client cuts a path at "https://", wherever it stands.
  return `${path}${url.search.replaceAll('://', '%3A%2F%2F')}` as GraphPath
}
