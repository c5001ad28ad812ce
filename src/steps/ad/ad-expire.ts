import { z } from 'zod'
import { expiryOf, expiryValue, NEVER_EXPIRES } from '../../changes/ad/account-expiry.ts'
import type { AdEntryModify } from '../../changes/ad/ad-entry.ts'
import { type AdEntry, valuesOf } from '../../model/ad-entry.ts'
import { endOfDay } from '../../model/end-of-day.ts'
import { refTo } from '../../model/object-ref.ts'
import { requireEntry } from '../require-account.ts'
import { defineStep } from '../step.ts'

const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })])
const isMoment = (text: string): boolean => moment.safeParse(text).success

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

const input = z.strictObject({
  on: z
    .string()
    .refine(
      (text) => text === '' || isMoment(text),
      'this is no day (YYYY-MM-DD) and no time with an offset (RFC 3339)',
    )
    .nullable()
    .describe(
      'Last day on which the account works (YYYY-MM-DD, until its end where the person works), or a time (RFC 3339 with an offset). null: it never expires. Empty: stays as it is.',
    ),
  timeZone: z
    .string()
    .refine((name) => name === '' || isTimeZone(name), 'this is no time zone of the IANA list, such as Europe/Warsaw')
    .optional()
    .describe(
      'Where the day ends, an IANA name; the time zone of the person when left out, else that of this machine.',
    ),
})

/** The person's AD account works until the end of a day. */
export const adExpire = defineStep({
  verb: 'ad.expire',
  summary: "The person's Active Directory account expires at the end of this day, or never.",
  about:
    'Writes accountExpires. The account works to the end of the day (23:59:59) in the time zone named, of the person, or of this machine. ' +
    'Active Directory keeps the moment at which it ends, which is the beginning of the next day; Users and Computers shows it as "End of" the day before, in the time zone of whoever looks, so a colleague elsewhere may read another day. ' +
    'Nobody who is signed in is signed out, and Entra does not know of it: synchronisation leaves accountExpires behind, so a leaver is disabled as well.',
  systems: ['ad'],
  kinds: ['ad.entry.modify'],
  input,
  outputs: {},
  examples: [
    {
      title: 'A contractor until the last day',
      yaml: '- ad.expire: { on: "2030-06-30", timeZone: Europe/London }',
      plans: ['let account Adele Vance expire at 2030-06-30T23:00Z'],
    },
    { title: 'No end', yaml: '- ad.expire: { on: null }', plans: [] },
  ],

  async plan(context, { on, timeZone }) {
    if (on === '') return { changes: [], holds: 0, skipped: 'no day is given' }
    const entry = await requireEntry(context)
    const ends = on === null ? null : endsAt(on, timeZone || context.person.timeZone)
    const change = expiryChange(entry, ends)
    const isPast = ends !== null && ends <= context.read.clock.now()
    const notes = change && isPast ? [`the account expires at once, for its last day (${on}) is over`] : []
    return { changes: change ? [{ change }] : [], holds: change ? 0 : 1, notes }
  },
})

const endsAt = (on: string, timeZone: string | undefined): number =>
  on.includes('T') ? Date.parse(on) : endOfDay(on, timeZone)

/** The change that lets an account expire at a time in milliseconds since 1970, or never; null where it does so already. */
export const expiryChange = (entry: AdEntry, endsMs: number | null): AdEntryModify | null => {
  const before = valuesOf(entry, 'accountExpires')
  const after = [endsMs === null ? NEVER_EXPIRES : expiryValue(endsMs)]
  if (expiryOf(before) === expiryOf(after)) return null
  const changes = { accountExpires: { before, after } }
  return { kind: 'ad.entry.modify', type: 'account', target: refTo(entry, entry.dn), changes }
}
