import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { AppParts } from '../../src/app/app-parts.ts'
import { scimDeps } from '../../src/app/scim-deps.ts'
import { plainFeed } from '../../src/config/load-config.ts'
import { practiceConfig } from '../../src/config/practice-config.ts'
import { openNewsroom } from '../../src/lifecycle/news.ts'
import type { FeedReport, FeedSnapshot } from '../../src/model/feed.ts'
import type { WebMessage } from '../../src/model/message.ts'
import { openMetrics } from '../../src/service/metrics.ts'
import { openLog } from '../../src/service/service-log.ts'
import { openTraces } from '../../src/service/traces.ts'
import { openJournal } from '../../src/store/open-journal.ts'
import { emptyFeedReport } from '../support/empty-feed-report.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const report: FeedReport = {
  ...emptyFeedReport,
  rows: 1,
  accepted: 1,
}

const snapshot = (hash: string): FeedSnapshot => ({
  source: 'hr',
  asOf: '2026-11-22T11:00:00Z',
  hash,
  rows: 1,
  complete: false,
  people: [{ row: 1, person: { employeeId: '00123', givenName: 'Adele', surname: 'Vance' } }],
  refused: [],
})

/** A source `hr` with settings, and what is told while its news are taken as `answer` says. */
const receiving = async (answer: () => FeedReport, feedYaml = '') => {
  const folder = temporaryFolder()
  const journal = openJournal(join(folder, 'state'))
  onTestFinished(() => journal.close())
  const map = join(folder, 'feed.yaml')
  writeFileSync(map, feedYaml)
  const now = (): number => Date.parse('2026-11-22T11:00:00Z')
  const config = { ...practiceConfig(folder), feeds: [{ ...plainFeed('hr'), map, absence: 'leaver' as const }] }
  const host = { cwd: folder, clock: { now }, random: seededRandom() }
  const parts = { host, journal: async () => journal, settings: async () => ({ config }) } as unknown as AppParts
  const [told, lines]: [WebMessage[], string[]] = [[], []]
  const news = openNewsroom(journal.memory, async (message) => void told.push(message))
  const reading = { work: {}, parkedRuns: 0, missedCycles: 0, feeds: new Map(), credentials: new Map() }
  const orders: unknown[] = []
  const syncSnapshot = async (order: { readonly partial: boolean }) => {
    orders.push(order.partial)
    return { source: 'hr', report: answer(), work: [], quarantine: null, dryRun: false }
  }
  const deps = await scimDeps(
    parts,
    { syncSnapshot },
    {
      log: openLog({ level: 'debug', now, write: (line) => lines.push(line) }),
      metrics: openMetrics(async () => reading, now),
      traces: openTraces(),
      news,
      send: async () => void (await news.send()),
    },
  )
  return { deps, told, lines, orders }
}

test('what is pushed is news of some people, and leaves a line without names', async () => {
  const { deps, told, lines, orders } = await receiving(() => report)

  await deps.sync(snapshot('sha256:1'))

  expect([orders, told]).toEqual([[true], []])
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'scim.taken', source: 'hr', outcome: 'ok', count: 0 })
  expect(lines.join()).not.toContain('Adele')
})

test('what nobody takes is told to people once, with the reason of the person concerned', async () => {
  const refused = [{ row: 1, employeeId: '00123', why: 'belongs to payroll' }]
  const { deps, told } = await receiving(() => ({
    ...report,
    verdict: 'refused',
    why: '1 of 1 rows are refused',
    refused,
  }))

  await deps.sync(snapshot('sha256:1'))
  await deps.sync(snapshot('sha256:2'))

  expect(told.map(({ subject, text }) => [subject, text.slice(0, 27)])).toEqual([
    ['What hr has pushed was not taken', '00123: belongs to payroll. '],
  ])
})

test('somebody who may be somebody else is told to people, with the way on', async () => {
  const suspects = [{ person: '00123', like: '123', because: '00123 is 123 with zeros in front' }]
  const { deps, told, lines } = await receiving(() => ({ ...report, suspects }))

  await deps.sync(snapshot('sha256:1'))

  expect(told[0]?.text).toContain('joinery feed release hr 00123')
  expect(lines.join()).toContain('"event":"scim.suspect"')
})

test('somebody whom the source deleted is told to people once', async () => {
  const { deps, told } = await receiving(() => report)

  await deps.deleted('hr', '00123')
  await deps.deleted('hr', '00123')

  expect(told.map(({ subject }) => subject)).toEqual(['hr has deleted 00123'])
})

test('a source is read by its feed.yaml, as that is at the moment', async () => {
  const { deps } = await receiving(() => report, 'person: { employeeId: externalId }')

  const { settings, absence } = await deps.sourceOf('hr')

  expect([settings.rules.map(({ field }) => field), absence]).toEqual([['employeeId'], 'leaver'])
  await expect(deps.sourceOf('payroll')).rejects.toMatchObject({ code: 'feed/unknown' })
})
