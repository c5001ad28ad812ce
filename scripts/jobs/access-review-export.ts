/**
 * Who is in which group, for the people who answer for the groups: a line a member, with room for their decision. CSV opens in a spreadsheet, and no cell
 * of it is a formula. Without --groups every group of Active Directory that is not built in.
 *
 *   try it:          node scripts/jobs/access-review-export.ts --practice --groups "CRM Users|Sales Team"
 *   cron:            0 4 1 1,4,7,10 * cd /etc/joinery && node /opt/joinery/scripts/jobs/access-review-export.ts --out /srv/reports/access.csv
 *   Task Scheduler:  schtasks /Create /TN "Joinery access review" /SC MONTHLY /MO 3 /D 1 /ST 04:00 /TR "node C:\Joinery\scripts\jobs\access-review-export.ts --config C:\Joinery\joinery.yaml --out C:\Reports\access.csv"
 */

import { type AdFilter, csvTable, type GroupMember, type Readers, runScript } from '../../src/index.ts'

const about = 'Who is in which group, with room for a decision about each.'
const options = {
  groups: { about: 'names of groups, separated by |', default: '' },
  json: { about: 'JSON instead of CSV' },
}
const headings = 'system group owner member type enabled employeeId department manager'.split(' ')
type Line = { readonly [heading: string]: string }

await runScript({ about, options }, async ({ joinery, option, isSet, write, tell }) => {
  const read = await joinery.read()
  const named = option('groups').split('|').filter(Boolean)
  const { groups, people } = await everything(read)
  const lines: Line[] = []
  for (const group of named.length > 0 ? named : groups) {
    const { name, ad, entra } = await joinery.showGroup(group)
    const owner = ad?.managedBy ?? ''
    const line = (system: string, { id, name: member, type, enabled }: GroupMember): Line => {
      const of = (attribute: string): string => people.get(id)?.attributes[attribute]?.[0] ?? ''
      const mayUse = enabled === null ? '' : enabled ? 'yes' : 'no'
      const more = { employeeId: of('employeeID'), department: of('department'), manager: of('manager') }
      return { system, group: name, owner, member, type, enabled: mayUse, ...more }
    }
    // One that is synchronised has the same members twice; those of Active Directory count.
    const system = ad ? 'Active Directory' : 'Entra'
    lines.push(...((ad ?? entra)?.members ?? []).map((member) => line(system, member)))
  }
  tell(`${lines.length} memberships`)
  const rows = lines.map((of) => [...headings.map((heading) => of[heading] ?? ''), '', ''])
  const csv = csvTable([...headings, 'decision (keep, remove)', 'decided by'], rows)
  await write(isSet('json') ? `${JSON.stringify(lines, null, 2)}\n` : csv)
})

/** Every group that is not built in, and what Active Directory says of people. */
async function everything({ ad }: Readers) {
  const groups = { op: 'equals', attribute: 'objectClass', value: 'group' } as const
  const people = { op: 'present', attribute: 'employeeID' } as const
  const attributes = ['employeeID', 'department', 'manager', 'isCriticalSystemObject']
  const search = (filter: AdFilter) => ad?.search({ scope: 'sub', filter, attributes }) ?? []
  const own = (await search(groups)).filter((group) => !group.attributes['isCriticalSystemObject']?.includes('TRUE'))
  return { groups: own.map(({ dn }) => dn), people: new Map((await search(people)).map((one) => [one.id, one])) }
}
