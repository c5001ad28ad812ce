import { z } from 'zod'
import { type Drive, type DrivePermission, driveRoles } from '../../model/drive.ts'
import { endOfDay } from '../../model/end-of-day.ts'
import type { EntraUser } from '../../model/entra-objects.ts'
import { refTo } from '../../model/object-ref.ts'
import { findEntraPerson, isNamed, nobodyNamed } from '../find-person.ts'
import { requireUser } from '../require-account.ts'
import { required } from '../required.ts'
import { defineStep, type StepAnswer, type StepContext, type Wanted } from '../step.ts'

const DAY = /^\d{4}-\d{2}-\d{2}$/

const day = z
  .string()
  .trim()
  .refine((text) => text === '' || !Number.isNaN(Date.parse(DAY.test(text) ? `${text}T00:00:00Z` : text)), {
    message: 'is no date: write it as 2026-12-31, or with a time and an offset',
  })
  .refine((text) => text === '' || DAY.test(text) || /(?:Z|[+-]\d{2}:\d{2})$/i.test(text), {
    message: 'a time needs an offset, such as 2026-12-31T17:00:00+01:00',
  })

const input = z.strictObject({
  give: z
    .string()
    .nullish()
    .describe('Who gets access: employeeId, UPN or mail address of somebody with an account. Empty for nobody.'),
  as: z.enum(driveRoles).describe('read: see and copy everything. write: change and delete as well.'),
  until: day
    .nullish()
    .describe(
      'The last day of the access, where the person works (the time zone of the person, else that of this machine), or a time with an offset. Left out: without an end.',
    ),
})
type Input = z.output<typeof input>

/** Somebody may use the person's OneDrive. */
export const driveAccess = defineStep<Input>({
  verb: 'drive.access',
  summary: "Somebody may use the person's OneDrive.",
  about:
    'Shares the root folder, so that everything in it can be opened by its address; no mail is sent. Somebody who may do as much already keeps what is there. Skipped where the person has no OneDrive: without a licence for it, ' +
    'or never opened. A OneDrive goes some time after the account or its licence (30 days unless the tenant says otherwise), so hand it over before either. Sharing by links, and administrators of the site, are not touched.',
  systems: ['entra'],
  kinds: ['drive.permission.add', 'drive.permission.remove'],
  reads: ['User.Read.All', 'Files.Read.All'],
  input,
  outputs: { address: 'string' },
  examples: [
    {
      title: 'The manager looks after the files for a while',
      yaml: '- drive.access: { give: "${{ person.manager }}", as: write, until: "2099-12-31T17:00:00Z" }',
      plans: [
        'give miriam.graham@contoso.com access to the OneDrive of adele.vance@contoso.com (write until 2099-12-31T17:00:00Z)',
      ],
    },
  ],

  async plan(context, { give, as: role, until }) {
    if (!isNamed(give)) return nobodyNamed
    const user = await requireUser(context)
    const receiver = await findEntraPerson(context, give, 'give')
    const end = endOf(context, until)
    if (end !== null && Date.parse(end) <= context.read.clock.now())
      return skipped(`the access would have ended on ${until}`)
    const drive = await required(context.read.entra).driveOf(user.id)
    if (!drive) return skipped('the person has no OneDrive: there is no licence for it, or it was never opened')
    const wanted = { drive, user, receiver, role, until: end } as const
    return { ...(await answerOf(context, wanted)), outputs: { address: drive.webUrl } }
  },
})

const skipped = (because: string): StepAnswer => ({ changes: [], holds: 0, skipped: because })

/** RFC 3339 in UTC, whole seconds. A day counts to its end where the person works. */
const endOf = ({ person }: StepContext, until: string | null | undefined): string | null => {
  if (!isNamed(until)) return null
  const at = DAY.test(until) ? endOfDay(until, person.timeZone) : Date.parse(until)
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}

interface WantedRight {
  readonly drive: Drive
  readonly user: EntraUser
  readonly receiver: EntraUser
  readonly role: (typeof driveRoles)[number]
  readonly until: string | null
}

const ranks = { read: 1, write: 2, owner: 3 } as const

const answerOf = async (context: StepContext, wanted: WantedRight): Promise<StepAnswer> => {
  const { drive, receiver } = wanted
  const permissions = await required(context.read.entra).drivePermissions(drive.id)
  const known = permissions.filter(({ user }) => user === receiver.id)
  if (known.some((permission) => isEnough(permission, wanted))) return { changes: [], holds: 1 }
  const gone = known.flatMap((permission) => removal(permission, wanted))
  const change = { kind: 'drive.permission.add', ...rightOf(wanted), role: wanted.role, until: wanted.until } as const
  const needs = gone.map(({ about = '' }) => context.changeId('drive.permission.remove', about))
  const size =
    drive.usedBytes === null
      ? []
      : [`the OneDrive of ${wanted.user.userPrincipalName} holds ${sizeText(drive.usedBytes)}`]
  return { changes: [...gone, { change, about: receiver.id, needs }], holds: 0, notes: size }
}

const rightOf = ({ drive, user, receiver }: WantedRight) => ({
  drive: { id: drive.id, name: `OneDrive of ${user.userPrincipalName}` },
  owner: refTo(user, user.userPrincipalName),
  user: refTo(receiver, receiver.userPrincipalName),
})

/** What is there does if it goes as far and lasts as long, or ends on the same day. */
const isEnough = ({ role, until }: DrivePermission, wanted: WantedRight): boolean =>
  ranks[role] >= ranks[wanted.role] && (until === null || until === wanted.until)

/** Sharing again would raise a right without leaving what it was; taken first, it can be given back as it was. */
const removal = ({ id, role, until }: DrivePermission, wanted: WantedRight): readonly Wanted[] =>
  role === 'owner'
    ? []
    : [
        {
          change: { kind: 'drive.permission.remove', ...rightOf(wanted), role, until, permission: refTo({ id }, role) },
          about: id,
        },
      ]

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const
const UNIT = 1024

const sizeText = (bytes: number): string => {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(UNIT)))
  const value = bytes / UNIT ** step
  return `${step === 0 ? value : value.toFixed(1)} ${UNITS[step]}`
}
