/**
 * Accounts with which nobody has signed in for a while, as CSV or JSON. Changes nothing; `joinery stale-accounts` disables them, within the limits. Needs
 * AuditLog.Read.All where there is an Entra.
 *
 *   try it:          node scripts/jobs/stale-account-report.ts --practice
 *   cron:            0 6 * * 1 cd /etc/joinery && node /opt/joinery/scripts/jobs/stale-account-report.ts --days 90 --out /srv/reports/stale.csv
 *   Task Scheduler:  schtasks /Create /TN "Joinery stale accounts" /SC WEEKLY /D MON /ST 06:00 /TR "node C:\Joinery\scripts\jobs\stale-account-report.ts --config C:\Joinery\joinery.yaml --out C:\Reports\stale.csv"
 */
import { csvTable, runScript } from '../../src/index.ts'

const about = 'Accounts with which nobody has signed in for a while. Changes nothing.'
const options = {
  days: { about: 'for how many days', default: '90' },
  except: { about: 'groups whose members are left out, separated by |', default: '' },
  json: { about: 'JSON instead of CSV' },
}

await runScript({ about, options }, async ({ joinery, option, number, isSet, write, tell }) => {
  const exceptGroups = option('except').split('|').filter(Boolean)
  const found = await joinery.peopleByRule({ inactiveDays: number('days'), exceptGroups })
  const accounts = []
  for (const { employeeId, because } of found) {
    const { name, department, title, manager, ad, entra } = await joinery.showPerson(employeeId)
    const signIn = ad?.userPrincipalName ?? ad?.sAMAccountName ?? entra?.userPrincipalName ?? ''
    accounts.push({ employeeId, name, department, title, manager, signIn, because })
  }
  tell(`${accounts.length} accounts that nobody has used for ${option('days')} days`)
  const headings = ['employeeId', 'name', 'department', 'title', 'manager', 'signIn', 'because'] as const
  const rows = accounts.map((account) => headings.map((heading) => account[heading] ?? ''))
  await write(isSet('json') ? `${JSON.stringify(accounts, null, 2)}\n` : csvTable(headings, rows))
})
