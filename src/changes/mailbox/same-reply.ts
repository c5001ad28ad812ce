import type { AutomaticReply } from '../../model/mailbox.ts'

const ENTITIES: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" }

/**
 * What a reader sees of a reply. Exchange keeps the texts as pages: it wraps them, closes tags and breaks lines, so that what was written never
 * reads back letter for letter. Links count, for the words may stay while the link changes.
 */
const essence = (html: string): string => {
  const links = [...html.matchAll(/href\s*=\s*["']?([^"'\s>]*)/gi)].map(([, link]) => link)
  const text = html
    .replace(/<(style|script)[\s\S]*?<\/\1>/gi, '')
    .replace(/<[a-z/!][^>]*>/gi, ' ')
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (all, name: string) => ENTITIES[name] ?? all)
    .replace(/\s+/g, ' ')
    .trim()
  return [text, ...links].join('\n')
}

const sameText = (a: string, b: string): boolean => essence(a) === essence(b)

const sameTime = (a: string | null, b: string | null): boolean =>
  a === b || (a !== null && b !== null && Date.parse(a) === Date.parse(b))

/** Whether people who write get the same answer. What nobody gets (a reply that is off, texts for nobody outside) does not count. */
export const sameReply = (a: AutomaticReply, b: AutomaticReply): boolean => {
  if (a.status !== b.status) return false
  if (a.status === 'disabled') return true
  const sameOutside = a.audience === b.audience && (a.audience === 'none' || sameText(a.external, b.external))
  return sameOutside && sameText(a.internal, b.internal) && sameTime(a.from, b.from) && sameTime(a.until, b.until)
}

/** The words of a reply without their markup, for people. */
export const replyWords = (html: string): string => essence(html).split('\n')[0] ?? ''
