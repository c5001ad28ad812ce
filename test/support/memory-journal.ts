import type { RunEvent } from '../../src/model/run.ts'
import { summaryOf } from '../../src/model/run-report.ts'
import type { Journal } from '../../src/ports/journal.ts'

/** A journal that forgets everything with its variable. Events go through JSON, as on a disk. */
export const memoryJournal = (): Journal & { readonly lines: string[] } => {
  const lines: string[] = []
  const all = (): readonly RunEvent[] => lines.map((line) => JSON.parse(line) as RunEvent)
  const events = async (run: string) => all().filter((event) => event.run === run)
  return {
    lines,
    append: async (event) => void lines.push(JSON.stringify(event)),
    events,
    runsSince: async (at) => [
      ...new Set(
        all()
          .filter((event) => event.at >= at)
          .map(({ run }) => run),
      ),
    ],
    runs: async () => {
      const ids = [...new Set(all().map(({ run }) => run))].reverse()
      return Promise.all(ids.map(async (id) => summaryOf(await events(id))))
    },
    close: async () => {},
  }
}
