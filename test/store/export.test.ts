import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { exportFormats } from '../../src/model/audit.ts'
import { asFault } from '../../src/model/fault.ts'
import { hashOf } from '../../src/model/hash.ts'
import type { Json } from '../../src/model/json.ts'
import type { RunEvent } from '../../src/model/run.ts'
import { CHAIN_START, type ChainRecord, hashOfRecord } from '../../src/store/chain.ts'
import { exportLines } from '../../src/store/export-text.ts'
import { readExport } from '../../src/store/read-export.ts'
import { hostileRows } from '../support/hostile-rows.ts'
import { at, exportOf, headOf, smallRun } from './support/small-journal.ts'

const run = '20261201-1a2b3c4d'

/** The code of the fault that reading meets; null where the export is taken for whole. */
const verdict = (content: string | Uint8Array): string | null => {
  try {
    readExport(typeof content === 'string' ? Buffer.from(content) : content, 'export')
    return null
  } catch (thrown) {
    const { code, category } = asFault(thrown)
    return category === 'mismatch' ? code : `${code} of the category ${category}`
  }
}

const where = (text: string): string => {
  try {
    readExport(Buffer.from(text), 'export')
    return ''
  } catch (thrown) {
    return asFault(thrown).message
  }
}

describe.each(exportFormats)('an export as %s', (format) => {
  test('gives back every record and the head it ends in', async () => {
    const { text, records, folder } = await exportOf(format)

    const read = readExport(Buffer.from(text), 'export')

    expect(read.records).toEqual(records)
    expect(read.head).toEqual(headOf(records, folder))
  })

  test('of an empty journal is whole', async () => {
    const { text } = await exportOf(format, [])

    expect(readExport(Buffer.from(text), 'export')).toMatchObject({
      records: [],
      head: { records: 0, hash: CHAIN_START },
    })
  })

  test('shows every single bit that was flipped, as a difference and not as a defect', async () => {
    const { text } = await exportOf(format, smallRun.slice(1))
    const bytes = Buffer.from(text)
    const missed: string[] = []

    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flip = 1 << (bit & 7)
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ flip
      const code = verdict(bytes)
      if (!code?.startsWith('audit/') || code.includes(' ')) missed.push(`bit ${bit}: ${code}`)
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ flip
    }

    expect(missed).toEqual([])
    expect(verdict(bytes)).toBeNull()
  }, 120_000)

  test('shows bits flipped in a plan', async () => {
    const { text } = await exportOf(format)
    const bytes = Buffer.from(text)

    for (let bit = 3; bit < bytes.length * 8; bit += 41) {
      const flip = 1 << (bit & 7)
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ flip
      expect(verdict(bytes), `bit ${bit}`).toMatch(/^audit\/[a-z-]+$/)
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ flip
    }
  }, 60_000)

  test('shows that it was cut off, wherever that was', async () => {
    const { text } = await exportOf(format, smallRun.slice(1))
    const bytes = Buffer.from(text)

    for (let length = 0; length < bytes.length; length += 1)
      expect(verdict(bytes.subarray(0, length)), `cut to ${length} bytes`).toMatch(/^audit\//)
  })

  const changed = (text: string, change: (lines: string[]) => void): string => {
    const lines = text.split('\n')
    change(lines)
    return lines.join('\n')
  }
  const first = format === 'csv' ? 1 : 0

  test.each<[string, (lines: string[]) => void]>([
    ['is missing', (lines) => void lines.splice(first + 2, 1)],
    ['is there twice', (lines) => void lines.splice(first + 2, 0, lines[first + 2] ?? '')],
    ['changed places with the next', (lines) => void lines.splice(first + 2, 0, ...lines.splice(first + 3, 1))],
    ['is another’s', (lines) => void lines.splice(first + 2, 1, lines[first] ?? '')],
    ['is empty', (lines) => void lines.splice(first + 2, 1, '')],
    ['is followed by another after the head', (lines) => void lines.splice(-1, 0, lines[first] ?? '')],
  ])('shows that a line %s', async (_what, change) => {
    const { text } = await exportOf(format)

    expect(verdict(changed(text, change))).toMatch(/^audit\//)
  })

  test('says in which line something was altered', async () => {
    const { text } = await exportOf(format)

    expect(where(changed(text, (lines) => void lines.splice(first + 3, 1, 'x')))).toContain(`line ${first + 4}`)
  })

  test('that somebody has forged without the key is found by its signature', async () => {
    const { records, folder } = await exportOf(format)
    const forged = rewritten(records, 3, (event) => ({ ...event, outcome: 'failed' }))
    const head = { ...headOf(records, folder), hash: forged.at(-1)?.hash ?? '' }

    expect(verdict([...exportLines(format, forged, head)].join(''))).toBe('audit/bad-head')
  })
})

/** A record altered by somebody who calculates all hashes after it again. */
const rewritten = (
  records: readonly ChainRecord[],
  index: number,
  change: (event: RunEvent) => unknown,
): readonly ChainRecord[] => {
  let prev = CHAIN_START
  return records.map((record, at) => {
    const json = at === index ? JSON.stringify(change(JSON.parse(record.json) as RunEvent)) : record.json
    const hash = hashOfRecord({ ...record, json, prev })
    const next = { ...record, json, prev, hash }
    prev = hash
    return next
  })
}

describe('JSON Lines', () => {
  test.each([...hostileRows('log'), ...hostileRows('unicode')])('$id stays one valid line: $why', async ({ value }) => {
    const event: RunEvent = { type: 'parked', run, at, change: 'c1', because: value }

    const { text } = await exportOf('jsonl', [event])

    const lines = text.trimEnd().split('\n')
    expect(lines).toHaveLength(2)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ seq: 1, event: { because: value } })
    expect(verdict(text)).toBeNull()
  })

  test('can be read by programs that know nothing of Joinery: the hash is that of the six fields', async () => {
    const { text } = await exportOf('jsonl')

    for (const line of text.trimEnd().split('\n').slice(0, -1)) {
      const { seq, prev, hash, event } = JSON.parse(line) as {
        seq: number
        prev: string
        hash: string
        event: { [name: string]: Json }
      }
      const { run: of, at: when, type } = event
      const json = line.slice(line.indexOf('"event":') + '"event":'.length, -1)
      expect(hashOf([seq, of ?? null, when ?? null, type ?? null, json, prev])).toBe(hash)
    }
  })
})

describe('CSV', () => {
  /** What spreadsheets calculate, in any of the ways in which they split a file into cells. */
  const FORMULA = /^[\s\u00a0\ufeff\u200b]*[=+\-@＝＋－＠|%]/

  const cellsOf = (text: string, delimiter: string): readonly string[] =>
    (parse(text, { bom: true, delimiter, relax_quotes: true, relax_column_count: true }) as string[][]).flat()

  const hostile = (value: string): readonly RunEvent[] => [
    { type: 'started', run, at, actor: value },
    { type: 'parked', run, at, change: value, because: value },
    { type: 'outcome', run: value, at, change: value, outcome: 'made', attempts: 1, id: null, note: value },
  ]

  test.each(hostileRows('csv-formula'))('$id is no formula in any cell: $why', async ({ value }) => {
    const { text } = await exportOf('csv', hostile(value))

    for (const delimiter of [',', ';', '\t'])
      expect(cellsOf(text, delimiter).filter((cell) => FORMULA.test(cell))).toEqual([])
    expect(verdict(text)).toBeNull()
  })

  test.each(hostileRows('csv-formula'))('$id is still there for a reader: $why', async ({ value }) => {
    const { text } = await exportOf('csv', hostile(value))
    const [, , parked] = parse(text, { bom: true }) as string[][]

    expect(JSON.parse(parked?.[9] ?? '')).toMatchObject({ because: value })
  })

  test('keeps ids and dates as texts', async () => {
    const { text } = await exportOf('csv', [
      { type: 'started', run, at, actor: '00012345' },
      { type: 'started', run, at, actor: 'MARCH1' },
      { type: 'started', run, at, actor: 'Megan Bowen' },
    ])
    const rows = parse(text, { bom: true, columns: true }) as { actor: string }[]

    expect(rows.map(({ actor }) => actor)).toEqual(["'00012345", "'MARCH1", 'Megan Bowen', ''])
  })

  test('says of each record whom and what it is about', async () => {
    const { text } = await exportOf('csv')
    const rows = parse(text, { bom: true, columns: true }) as { [column: string]: string }[]

    expect(rows).toMatchObject([
      { seq: '1', type: 'planned', actor: 'megan.bowen@workstation', about: 'onboard: changes 1, people 1' },
      { seq: '2', type: 'started' },
      { seq: '3', type: 'intent', person: "'00123", about: expect.stringContaining('attempt 1') },
      { seq: '4', type: 'outcome', person: "'00123", outcome: 'made', run },
      { seq: '5', type: 'ended', outcome: 'done' },
      { seq: 'head' },
    ])
  })
})

test('what is no export at all is told apart from one that is whole', () => {
  for (const content of [
    '',
    '{}',
    '[]',
    'seq,at',
    '{"head":',
    '\ufeff',
    '\0'.repeat(50),
    '{"head":{"format":"joinery.head/1"}}',
  ])
    expect(verdict(content), JSON.stringify(content)).toMatch(/^audit\/(broken|bad-head)$/)
  expect(verdict(Buffer.from([0xff, 0xfe, 0x7b]))).toBe('audit/broken')
  expect(verdict(`{"seq":1,"prev":"","hash":"","event":${'['.repeat(100_000)}${']'.repeat(100_000)}}\n`)).toBe(
    'audit/broken',
  )
})
