import { Fault } from '../model/fault.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { AutomaticReply, InboxRule, MailboxType } from '../model/mailbox.ts'
import { listIn, member, textIn } from '../wire/json-shape.ts'

const TYPES: ReadonlySet<string> = new Set<MailboxType>(['user', 'shared', 'room', 'equipment'])

/** https://learn.microsoft.com/graph/api/resources/mailboxsettings#userpurpose-values */
export const mailboxTypeOf = (json: Json | undefined): MailboxType => {
  const purpose = textIn(json, 'userPurpose') ?? ''
  return TYPES.has(purpose) ? (purpose as MailboxType) : 'other'
}

const STATUSES: ReadonlySet<string> = new Set<AutomaticReply['status']>(['alwaysEnabled', 'scheduled'])
const AUDIENCES: ReadonlySet<string> = new Set<AutomaticReply['audience']>(['contactsOnly', 'all'])

const UTC = /^(utc|etc\/utc|gmt)$/i

const notInUtc = (zone: string): Fault =>
  new Fault('entra/unexpected-answer', {
    doing: 'reading an automatic reply',
    detail: `its times are in the zone "${zone}", and UTC was expected`,
    state: 'Nothing was changed.',
  })

/** A `dateTimeTimeZone`, which Graph answers in UTC unless it is asked for another zone. */
const timeOf = (json: Json | undefined): string | null => {
  const time = textIn(json, 'dateTime')
  if (time === undefined) return null
  const zone = textIn(json, 'timeZone') ?? 'UTC'
  if (!UTC.test(zone)) throw notInUtc(zone)
  return new Date(`${time.replace(/Z$/, '')}Z`).toISOString().replace('.000Z', 'Z')
}

/** Times of a reply that is not scheduled mean nothing: Exchange fills in some. */
export const replyOf = (json: Json | undefined): AutomaticReply => {
  const [status, audience] = [textIn(json, 'status') ?? '', textIn(json, 'externalAudience') ?? '']
  const isScheduled = status === 'scheduled'
  return {
    status: STATUSES.has(status) ? (status as AutomaticReply['status']) : 'disabled',
    internal: textIn(json, 'internalReplyMessage') ?? '',
    external: textIn(json, 'externalReplyMessage') ?? '',
    audience: AUDIENCES.has(audience) ? (audience as AutomaticReply['audience']) : 'none',
    from: isScheduled ? timeOf(member(json, 'scheduledStartDateTime')) : null,
    until: isScheduled ? timeOf(member(json, 'scheduledEndDateTime')) : null,
  }
}

const utc = (time: string): JsonObject => ({ dateTime: new Date(time).toISOString().replace('Z', ''), timeZone: 'UTC' })

/** https://learn.microsoft.com/graph/api/resources/automaticrepliessetting */
export const replyBody = ({ status, internal, external, audience, from, until }: AutomaticReply): JsonObject => ({
  status,
  externalAudience: audience,
  internalReplyMessage: internal,
  externalReplyMessage: external,
  ...(from === null ? {} : { scheduledStartDateTime: utc(from) }),
  ...(until === null ? {} : { scheduledEndDateTime: utc(until) }),
})

const SENDING = ['forwardTo', 'forwardAsAttachmentTo', 'redirectTo']

/** https://learn.microsoft.com/graph/api/resources/messagerule */
export const ruleOf = (json: Json): InboxRule => {
  const id = textIn(json, 'id')
  if (!id)
    throw new Fault('entra/unexpected-answer', {
      doing: 'reading an inbox rule',
      detail: 'it lacks id',
      state: 'Nothing was changed.',
    })
  const actions = member(json, 'actions')
  return {
    id,
    name: textIn(json, 'displayName') ?? id,
    isEnabled: member(json, 'isEnabled') === true,
    sendsAway: SENDING.some((action) => (listIn(actions, action) ?? []).length > 0),
  }
}
