import type { News } from '../lifecycle/news.ts'
import type { FeedSuspect } from '../model/feed.ts'

const facts = (source: string, person: string): News['facts'] => [
  { name: 'source', value: source },
  { name: 'person', value: person },
]

/** Somebody whom a source deleted without having made them inactive before. */
export const deletedNews = (source: string, person: string): News => ({
  about: `deleted ${source} ${person}`,
  kind: 'deleted by its source',
  subject: `${source} has deleted ${person}`,
  text:
    'The source deleted somebody whom it had not made inactive before. That could be a mistake, so nobody was disabled and nothing was scheduled. ' +
    'If the person leaves, let the source send active: false before, or schedule the leaver by hand; with absence: leaver in feeds: of joinery.yaml a deletion means it.',
  facts: facts(source, person),
})

/** Somebody of whom a person has to say who it is, or what is to be done. */
export const suspectNews = (source: string, { person, like, because }: FeedSuspect): News => ({
  about: `suspect ${source} ${person}`,
  kind: 'waits for somebody to look',
  detail: because,
  subject: `${source} has sent ${person}, who waits for somebody to look`,
  text: `${because}. Nothing is done until somebody has looked.${like === null ? '' : ` Is it nobody else:  joinery feed release ${source} ${person}`}`,
  facts: facts(source, person),
})

/** What a source has pushed and nobody takes; told anew when the reason is another. */
export const refusedNews = (source: string, why: string): News => ({
  about: `push ${source}`,
  kind: 'not taken',
  detail: why,
  subject: `What ${source} has pushed was not taken`,
  text: `${why}. Nothing of it was scheduled; the source was told, and may send it again. If too many people are concerned and it is right, raise the limits of policy.yaml for it.`,
  facts: [{ name: 'source', value: source }],
})
