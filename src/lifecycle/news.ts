import { asFault } from '../model/fault.ts'
import type { WebMessage } from '../model/message.ts'
import type { ServiceMemory } from '../ports/schedule-store.ts'

/** Something that people have to know. */
export interface News extends WebMessage {
  /** What it is about, such as the id of some work. */
  readonly about: string
  /** Which of the things that can be said of it; what is of one kind is told together. */
  readonly kind: string
  /** Which of a kind, such as the hash of a plan; told again only when one of the two has changed. */
  readonly detail?: string
}

const keyOf = (about: string): string => `told ${about}`

const markOf = ({ kind, detail }: News): string => (detail === undefined ? kind : `${kind} ${detail}`)

export interface Sent {
  readonly told: readonly WebMessage[]
  readonly failed: readonly { readonly subject: string; readonly why: string; readonly code: string }[]
}

export interface Newsroom {
  /** Takes news to be sent with the next `send`; leaves out what was told before. */
  tell(news: News): Promise<void>
  /** Forgets what was told of something, so that it is told anew when it happens again. */
  settled(about: string): Promise<void>
  /** Sends what was taken, things of one kind in one message. What could not be sent is taken along the next time. */
  send(): Promise<Sent>
}

/** Gathers news and sends each once, however often it is told. Sending that fails stops nothing. */
export const openNewsroom = (memory: ServiceMemory, post: (message: WebMessage) => Promise<void>): Newsroom => {
  let taken: News[] = []
  return {
    async tell(news) {
      if ((await memory.read(keyOf(news.about))) === markOf(news)) return
      if (taken.some((other) => other.about === news.about && markOf(other) === markOf(news))) return
      taken.push(news)
    },
    settled: (about) => memory.write(keyOf(about), null),
    async send() {
      const all = taken
      const unsent: News[] = []
      const told: WebMessage[] = []
      const failed: { subject: string; why: string; code: string }[] = []
      taken = unsent
      for (const group of Map.groupBy(all, ({ kind }) => kind).values()) {
        const message = together(group)
        try {
          await post(message)
          told.push(message)
          for (const news of group) await memory.write(keyOf(news.about), markOf(news))
        } catch (thrown) {
          unsent.push(...group)
          const why = thrown instanceof Error ? thrown.message : String(thrown)
          failed.push({ subject: message.subject, why, code: asFault(thrown).code })
        }
      }
      return { told, failed }
    },
  }
}

const MOST_SHOWN = 20

/** Twenty people who wait for the same thing are one message. */
const together = (group: readonly News[]): WebMessage => {
  const [first, ...others] = group
  if (!first) return { subject: '', text: '', facts: [] }
  if (others.length === 0) return { subject: first.subject, text: first.text, facts: first.facts }
  const shown = group.slice(0, MOST_SHOWN).map(({ subject, text }) => ({ name: subject, value: text }))
  const more = group.length - shown.length
  const rest = more > 0 ? [{ name: 'and', value: `${more} more` }] : []
  return {
    subject: `${first.subject} and ${others.length} more`,
    text: 'See all of it: joinery schedule list',
    facts: [...shown, ...rest],
  }
}
