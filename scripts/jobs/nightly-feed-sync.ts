/**
 * Compares HR's feeds with the last good ones and schedules joiners, movers and leavers; with --work does what is due besides. Exit codes: 0 done · 3 a feed
 * was refused, nothing of it was scheduled · 4 work of somebody is stuck · 65 a feed cannot be read · 69, 77 a system does not answer, or not to us.
 *
 *   try it:          node scripts/jobs/nightly-feed-sync.ts --practice --feed hires.csv
 *   cron:            15 5 * * * cd /etc/joinery && node /opt/joinery/scripts/jobs/nightly-feed-sync.ts --work
 *   Task Scheduler:  schtasks /Create /TN "Joinery feed" /SC DAILY /ST 05:15 /TR "node C:\Joinery\scripts\jobs\nightly-feed-sync.ts --config C:\Joinery\joinery.yaml --work"
 */
import { runScript } from '../../src/index.ts'

const about = "Compares HR's feeds with the last good ones and schedules joiners, movers and leavers."
const options = {
  feed: { about: 'name in feeds:, or a file; otherwise every feed of joinery.yaml', default: '' },
  settings: { about: 'feed.yaml of a file', default: '' },
  work: { about: 'also do what is due' },
  'dry-run': { about: 'schedule nothing' },
}
const REFUSED = 3
const STUCK = 4

await runScript({ about, options }, async ({ joinery, option, isSet, write, tell }) => {
  const one = option('feed')
  const feeds = one === '' ? (await joinery.feeds()).map(({ name }) => name) : [one]
  if (feeds.length === 0) tell('There are no feeds in joinery.yaml. Name a file: --feed hires.csv')
  const lines: string[] = []
  let code = 0
  for (const feed of feeds) {
    const settings = option('settings') === '' ? {} : { settings: option('settings') }
    const { report, work } = await joinery.syncFeed(feed, { ...settings, dryRun: isSet('dry-run') })
    lines.push(
      `${feed}: ${report.verdict}, ${report.accepted} of ${report.rows} rows, ${report.why ?? 'nothing amiss'}`,
    )
    for (const { type, person, effective, because } of report.events)
      lines.push(`  ${type} ${person} on ${effective.slice(0, 10)}: ${because}`)
    for (const { person, like, because } of report.suspects)
      lines.push(`  look at ${person}${like === null ? '' : `, like ${like}`}: ${because}`)
    lines.push(`  ${work.length} changes of the schedule`)
    if (report.verdict === 'refused') code = REFUSED
  }
  if (isSet('work') && !isSet('dry-run')) {
    const pass = await joinery.workDue()
    for (const { state, playbook, name, because } of pass.work)
      lines.push(`${state}: ${playbook} for ${name}${because === null ? '' : ` (${because})`}`)
    if (code === 0 && pass.work.some(({ state }) => state === 'failed' || state === 'parked')) code = STUCK
  }
  await write(`${lines.join('\n')}\n`)
  return code
})
