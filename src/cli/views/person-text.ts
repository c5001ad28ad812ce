import type { AdAccountPage, EntraAccountPage, HeldGroup, MailboxPage, PersonPage } from '../../model/person-page.ts'
import { counted } from './counted.ts'
import type { Paint } from './paint.ts'
import { safeText } from './safe-text.ts'

type Row = readonly [string, string]

const LABEL_WIDTH = 18
const GIGABYTE = 1024 ** 3

/** One page about a person, a block for each system. */
export const personText = (page: PersonPage, paint: Paint): string => {
  const { key, name, title, department, manager, ad, entra, mailbox, runs, notes } = page
  const about = [title, department, manager && `manager ${manager}`].flatMap((part) => (part ? [safeText(part)] : []))
  const head = [`${paint.bold(safeText(name))}${key === null ? '' : ` (${safeText(key)})`}`, ...about].join(', ')
  const blocks = [
    ...(ad ? [block('Active Directory', adRows(ad, paint), groupLines(ad.groups, paint), paint)] : []),
    ...(entra ? [block('Entra', entraRows(entra, paint), entraLines(entra, paint), paint)] : []),
    ...(mailbox ? [block('Mailbox', mailboxRows(mailbox), [], paint)] : []),
    ...(runs.length > 0 ? [`${paint.bold('Runs')}\n${runs.map(runLine(paint)).join('\n')}`] : []),
    ...(notes.length > 0 ? [notes.map((note) => paint.yellow(safeText(note))).join('\n')] : []),
  ]
  return [head, ...blocks].join('\n\n')
}

const block = (title: string, rows: readonly Row[], lines: readonly string[], paint: Paint): string =>
  [
    paint.bold(title),
    ...rows.map(([label, value]) => `  ${paint.dim(label.padEnd(LABEL_WIDTH))}${value}`),
    ...lines,
  ].join('\n')

const state = (enabled: boolean, more: readonly string[], paint: Paint): string =>
  [enabled ? paint.green('enabled') : paint.yellow('disabled'), ...more].join(', ')

const present = (rows: readonly (readonly [string, string | null])[]): readonly Row[] =>
  rows.flatMap(([label, value]) => (value === null ? [] : [[label, safeText(value)] as const]))

const adRows = (ad: AdAccountPage, paint: Paint): readonly Row[] => [
  [
    'state',
    state(
      ad.enabled,
      [
        ...(ad.lockedOut ? [paint.red('locked out')] : []),
        ...(ad.mustChangePassword ? ['has to change the password'] : []),
      ],
      paint,
    ),
  ],
  ...present([
    ['user name', ad.sAMAccountName],
    ['sign-in name', ad.userPrincipalName],
    ['mail', ad.mail],
    ['DN', ad.dn],
    ['description', ad.description],
    ['password set', day(ad.passwordSet)],
    ['last sign-in', day(ad.lastSignIn) ?? 'never'],
    ['expires', day(ad.expires)],
    ['created', day(ad.created)],
    ['reports', ad.reports > 0 ? counted(ad.reports, 'person', 'people') : null],
  ]),
]

const entraRows = (entra: EntraAccountPage, paint: Paint): readonly Row[] => [
  ['state', state(entra.enabled, [entra.synced ? 'comes from Active Directory' : 'lives in the cloud alone'], paint)],
  ...present([
    ['sign-in name', entra.userPrincipalName],
    ['mail', entra.mail],
    ['id', entra.id],
    ['usage location', entra.usageLocation],
    ['last sign-in', day(entra.lastSignIn)],
  ]),
]

const mailboxRows = ({ type, address, sizeInBytes, hidden, forward, reply }: MailboxPage): readonly Row[] =>
  present([
    ['type', type],
    ['address', address],
    ['size', sizeInBytes === null ? null : `${(sizeInBytes / GIGABYTE).toFixed(1)} GB`],
    ['address lists', hidden === null ? null : hidden ? 'hidden' : 'shown'],
    ['forwards to', forward],
    ['automatic reply', reply],
  ])

const groupLines = (groups: readonly HeldGroup[], paint: Paint): readonly string[] => {
  if (groups.length === 0) return [`  ${paint.dim('groups'.padEnd(LABEL_WIDTH))}none`]
  return named(
    'groups',
    groups.map(({ name, because }) => withReason(name, because, paint)),
    paint,
  )
}

const entraLines = ({ groups, licences, roles }: EntraAccountPage, paint: Paint): readonly string[] => [
  ...groupLines(groups, paint),
  ...named(
    'licences',
    licences.map(({ sku, because, state: now }) =>
      withReason(sku, now === 'Active' ? because : `${because}, ${now}`, paint),
    ),
    paint,
  ),
  ...named(
    'admin roles',
    roles.map((role) => paint.red(safeText(role))),
    paint,
  ),
]

const withReason = (name: string, because: string, paint: Paint): string =>
  `${safeText(name)} ${paint.dim(safeText(because))}`

/** The label beside the first of several lines. */
const named = (label: string, lines: readonly string[], paint: Paint): readonly string[] =>
  lines.map((line, index) => `  ${paint.dim((index === 0 ? label : '').padEnd(LABEL_WIDTH))}${line}`)

const runLine =
  (paint: Paint) =>
  ({ id, playbook, status, startedAt }: PersonPage['runs'][number]): string =>
    `  ${id}  ${startedAt}  ${status === 'done' ? paint.green(status) : paint.yellow(status)}  ${safeText(playbook)}`

/** The day and the minute are enough to read; JSON has the rest. */
const day = (time: string | null): string | null => (time === null ? null : time.slice(0, 16).replace('T', ' '))
