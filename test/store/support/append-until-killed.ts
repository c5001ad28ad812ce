import { Secret } from '../../../src/model/secret.ts'
import { openJournal } from '../../../src/store/open-journal.ts'
import { openPostgresJournal } from '../../../src/store/postgres/open-postgres-journal.ts'

/** Appends numbered events for ever and prints each number once it is durable. Killed from outside. In place of a folder there may be the address of a database. */
const [folder = '', run = 'r1'] = process.argv.slice(2)
const journal = folder.startsWith('postgres:') ? await openPostgresJournal(new Secret(folder)) : openJournal(folder)
for (let attempt = 1; ; attempt += 1) {
  await journal.append({ type: 'intent', run, at: '2026-12-01T08:00:00.000Z', change: 'c1', attempt })
  process.stdout.write(`${attempt}\n`)
}
