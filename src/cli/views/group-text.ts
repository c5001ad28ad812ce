import type { GroupMember, GroupPage } from '../../model/group-page.ts'
import { counted } from './counted.ts'
import type { Paint } from './paint.ts'
import { safeText } from './safe-text.ts'

const LABEL_WIDTH = 18
const MOST_SHOWN = 50

/** One page about a group; `all` shows every member. */
export const groupText = ({ name, ad, entra, notes }: GroupPage, all: boolean, paint: Paint): string => {
  const blocks: string[] = [paint.bold(safeText(name))]
  if (ad) {
    const { scope, kind, sAMAccountName, dn, description, managedBy, memberOf, members } = ad
    const rows = [
      ['kind', `${scope} ${kind} group`],
      ['name', sAMAccountName],
      ['DN', dn],
      ['description', description],
      ['managed by', managedBy],
      ['is in', memberOf.length > 0 ? memberOf.join(', ') : null],
    ] as const
    blocks.push(block('Active Directory', rows, members, all, paint))
  }
  if (entra) {
    const { kind, mail, id, membersChange, members } = entra
    const rows = [
      ['kind', kind],
      ['mail', mail],
      ['id', id],
      ['members change', membersChange],
    ] as const
    blocks.push(block('Entra', rows, members, all, paint))
  }
  return [...blocks, ...notes.map((note) => paint.yellow(note))].join('\n\n')
}

const block = (
  title: string,
  rows: readonly (readonly [string, string | null])[],
  members: readonly GroupMember[],
  all: boolean,
  paint: Paint,
): string =>
  [
    paint.bold(title),
    ...rows.flatMap(([label, value]) =>
      value === null ? [] : [`  ${paint.dim(label.padEnd(LABEL_WIDTH))}${safeText(value)}`],
    ),
    `  ${paint.dim('members'.padEnd(LABEL_WIDTH))}${counted(members.length, 'member', 'members')}`,
    ...memberLines(members, all, paint),
  ].join('\n')

const memberLines = (members: readonly GroupMember[], all: boolean, paint: Paint): readonly string[] => {
  const shown = all ? members : members.slice(0, MOST_SHOWN)
  const rest = members.length - shown.length
  return [
    ...shown.map(({ name, type, enabled }) => {
      const state = enabled === false ? ` ${paint.yellow('(disabled)')}` : ''
      return `    ${safeText(name)}${state}${type === 'user' ? '' : ` ${paint.dim(type)}`}`
    }),
    ...(rest > 0 ? [`    … and ${rest} more (--all shows them)`] : []),
  ]
}
