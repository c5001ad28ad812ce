import type { PersonEvent } from '../feed/compare/comparison.ts'
import type { FeedEventType } from '../model/feed.ts'
import type { FeedWork } from '../model/feed-sync.ts'
import type { JsonObject } from '../model/json.ts'
import { personName } from '../model/person.ts'
import type { ScheduledWork, WorkState } from '../model/scheduled-work.ts'
import { workId } from '../model/work-id.ts'

/** States of work that nobody is at, and that can be changed. */
const OPEN: ReadonlySet<WorkState> = new Set(['pending', 'held', 'approval', 'failed'])
const BUSY: ReadonlySet<WorkState> = new Set(['running', 'parked'])

/** What is done with work for an event. */
export interface Deed {
  readonly did: FeedWork['did']
  readonly because?: string
}

/** Work that is to be added. */
export interface NewWork {
  readonly playbook: string
  readonly event: FeedEventType
  readonly due: string
  readonly why: string
  readonly held?: string
}

/** The work of the people of one feed while it is gone through: what was there, and what became of it. */
export interface FeedDesk {
  open(person: string, ...events: readonly FeedEventType[]): readonly ScheduledWork[]
  busy(person: string, ...events: readonly FeedEventType[]): readonly ScheduledWork[]
  add(event: PersonEvent, work: NewWork): void
  change(work: ScheduledWork, change: Partial<ScheduledWork>, deed: Deed, event: PersonEvent | null): void
  /** Nothing is done for an event. */
  leave(event: PersonEvent, because: string, work?: ScheduledWork): void
  /** In the order in which it was done. */
  done(): readonly FeedWork[]
}

const personOf = (work: Pick<ScheduledWork, 'person'>): string => work.person.toLowerCase()

/** Opens the desk on all work of a feed, whatever its state. */
export const openFeedDesk = (source: string, existing: readonly ScheduledWork[], now: string): FeedDesk => {
  const before = new Map(existing.map((work) => [work.id, work]))
  const present = new Map(before)
  const done: FeedWork[] = []
  const ofPerson = new Map([...Map.groupBy(existing, personOf)].map(([key, works]) => [key, works.map(({ id }) => id)]))
  const find = (states: ReadonlySet<WorkState>, person: string, events: readonly FeedEventType[]) => {
    const key = person.toLowerCase()
    return (ofPerson.get(key) ?? [])
      .flatMap((id) => present.get(id) ?? [])
      .filter((work) => states.has(work.state) && (events.length === 0 || events.includes(work.event as FeedEventType)))
  }
  const keep = (work: ScheduledWork, deed: Deed, event: FeedEventType | null): void => {
    present.set(work.id, work)
    const { person, name } = work
    done.push({ did: deed.did, event, person, name, work, because: deed.because ?? null })
  }
  return {
    open: (person, ...events) => find(OPEN, person, events),
    busy: (person, ...events) => find(BUSY, person, events),
    add({ about, type }, { held, ...order }) {
      const id = freeId({ source, person: about.employeeId, playbook: order.playbook, event: order.event }, present)
      const work: ScheduledWork = {
        ...order,
        id,
        person: about.employeeId,
        name: personName(about),
        input: about as unknown as JsonObject,
        source,
        state: held === undefined ? 'pending' : 'held',
        because: held ?? null,
        run: null,
        plan: null,
        attempts: 0,
        createdAt: now,
        changedAt: now,
        version: 1,
      }
      const key = personOf(work)
      ofPerson.set(key, [...(ofPerson.get(key) ?? []), id])
      keep(work, held === undefined ? { did: 'scheduled' } : { did: 'held', because: held }, type)
    },
    change(work, change, deed, event) {
      const version = (before.get(work.id)?.version ?? 0) + 1
      keep({ ...work, ...change, changedAt: now, version }, deed, event?.type ?? null)
    },
    leave({ about, type }, because, work) {
      const { employeeId: person } = about
      done.push({ did: 'left', event: type, person, name: personName(about), work: work ?? null, because })
    },
    done: () => done,
  }
}

/** What has ended stays on record beside the new one. */
const freeId = (key: Parameters<typeof workId>[0], present: ReadonlyMap<string, ScheduledWork>): string => {
  for (let which = 0; ; which += 1) {
    const id = workId({ ...key, ...(which > 0 ? { which: String(which) } : {}) })
    if (!present.has(id)) return id
  }
}
