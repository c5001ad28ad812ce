import { generateKeyPairSync } from 'node:crypto'
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { asFault } from '../../src/model/fault.ts'
import type { RunEvent } from '../../src/model/run.ts'
import { CHAIN_START, type ChainRecord, hashOfRecord } from '../../src/store/chain.ts'
import { openJournal } from '../../src/store/open-journal.ts'
import { readHead, signHead } from '../../src/store/signed-head.ts'
import { openSigningKey } from '../../src/store/signing-key.ts'
import { verifyRecords } from '../../src/store/verify-records.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { at, headOf, journalWith, smallRun } from './support/small-journal.ts'

const codeOf = (work: () => unknown): string | null => {
  try {
    work()
    return null
  } catch (thrown) {
    return asFault(thrown).code
  }
}

const copyOf = (records: Iterable<ChainRecord>): readonly ChainRecord[] => [...records].map((record) => ({ ...record }))

/** Everything from one record on written anew, with hashes that fit. */
const writtenAnew = (records: readonly ChainRecord[], from: number): readonly ChainRecord[] => {
  let prev = CHAIN_START
  return records.map((record, index) => {
    const json = index === from ? JSON.stringify({ ...JSON.parse(record.json), actor: 'nobody' }) : record.json
    const hash = hashOfRecord({ ...record, json, prev })
    const anew = { ...record, json, prev, hash }
    prev = hash
    return anew
  })
}

describe('a head that was kept elsewhere', () => {
  test('fits the journal it was taken of, also when that has grown', async () => {
    const { folder, journal } = await journalWith()
    const head = headOf(copyOf(journal.records()), folder)
    await journal.append({ type: 'started', run: 'r2', at, actor: 'lee.gu' })

    expect(verifyRecords(journal.records(), [head], 'the journal')).toMatchObject({ records: smallRun.length + 1 })
  })

  test('shows that records were cut off at the end, wherever that was', async () => {
    const { folder, journal } = await journalWith()
    const records = copyOf(journal.records())
    const head = headOf(records, folder)

    for (let length = 0; length < records.length; length += 1) {
      const cut = records.slice(0, length)
      expect(
        codeOf(() => verifyRecords(cut, [head], 'the journal')),
        `${length} left`,
      ).toBe('audit/cut-short')
      expect(
        codeOf(() => verifyRecords(cut, [], 'the journal')),
        'without a head nobody can see it',
      ).toBeNull()
    }
  })

  test('shows that the journal was written anew from any record on, though all hashes fit', async () => {
    const { folder, journal } = await journalWith()
    const records = copyOf(journal.records())
    const head = headOf(records, folder)

    for (let from = 0; from < records.length; from += 1) {
      const anew = writtenAnew(records, from)
      expect(
        codeOf(() => verifyRecords(anew, [head], 'the journal')),
        `from ${from}`,
      ).toBe('audit/rewritten')
      expect(
        codeOf(() => verifyRecords(anew, [], 'the journal')),
        'without a head nobody can see it',
      ).toBeNull()
    }
  })

  test('is believed with its signature alone', async () => {
    const { folder, journal } = await journalWith()
    const head = headOf(copyOf(journal.records()), folder)
    const text = JSON.stringify(head)

    expect(readHead(text, 'head.json')).toEqual(head)
    for (const changed of [
      { ...head, records: 3 },
      { ...head, hash: CHAIN_START },
      { ...head, at: '2020-01-01T00:00:00.000Z' },
      { ...head, key: openSigningKey(join(temporaryFolder(), 'other')).publicKey },
      { ...head, signature: head.signature.toUpperCase() },
      { ...head, signature: head.signature.slice(0, -2) },
      { ...head, format: 'joinery.head/2' },
      { ...head, note: 'more' },
      [head],
      null,
    ])
      expect(
        codeOf(() => readHead(JSON.stringify(changed), 'head.json')),
        JSON.stringify(changed),
      ).toBe('audit/bad-head')
    expect(codeOf(() => readHead('head', 'head.json'))).toBe('audit/bad-head')
  })

  test('is not believed with any bit flipped', async () => {
    const { folder, journal } = await journalWith()
    const bytes = Buffer.from(JSON.stringify(headOf(copyOf(journal.records()), folder)))

    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flip = 1 << (bit & 7)
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ flip
      expect(
        codeOf(() => readHead(bytes.toString('utf8'), 'head.json')),
        `bit ${bit}`,
      ).toBe('audit/bad-head')
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ flip
    }
  })

  test('signed with another key than the one that was kept is refused', async () => {
    const { folder, journal } = await journalWith()
    const records = copyOf(journal.records())
    const kept = openSigningKey(folder).publicKey
    const forged = signHead(
      { ...verifyRecords(records, [], ''), at },
      openSigningKey(join(temporaryFolder(), 'forger')),
    )

    expect(codeOf(() => readHead(JSON.stringify(headOf(records, folder)), 'head.json', kept))).toBeNull()
    expect(codeOf(() => readHead(JSON.stringify(forged), 'head.json', kept))).toBe('audit/other-key')
  })
})

describe('the key of a state folder', () => {
  const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8)

  test('is made once, for its owner alone, whatever the umask', () => {
    const folder = join(temporaryFolder(), '.joinery')
    const umask = process.umask(0)
    try {
      openSigningKey(folder)
    } finally {
      process.umask(umask)
    }

    expect(mode(folder)).toBe('700')
    expect(readdirSync(folder)).toEqual(['audit-key.pem'])
    expect(mode(join(folder, 'audit-key.pem'))).toBe('600')
    expect(openSigningKey(folder).publicKey).toBe(openSigningKey(folder).publicKey)
  })

  test('others can read is not used', () => {
    const folder = join(temporaryFolder(), '.joinery')
    openSigningKey(folder)
    chmodSync(join(folder, 'audit-key.pem'), 0o644)

    expect(() => openSigningKey(folder)).toThrowError(
      expect.objectContaining({ code: 'audit/bad-key', message: expect.stringContaining('other users') }),
    )
  })

  test.each([
    ['a link', (file: string, folder: string) => symlinkSync(join(folder, 'elsewhere'), file)],
    ['a link to nowhere', (file: string) => symlinkSync('/nowhere', file)],
    ['a text', (file: string) => writeFileSync(file, 'key', { mode: 0o600 })],
    ['empty', (file: string) => writeFileSync(file, '', { mode: 0o600 })],
    [
      'a key of another kind',
      (file: string) => {
        const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
        writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
      },
    ],
  ])('is not used where it is %s', async (_what, put) => {
    const { folder } = await journalWith([])
    writeFileSync(join(folder, 'elsewhere'), 'target', { mode: 0o600 })
    put(join(folder, 'audit-key.pem'), folder)

    expect(codeOf(() => openSigningKey(folder))).toBe('audit/bad-key')
    expect(existsSync('/nowhere')).toBe(false)
    expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('target')
  })
})

/** A row's columns, and how a value with one bit flipped is put there. */
const COLUMNS = ['seq', 'run', 'at', 'type', 'json', 'prev', 'hash'] as const

/** The value with a bit flipped that is still one of its kind; null where the flip makes no text. */
const flipped = (value: string | number, bit: number): string | number | null => {
  if (typeof value === 'number') return value ^ (1 << (bit % 20))
  const bytes = Buffer.from(value)
  const place = bit % (bytes.length * 8)
  bytes[place >> 3] = (bytes[place >> 3] ?? 0) ^ (1 << (place & 7))
  const text = bytes.toString('utf8')
  return Buffer.from(text).equals(bytes) ? text : null
}

test('5,000 bits flipped in the rows of the database are found, each of them', async () => {
  const events: RunEvent[] = [
    ...smallRun,
    ...smallRun.map((event): RunEvent => ({ ...event, run: '20261201-5e6f7a8b' })),
  ]
  const { folder, journal } = await journalWith(events)
  const tool = new DatabaseSync(join(folder, 'joinery.db'))
  tool.exec('drop trigger event_keep; drop trigger event_stay; pragma synchronous = off')
  const random = seededRandom('bits of rows')
  let tried = 0
  const missed: string[] = []

  while (tried < 5000) {
    const column = COLUMNS[random.integer(COLUMNS.length)] ?? 'json'
    const row = 1 + random.integer(events.length)
    const { value } = tool.prepare(`select ${column} as value from event where seq = ?`).get(row) as {
      value: string | number
    }
    const other = flipped(value, random.integer(100_000))
    if (other === null) continue
    tool.exec('begin')
    try {
      tool.prepare(`update event set ${column} = ? where seq = ?`).run(other, row)
    } catch {
      // Another record has that number.
      tool.exec('rollback')
      continue
    }
    const verdict = codeOf(() => verifyRecords(tool.prepare('select * from event order by seq').all() as never, [], ''))
    tool.exec('rollback')
    tried += 1
    if (verdict !== 'audit/broken') missed.push(`${column} of ${row}`)
  }

  tool.close()
  expect(missed).toEqual([])
  expect(await journal.check()).toMatchObject({ whole: true })
}, 60_000)

test('bits flipped anywhere in the file are found where they change what is read', async () => {
  // Several runs, so that records are a good part of the file and not only a few of its pages.
  const { folder, journal } = await journalWith(Array.from({ length: 4 }, () => smallRun).flat())
  const wanted = copyOf(journal.records())
  await journal.close()
  const file = readFileSync(join(folder, 'joinery.db'))
  const random = seededRandom('bits of the file')
  const seen = { found: 0, refused: 0, harmless: 0 }

  for (let tried = 0; tried < 1500; tried += 1) {
    const bytes = Buffer.from(file)
    const bit = random.integer(bytes.length * 8)
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    writeFileSync(join(folder, 'joinery.db'), bytes)
    const code = readAgain(folder, wanted)
    seen[code === 'audit/broken' ? 'found' : code === null ? 'harmless' : 'refused'] += 1
    expect(
      code === null || /^(audit\/broken|run\/journal-(corrupt|newer|not-writable))$/.test(code),
      `bit ${bit}: ${code}`,
    ).toBe(true)
  }

  expect(seen.found).toBeGreaterThan(100)
  expect(seen.refused).toBeGreaterThan(10)
}, 120_000)

/** What opening and verifying says of the file; null where every record is as it was. */
const readAgain = (folder: string, wanted: readonly ChainRecord[]): string | null => {
  try {
    const journal = openJournal(folder)
    try {
      const read = copyOf(journal.records())
      verifyRecords(read, [], '')
      return JSON.stringify(read) === JSON.stringify(wanted) ? null : 'records differ and nobody noticed'
    } finally {
      void journal.close()
    }
  } catch (thrown) {
    return asFault(thrown).code
  }
}
