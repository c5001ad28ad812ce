import { openJournal } from '../../../src/store/open-journal.ts'

/** Appends numbered events for ever and prints each number once it is durable. Killed from outside. */
const [folder = '', run = 'r1'] = process.argv.slice(2)
const journal = openJournal(folder)
for (let attempt = 1; ; attempt += 1) {
  await journal.append({ type: 'intent', run, at: '2026-12-01T08:00:00.000Z', change: 'c1', attempt })
  process.stdout.write(`${attempt}\n`)
}
