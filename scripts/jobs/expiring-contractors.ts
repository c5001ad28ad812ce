/**
 * Contractors whose accounts expire soon, by manager, so that somebody asks before the day comes. Accounts expire in Active Directory alone.
 *
 *   try it:          node scripts/jobs/expiring-contractors.ts --practice --days 365
 *   cron:            30 6 * * 1-5 cd /etc/joinery && node /opt/joinery/scripts/jobs/expiring-contractors.ts --out /srv/reports/expiring.csv
 *   Task Scheduler:  schtasks /Create /TN "Joinery contractors" /SC WEEKLY /D MON /ST 06:30 /TR "node C:\Joinery\scripts\jobs\expiring-contractors.ts --config C:\Joinery\joinery.yaml --out C:\Reports\expiring.csv"
 */
import { type AdEntry, csvTable, fromFileTime, runScript } from '../../src/index.ts'

const about = 'Contractors whose accounts in Active Directory expire soon.'
const options = {
  days: { about: 'within how many days', default: '14' },
  type: { about: 'employeeType of the people', default: 'contractor' },
  json: { about: 'JSON instead of CSV' },
}
const DAY_MS = 86_400_000
const attributes = ['accountExpires', 'department', 'displayName', 'employeeID', 'manager', 'userAccountControl']
const DISABLED = 0x2

await runScript({ about, options }, async ({ joinery, option, number, isSet, write, tell }) => {
  const { ad, clock } = await joinery.read()
  if (!ad) tell('There is no Active Directory here, and nothing else lets accounts expire.')
  const until = new Date(clock.now() + number('days') * DAY_MS).toISOString()
  const filter = { op: 'equals', attribute: 'employeeType', value: option('type') } as const
  const found = (await ad?.search({ scope: 'sub', filter, attributes })) ?? []
  const accounts = found.flatMap((entry) => {
    const of = (name: string): string => entry.attributes[name]?.[0] ?? ''
    const expires = fromFileTime(of('accountExpires'))
    if (expires === null || expires > until || (Number(of('userAccountControl')) & DISABLED) !== 0) return []
    const [employeeId, name, department] = [of('employeeID'), of('displayName'), of('department')]
    return [{ expires, manager: managerIn(entry), employeeId, name, department, dn: entry.dn }]
  })
  accounts.sort((a, b) => `${a.expires} ${a.employeeId}`.localeCompare(`${b.expires} ${b.employeeId}`))
  tell(`${accounts.length} accounts expire before ${until.slice(0, 10)}`)
  const headings = ['expires', 'manager', 'employeeId', 'name', 'department', 'dn'] as const
  const rows = accounts.map((account) => headings.map((heading) => account[heading]))
  await write(isSet('json') ? `${JSON.stringify(accounts, null, 2)}\n` : csvTable(headings, rows))
})

/** The first part of the manager's DN is enough for people. */
function managerIn({ attributes: { manager = [] } }: AdEntry): string {
  return /^CN=((?:\\.|[^,\\])*)/i.exec(manager[0] ?? '')?.[1]?.replaceAll(/\\(.)/g, '$1') ?? ''
}
