/**
 * A year of a company: HR's export every morning, hires, moves, leaves, people who come back, exports that are not what they seem, outages, clocks that change;
 * on the practice tenant, in a time of its own. Prints what was done and every difference from what HR's exports alone call for.
 *
 *   node scripts/bench/year.ts                     5,000 people, 365 days
 *   node scripts/bench/year.ts --people 120 --days 61 --pace 6 --mode hybrid --start 2027-03-01T00:00:00Z    a year's story in two months
 */
import { parseArgs } from 'node:util'
import { simulateYear } from '../../test/acceptance/year/simulate-year.ts'

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '5000' },
    days: { type: 'string', default: '365' },
    mode: { type: 'string', default: 'ad' },
    pace: { type: 'string', default: '1' },
    seed: { type: 'string', default: 'contoso' },
    start: { type: 'string', default: '2027-01-01T00:00:00Z' },
  },
})
const MINUTE_MS = 60_000
const SHOWN = 40

const print = (text: string): void => void process.stdout.write(`${text}\n`)
const some = (what: string, lines: readonly string[]): void => {
  print(`${what}: ${lines.length}`)
  for (const line of lines.slice(0, SHOWN)) print(`    ${line}`)
}

const begun = performance.now()
const year = await simulateYear({
  people: Number(values.people),
  days: Number(values.days),
  mode: values.mode === 'hybrid' ? 'hybrid' : 'ad',
  seed: values.seed,
  pace: Number(values.pace),
  start: values.start,
})
const { user, system } = process.cpuUsage()
print(
  `${values.people} people, ${values.days} days, mode ${values.mode}: ${((performance.now() - begun) / 1000).toFixed(0)} s, ${((user + system) / 1e6).toFixed(0)} s of CPU`,
)
print(`HR: ${[...year.told].map(([what, count]) => `${what} ${count}`).join(', ')}`)
print(`${year.deliveries.length} exports read, ${year.passes} passes, ${year.done} pieces of work done`)
print(`${year.turns} accounts opened or closed, ${year.expectedTurns} called for`)
const delays = year.delays.toSorted((a, b) => a - b)
const share = (of: number): string => ((delays[Math.floor((delays.length - 1) * of)] ?? 0) / MINUTE_MS).toFixed(1)
print(`delay in minutes: median ${share(0.5)}, 99 % ${share(0.99)}, most ${share(1)}`)
some(`hostile exports taken, of ${year.hostile}`, year.taken)
some("HR's exports refused", year.refused)
some('newcomers who were like somebody else, until a person had looked', year.released)
some('early, or never called for', year.early)
some('late by more than 15 minutes, or never', year.late)
some('accounts of somebody else', year.crossed)
some('not as it should be in the end', year.end)
some(
  'work that is stuck',
  year.stuck.map(({ state, playbook, person, because }) => `${state} ${playbook} ${person}: ${because}`),
)
process.exitCode =
  year.early.length + year.late.length + year.crossed.length + year.end.length + year.taken.length > 0 ? 7 : 0
