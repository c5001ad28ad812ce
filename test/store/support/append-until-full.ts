import { asFault } from '../../../src/model/fault.ts'
import { openJournal } from '../../../src/store/open-journal.ts'

/** Appends until that fails, and prints how many records were durable and which fault came. Run where files may not grow for ever. */
const [folder = ''] = process.argv.slice(2)
const journal = openJournal(folder)
const change = 'c'.repeat(1000)
let durable = 0
try {
  for (;;) {
    await journal.append({ type: 'intent', run: 'r1', at: '2026-12-01T08:00:00.000Z', change, attempt: durable + 1 })
    durable += 1
  }
} catch (thrown) {
  const { code, message } = asFault(thrown)
  process.stdout.write(JSON.stringify({ durable, code, message }))
}
