/**
 * Licences with their seats, and a warning before they run out: exit code 7 where fewer than --least are free of one that people use.
 *
 *   try it:          node scripts/jobs/licence-report.ts --practice
 *   cron:            0 7 * * * cd /etc/joinery && node /opt/joinery/scripts/jobs/licence-report.ts --least 10 --out /srv/reports/licences.csv
 *   Task Scheduler:  schtasks /Create /TN "Joinery licences" /SC DAILY /ST 07:00 /TR "node C:\Joinery\scripts\jobs\licence-report.ts --config C:\Joinery\joinery.yaml --least 10 --out C:\Reports\licences.csv"
 */
import { csvTable, runScript } from '../../src/index.ts'

const about = 'Licences with their seats; exit code 7 where too few are free.'
const options = {
  least: { about: 'how many seats have to be free', default: '0' },
  json: { about: 'JSON instead of CSV' },
}
const DIFFERENCE = 7

await runScript({ about, options }, async ({ joinery, number, isSet, write, tell }) => {
  const least = number('least')
  const lines = await joinery.licences()
  const scarce = lines.filter(({ consumed, free }) => consumed > 0 && free < least)
  for (const { skuPartNumber, free } of scarce) tell(`${skuPartNumber}: ${free} free, ${least} wanted`)
  const headings = ['licence', 'seats', 'used', 'free', 'percent used', 'status']
  const rows = lines.map(({ skuPartNumber, enabled, consumed, free, status }) => {
    const share = enabled === 0 ? 0 : Math.round((consumed / enabled) * 100)
    return [skuPartNumber, enabled, consumed, free, share, status]
  })
  await write(isSet('json') ? `${JSON.stringify(lines, null, 2)}\n` : csvTable(headings, rows))
  return scarce.length > 0 ? DIFFERENCE : 0
})
