import type { Json, JsonObject } from '../../../model/json.ts'
import type { MailboxKind, StoredMailbox, StoredReply } from '../../exchange/stored-mailbox.ts'
import type { GraphAnswer, GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { contextOf } from '../odata/page-answer.ts'
import { readOptions } from '../odata/query-options.ts'
import type { Route } from '../route.ts'
import { mailboxOf } from './mailbox-of.ts'
import { bodyObject } from './resolve.ts'

/** https://learn.microsoft.com/graph/api/resources/mailboxsettings#userpurpose-values */
const purposes: { readonly [kind in MailboxKind]: string } = {
  UserMailbox: 'user',
  SharedMailbox: 'shared',
  RoomMailbox: 'room',
  EquipmentMailbox: 'equipment',
}

const dated = (dateTime: string): JsonObject => ({ dateTime, timeZone: 'UTC' })

const replyOf = ({ status, externalAudience, from, until, internal, external }: StoredReply): JsonObject => ({
  status,
  externalAudience,
  scheduledStartDateTime: dated(from),
  scheduledEndDateTime: dated(until),
  internalReplyMessage: internal,
  externalReplyMessage: external,
})

const settingsOf = (call: GraphCall, mailbox: StoredMailbox): JsonObject => ({
  timeZone: 'UTC',
  dateFormat: '',
  timeFormat: '',
  delegateMeetingMessageDeliveryOptions: 'sendToDelegateOnly',
  userPurpose: purposes[call.exchange.kindOf(mailbox)],
  automaticRepliesSetting: replyOf(mailbox.reply),
  language: { locale: 'en-US', displayName: 'English (United States)' },
  workingHours: mailbox.workingHours ?? usualHours,
})

/** https://learn.microsoft.com/graph/api/resources/workinghours */
const usualHours: JsonObject = {
  daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  startTime: '08:00:00.0000000',
  endTime: '17:00:00.0000000',
  timeZone: { name: 'UTC' },
}

const contextIn = ({ publicUrl }: GraphCall, { id }: StoredMailbox, rest = ''): string =>
  contextOf(publicUrl, `users('${id}')/mailboxSettings${rest}`, null, false)

const show = (call: GraphCall): GraphAnswer => {
  const mailbox = mailboxOf(call)
  const settings = settingsOf(call, mailbox)
  const { select } = readOptions(call.request.query)
  const wanted = select === null ? settings : Object.fromEntries(select.map((name) => partOf(settings, name)))
  return { status: 200, body: { '@odata.context': contextIn(call, mailbox), ...wanted } }
}

const partOf = (settings: JsonObject, name: string): [string, Json] => {
  const found = Object.entries(settings).find(([key]) => key.toLowerCase() === name.toLowerCase())
  if (!found) throw new GraphFault('select-unknown', { property: name, type: 'mailboxSettings' })
  return [found[0], found[1] ?? null]
}

/** `/mailboxSettings/userPurpose` and the like. */
const showPart = (call: GraphCall): GraphAnswer => {
  const mailbox = mailboxOf(call)
  const name = call.params.ref ?? ''
  const [key, value] = partOf(settingsOf(call, mailbox), name)
  const context = { '@odata.context': contextIn(call, mailbox, `/${key}`) }
  const isObject = typeof value === 'object' && value !== null
  return { status: 200, body: isObject ? { ...context, ...(value as JsonObject) } : { ...context, value } }
}

const update = (call: GraphCall): GraphAnswer => {
  const mailbox = mailboxOf(call)
  const body = Object.entries(bodyObject(call)).filter(([name]) => !name.startsWith('@'))
  const settings = settingsOf(call, mailbox)
  for (const [name] of body) {
    const [property] = partOf(settings, name)
    if (property === 'userPurpose') throw new GraphFault('read-only', { property })
  }
  const [, wish] = body.find(([name]) => name.toLowerCase() === 'automaticrepliessetting') ?? []
  const reply = wish === undefined ? mailbox.reply : changedReply(mailbox.reply, wish)
  const [, hours] = body.find(([name]) => name.toLowerCase() === 'workinghours') ?? []
  const workingHours = hours === undefined ? undefined : changedHours(mailbox.workingHours ?? usualHours, hours)
  call.exchange.put({ ...mailbox, reply, ...(workingHours ? { workingHours } : {}) })
  const changed = {
    ...(wish === undefined ? {} : { automaticRepliesSetting: replyOf(reply) }),
    ...(workingHours ? { workingHours } : {}),
  }
  return { status: 200, body: { '@odata.context': contextIn(call, mailbox), ...changed } }
}

const statuses = ['disabled', 'alwaysEnabled', 'scheduled'] as const
const audiences = ['none', 'contactsOnly', 'all'] as const

/** What is not named stays. Words count in any letter case. */
const changedReply = (before: StoredReply, wish: Json): StoredReply => {
  if (typeof wish !== 'object' || wish === null || Array.isArray(wish)) throw new GraphFault('invalid-values')
  const given = wish as JsonObject
  return {
    status: wordOf(statuses, given.status, before.status),
    externalAudience: wordOf(audiences, given.externalAudience, before.externalAudience),
    from: momentOf(given.scheduledStartDateTime, before.from),
    until: momentOf(given.scheduledEndDateTime, before.until),
    internal: textIn(given.internalReplyMessage, before.internal),
    external: textIn(given.externalReplyMessage, before.external),
  }
}

/** What is not named stays, and days are kept in small letters. */
const changedHours = (before: JsonObject, wish: Json): JsonObject => {
  if (typeof wish !== 'object' || wish === null || Array.isArray(wish)) throw new GraphFault('invalid-values')
  const { daysOfWeek = before.daysOfWeek ?? [], ...rest } = wish as JsonObject
  if (!Array.isArray(daysOfWeek)) throw new GraphFault('invalid-values')
  return { ...before, ...rest, daysOfWeek: daysOfWeek.map((day: Json) => String(day).toLowerCase()) }
}

const wordOf = <Word extends string>(words: readonly Word[], given: Json | undefined, before: Word): Word => {
  if (given === undefined) return before
  const word = words.find((candidate) => candidate.toLowerCase() === String(given).toLowerCase())
  if (word === undefined)
    throw new GraphFault('conversion', { value: String(given), type: 'microsoft.graph.automaticRepliesStatus' })
  return word
}

const textIn = (given: Json | undefined, before: string): string => {
  if (given === undefined) return before
  return given === null ? '' : String(given)
}

/** Times come with any zone that JavaScript knows, and are kept as UTC with seven digits. */
const momentOf = (given: Json | undefined, before: string): string => {
  if (given === undefined || given === null) return before
  const { dateTime, timeZone } = given as JsonObject
  const at = Date.parse(`${String(dateTime).replace(/\.\d+$|Z$/g, '')}Z`)
  if (Number.isNaN(at)) throw new GraphFault('invalid-values')
  if (timeZone !== undefined && timeZone !== 'UTC') throw new GraphFault('invalid-values')
  return `${new Date(at).toISOString().slice(0, 19)}.0000000`
}

const PATH = '/users/{id}/mailboxSettings'

export const mailboxSettingsRoutes: readonly Route[] = [
  { method: 'GET', path: PATH, handle: show },
  { method: 'GET', path: `${PATH}/{ref}`, handle: showPart },
  { method: 'PATCH', path: PATH, handle: update },
]
