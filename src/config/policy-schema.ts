import { z } from 'zod'
import { type Weekday, weekdays } from '../model/policy.ts'
import { distinguishedName, line } from './config-rules.ts'

const UNIT_MS: { readonly [unit: string]: number } = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `90m`, `24h` or `2d`, in milliseconds. */
const duration = z
  .string()
  .regex(/^[1-9][0-9]{0,4}[mhd]$/, 'a duration is a whole number and m, h or d, such as 24h')
  .transform((text) => Number(text.slice(0, -1)) * (UNIT_MS[text.slice(-1)] ?? 0))

const percent = z.number().min(0).max(100)
const approvers = z.number().int().min(1).max(10)
const names = z.array(line)

const limits = z.strictObject({
  people: z.number().int().min(0).max(1_000_000).optional(),
  percent: percent.optional(),
  hardPercent: percent.optional(),
  window: duration.optional(),
})

const protectedNames = z.strictObject({
  accounts: names.optional(),
  groups: names.optional(),
  ous: z.array(distinguishedName).optional(),
})

const approval = z.strictObject({
  for: names.min(1),
  count: approvers.optional(),
  not: z.literal('requester').optional(),
})

const time = z.string().regex(/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$/, 'a time is written as "08:00", with quotes')

const isZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return name.includes('/') || name === 'UTC'
  } catch {
    return false
  }
}

const isWeekday = (text: string): text is Weekday => (weekdays as readonly string[]).includes(text)

/** `mon` or `mon-fri`. */
const days = z
  .string()
  .refine((text) => {
    const [first = '', last = first] = text.split('-')
    return isWeekday(first) && isWeekday(last) && weekdays.indexOf(first) <= weekdays.indexOf(last)
  }, 'days are written as mon, or as mon-fri')
  .transform((text): readonly Weekday[] => {
    const [first = '', last = first] = text.split('-')
    return weekdays.slice(weekdays.indexOf(first as Weekday), weekdays.indexOf(last as Weekday) + 1)
  })

const changeWindow = z
  .strictObject({
    days: z.array(days).min(1).optional(),
    from: time,
    to: time,
    timeZone: z.string().refine(isZone, 'this is no time zone of the IANA list, such as Europe/Warsaw'),
  })
  .refine(({ from, to }) => from < to, 'a window ends on the day on which it begins; write two for one over midnight')

const privilege = z
  .strictObject({
    playbook: line,
    groups: names.optional(),
    roles: names.optional(),
    accounts: names.optional(),
    holders: z.union([z.literal('all'), names]).optional(),
    ous: z.array(distinguishedName).optional(),
    count: approvers.optional(),
  })
  .refine(
    ({ groups, roles, accounts, holders, ous }) => groups ?? roles ?? accounts ?? holders ?? ous,
    'it allows nothing: give groups, roles, accounts, holders or ous',
  )

/** policy.yaml as it is written. */
export const policySchema = z.strictObject({
  limits: limits.optional(),
  protected: protectedNames.optional(),
  approvals: z.array(approval).optional(),
  windows: z.array(changeWindow).optional(),
  privilege: z.array(privilege).optional(),
})

export type PolicyFile = z.output<typeof policySchema>
