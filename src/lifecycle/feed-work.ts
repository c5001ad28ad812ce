import type { Compared, PersonEvent } from '../feed/compare/comparison.ts'
import { dayOf } from '../model/calendar-day.ts'
import type { FeedWork } from '../model/feed-sync.ts'
import type { JsonObject } from '../model/json.ts'
import type { ScheduledWork } from '../model/scheduled-work.ts'
import { dueTime } from './due-time.ts'
import { type FeedDesk, openFeedDesk } from './feed-desk.ts'

/** What the events of a feed are done with. */
export interface FeedRules {
  readonly playbooks: {
    readonly [event in 'joiner' | 'mover' | 'leaver' | 'rehire' | 'correction' | 'cancelled']?: string | undefined
  }
  /** How many days before the first day. */
  readonly before: { readonly joiner: number; readonly rehire: number }
}

/** A feed that was compared, and the work that is there for its people. */
export interface FeedWorkOrder extends Pick<Compared, 'events' | 'present' | 'notBegun'> {
  readonly source: string
  readonly rules: FeedRules
  /** All work of the source, whatever its state. */
  readonly existing: readonly ScheduledWork[]
  /** Milliseconds since 1970. */
  readonly now: number
}

interface Room {
  readonly source: string
  readonly rules: FeedRules
  readonly desk: FeedDesk
  readonly now: number
}

/** What becomes of scheduled work by a feed: added, moved, brought up to date, cancelled, held. Everything else stays as it is. */
export const workOfFeed = async (order: FeedWorkOrder): Promise<readonly FeedWork[]> => {
  const { source, rules, existing, events, present, notBegun, now } = order
  const room: Room = { source, rules, now, desk: openFeedDesk(source, existing, new Date(now).toISOString()) }
  letGoOn(existing, present, room)
  for (const event of events) await handlers[event.type](event, room)
  for (const person of notBegun) holdBack(person, room)
  return room.desk.done()
}

/** What has to be kept of it: each piece of work as it is in the end. */
export const changedWorks = (done: readonly FeedWork[]): readonly ScheduledWork[] => [
  ...new Map(done.flatMap(({ did, work }) => (work && did !== 'left' ? [[work.id, work] as const] : []))).values(),
]

const whyOf = ({ type, because, row }: PersonEvent, source: string): string =>
  `${type}: ${because} (${source}, row ${row})`

const inputOf = (event: PersonEvent): JsonObject => event.about as unknown as JsonObject

const LOST = 'missing in the feed'

/** Whoever is back goes on where they were held. */
const letGoOn = (existing: readonly ScheduledWork[], present: readonly string[], { desk }: Room): void => {
  const held = existing.filter(({ state, because }) => state === 'held' && because?.startsWith(LOST))
  if (held.length === 0) return
  const back = new Set(present.map((key) => key.toLowerCase()))
  for (const work of held)
    if (back.has(work.person.toLowerCase()))
      desk.change(work, { state: 'pending', because: null }, { did: 'released', because: 'is in the feed again' }, null)
}

/** Nobody gets an account of whom the feed does not speak any more, until a person has looked or they are back. */
const holdBack = (person: string, { desk, source }: Room): void => {
  for (const work of desk.open(person, 'joiner', 'rehire')) {
    if (work.state !== 'pending' && work.state !== 'approval') continue
    const because = `${LOST} ${source}; goes on when they are back`
    desk.change(work, { state: 'held', because, plan: null }, { did: 'held', because }, null)
  }
}

const instant = (time: string): number => Date.parse(time)

/** Brings work up to date, and moves it where its time is another one. What a person has held stays held. */
const bringUp = (work: ScheduledWork, due: string, event: PersonEvent, { desk, source }: Room): void => {
  const moves = instant(work.due) !== instant(due)
  const isHeld = work.state === 'held'
  desk.change(
    work,
    {
      due,
      input: inputOf(event),
      why: whyOf(event, source),
      plan: null,
      attempts: 0,
      state: isHeld ? 'held' : 'pending',
      because: isHeld ? work.because : null,
    },
    { did: moves ? 'moved' : 'updated' },
    event,
  )
}

const schedule = (
  event: PersonEvent,
  type: keyof FeedRules['playbooks'],
  due: string,
  room: Room,
  held?: string,
): void => {
  const playbook = room.rules.playbooks[type]
  const why = whyOf(event, room.source)
  if (playbook === undefined) room.desk.leave(event, `no playbook is set for ${type}`)
  else room.desk.add(event, { playbook, event: type, due, why, ...(held === undefined ? {} : { held }) })
}

const BUSY = 'somebody is at work on it'

/** When a joiner, or somebody who comes back, is worked on. */
const arrivalTime = async (
  { about, effective }: Pick<PersonEvent, 'about' | 'effective'>,
  days: number,
  now: number,
): Promise<string> => {
  const { startDate, timeZone } = about
  if (startDate === undefined || days === 0) return effective
  // Somebody who comes back at once does not come back on the day of the old first day.
  if (instant(effective) <= now) return effective
  return (await dueTime(startDate, { edge: 'beginning', days: -days }, timeZone)) ?? effective
}

const arrive = async (event: PersonEvent, room: Room): Promise<void> => {
  const { desk, rules, now } = room
  const type = event.type === 'rehire' ? 'rehire' : 'joiner'
  const due = await arrivalTime(event, rules.before[type], now)
  const [open] = desk.open(event.person, 'joiner', 'rehire')
  if (open) return bringUp(open, due, event, room)
  const [busy] = desk.busy(event.person, 'joiner', 'rehire')
  if (busy) return desk.leave(event, BUSY, busy)
  schedule(event, type, due, room)
}

const leave = async (event: PersonEvent, room: Room): Promise<void> => {
  const { desk } = room
  const [open] = desk.open(event.person, 'leaver')
  if (open) return bringUp(open, event.effective, event, room)
  const [busy] = desk.busy(event.person, 'leaver')
  if (busy) return desk.leave(event, BUSY, busy)
  const comes = [...desk.open(event.person, 'joiner', 'rehire'), ...desk.busy(event.person, 'joiner', 'rehire')]
  if (event.account === 'none' && comes.length === 0) return desk.leave(event, NO_ACCOUNT)
  schedule(event, 'leaver', event.effective, room)
}

const NO_ACCOUNT = 'there is no account'

/** Data of somebody: what waits is brought up to date. Whoever has not begun needs nothing more. */
const change = async (event: PersonEvent, room: Room): Promise<void> => {
  const { desk } = room
  const arrivals = desk.open(event.person, 'joiner', 'rehire').filter(({ state }) => state !== 'failed')
  const [same] = desk.open(event.person, event.type).filter(({ state }) => state !== 'failed')
  for (const work of desk.open(event.person)) {
    if (work.id === same?.id) bringUp(work, event.effective, event, room)
    else refresh(work, event, room)
  }
  if (same || (event.account !== 'enabled' && arrivals.length > 0)) return
  if (event.account === 'none' && desk.busy(event.person, 'joiner', 'rehire').length === 0)
    return desk.leave(event, NO_ACCOUNT)
  const isShut = event.type === 'correction' && event.account === 'disabled'
  schedule(event, event.type as 'mover' | 'correction', event.effective, room, isShut ? SHUT : undefined)
}

const SHUT = 'the account is disabled, and the playbook may enable it; release it, or remove it'

/** The person is new, the time stays. A leaver whose last day the feed does not have any more keeps it. */
const refresh = (work: ScheduledWork, event: PersonEvent, { desk }: Room): void => {
  const { lastDay } = work.input
  const keeps = work.event === 'leaver' && lastDay !== undefined && event.about.lastDay === undefined
  const input = { ...inputOf(event), ...(keeps ? { lastDay } : {}) }
  const state = work.state === 'approval' ? 'pending' : work.state
  desk.change(work, { input, plan: null, state }, { did: 'updated' }, event)
}

const moveDates = async (event: PersonEvent, room: Room): Promise<void> => {
  const { desk, rules, now } = room
  const before = desk.done().length
  const { about, person } = event
  for (const work of desk.open(person, 'joiner', 'rehire')) {
    if (about.startDate === undefined) continue
    const begins = (await dueTime(about.startDate, { edge: 'beginning' }, about.timeZone)) ?? event.effective
    const due = await arrivalTime(
      { about, effective: begins },
      rules.before[work.event === 'rehire' ? 'rehire' : 'joiner'],
      now,
    )
    bringUp(work, due, event, room)
  }
  for (const work of desk.open(person, 'cancelled')) cancel(work, event, room)
  await moveEnd(event, room)
  if (desk.done().length === before) desk.leave(event, 'nothing waited for it')
}

const moveEnd = async (event: PersonEvent, room: Room): Promise<void> => {
  const { desk } = room
  const { about, person, changes } = event
  const [open] = desk.open(person, 'leaver')
  const [busy] = desk.busy(person, 'leaver')
  if (busy) return desk.leave(event, BUSY, busy)
  if (about.lastDay === undefined) return open && cancel(open, event, room)
  const due = await dueTime(about.lastDay, { edge: 'end' }, about.timeZone)
  if (due === null) return open && cancel(open, event, room)
  if (open) return bringUp(open, due, event, room)
  if (!('lastDay' in changes)) return
  if (event.account === 'none' && desk.open(person, 'joiner', 'rehire').length === 0) return
  schedule(event, 'leaver', due, room)
}

const cancel = (work: ScheduledWork, event: PersonEvent, { desk, source }: Room): void => {
  const because = whyOf(event, source)
  desk.change(work, { state: 'cancelled', because, plan: null }, { did: 'cancelled', because: event.because }, event)
}

const ACCOUNT = 'the hire is cancelled and there is an account; release it, or remove it'

/** A hire that does not come: what waits is cancelled. An account that is there already is left to a person, unless the settings say more. */
const callOff = async (event: PersonEvent, room: Room): Promise<void> => {
  const { desk, rules } = room
  for (const work of desk.open(event.person)) cancel(work, event, room)
  const busy = desk.busy(event.person, 'joiner', 'rehire', 'mover', 'correction')
  if (event.account !== 'enabled' && busy.length === 0) return
  const { cancelled, leaver } = rules.playbooks
  const playbook = cancelled ?? leaver
  if (playbook === undefined) return desk.leave(event, 'there is an account, and no playbook is set for cancelled')
  // offboard goes by the last day, and this one is no real one.
  const about = { ...event.about, lastDay: dayOf(room.now, event.about.timeZone) }
  const why = whyOf(event, room.source)
  const held = cancelled === undefined ? { held: ACCOUNT } : {}
  desk.add({ ...event, about }, { playbook, event: 'cancelled', due: event.effective, why, ...held })
}

const handlers: { readonly [type in PersonEvent['type']]: (event: PersonEvent, room: Room) => Promise<void> } = {
  joiner: arrive,
  rehire: arrive,
  mover: change,
  correction: change,
  leaver: leave,
  'date-changed': moveDates,
  cancelled: callOff,
}
