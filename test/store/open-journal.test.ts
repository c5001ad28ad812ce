import { spawn } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Secret } from '../../src/model/secret.ts'
import { type EmbeddedJournal, type JournalOptions, openJournal } from '../../src/store/open-journal.ts'
import { intent, journalContract, planned } from '../contract/journal-contract.ts'
import { runProgram } from '../support/run-program.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const at = '2026-12-01T08:00:00.000Z'

const opened = (folder: string, options?: JournalOptions): EmbeddedJournal => {
  const journal = openJournal(folder, options)
  onTestFinished(() => journal.close())
  return journal
}

/** A folder that only its owner can look into, as the state folder has to be. */
const stateFolder = (): string => join(temporaryFolder(), '.joinery')

const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8)

describe('the journal', () => {
  journalContract(async () => {
    const folder = stateFolder()
    const inFile = async (sql: string): Promise<void> => {
      const db = new DatabaseSync(join(folder, 'joinery.db'))
      try {
        db.exec(sql)
      } finally {
        db.close()
      }
    }
    return {
      open: async () => opened(folder),
      sql: inFile,
      tamper: (sql) => inFile(`drop trigger event_keep; drop trigger event_stay; ${sql}`),
    }
  })

  test('is for its owner alone, whatever the umask', async () => {
    const folder = stateFolder()
    const umask = process.umask(0)
    try {
      const journal = opened(folder)
      await journal.append(planned('r1'))
    } finally {
      process.umask(umask)
    }

    expect(mode(folder)).toBe('700')
    for (const file of ['joinery.db', 'joinery.db-wal', 'joinery.db-shm'])
      expect(mode(join(folder, file)), file).toBe('600')
  })

  test('takes secrets out of what it is given', async () => {
    const folder = stateFolder()
    const secret = new Secret('Gx4!pLm9"#vTqR2z')
    const journal = opened(folder)
    const note = `password ${secret.reveal()} and ${Buffer.from(secret.reveal()).toString('base64')}`
    await journal.append(planned('r1'))
    await journal.append({ type: 'outcome', run: 'r1', at, change: 'c1', outcome: 'made', attempts: 1, id: null, note })
    await journal.close()

    const [, outcome] = await opened(folder).events('r1')
    expect(outcome).toMatchObject({ note: 'password [secret] and [secret]' })
    expect(readFileSync(join(folder, 'joinery.db')).includes(secret.reveal())).toBe(false)
  })
})

describe('a process that is killed while it writes', () => {
  test('loses no record that it was told is durable', async () => {
    const folder = stateFolder()
    for (const run of ['r1', 'r2', 'r3', 'r4', 'r5']) {
      const child = spawn(
        process.execPath,
        [join(import.meta.dirname, 'support/append-until-killed.ts'), folder, run],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      )
      let printed = ''
      child.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString()
        if (printed.split('\n').length > 40) child.kill('SIGKILL')
      })
      await new Promise((resolve) => child.once('close', resolve))

      const told = printed.split('\n').filter((line, index, lines) => index < lines.length - 1 && line !== '').length
      const journal = openJournal(folder)
      const kept = await journal.events(run)
      await journal.close()
      expect(kept.length).toBeGreaterThanOrEqual(told)
      expect(told).toBeGreaterThanOrEqual(40)
    }

    expect(await opened(folder).check()).toMatchObject({ whole: true })
  })
})

describe('a machine that loses power while it writes', () => {
  test('keeps a whole journal, wherever the last writes were cut off', async () => {
    const folder = stateFolder()
    const journal = opened(folder)
    for (let attempt = 1; attempt <= 12; attempt += 1) await journal.append(intent('r1', attempt))
    const [db, wal] = [readFileSync(join(folder, 'joinery.db')), readFileSync(join(folder, 'joinery.db-wal'))]
    const random = seededRandom('power')
    let [fewest, most] = [12, 0]

    for (let cut = 0; cut < 60; cut += 1) {
      const copy = stateFolder()
      mkdirSync(copy, { mode: 0o700 })
      writeFileSync(join(copy, 'joinery.db'), db)
      writeFileSync(join(copy, 'joinery.db-wal'), wal.subarray(0, random.integer(wal.length)))
      const survivor = openJournal(copy)
      const events = await survivor.events('r1')
      const chain = await survivor.check()
      await survivor.append(intent('r1', 99))
      await survivor.close()

      expect(events).toEqual(Array.from(events, (_, at) => intent('r1', at + 1)))
      expect(chain).toMatchObject({ whole: true, records: events.length })
      ;[fewest, most] = [Math.min(fewest, events.length), Math.max(most, events.length)]
    }
    // The cuts did cut.
    expect(most - fewest).toBeGreaterThan(5)
  })
})

describe('a state folder that cannot be used', () => {
  test('open to others is refused', () => {
    const folder = stateFolder()
    mkdirSync(folder)
    chmodSync(folder, 0o755)

    expect(() => openJournal(folder)).toThrow('other users of this machine')
  })

  test('that is a link is refused', () => {
    const folder = stateFolder()
    mkdirSync(`${folder}-elsewhere`, { mode: 0o700 })
    symlinkSync(`${folder}-elsewhere`, folder)

    expect(() => openJournal(folder)).toThrow('symbolic link')
  })

  test('whose database is a link is refused, and its target stays empty', () => {
    const folder = stateFolder()
    mkdirSync(folder, { mode: 0o700 })
    writeFileSync(join(folder, 'target'), '')
    symlinkSync(join(folder, 'target'), join(folder, 'joinery.db'))

    expect(() => openJournal(folder)).toThrow('symbolic link')
    expect(readFileSync(join(folder, 'target'), 'utf8')).toBe('')
  })

  test('that is a file is a fault of the category journal', () => {
    const folder = stateFolder()
    writeFileSync(folder, '')

    expect(() => openJournal(folder)).toThrowError(
      expect.objectContaining({ code: 'run/journal-not-writable', category: 'journal' }),
    )
  })

  test('below a file is refused', () => {
    const base = temporaryFolder()
    writeFileSync(join(base, 'file'), '')

    expect(() => openJournal(join(base, 'file', '.joinery'))).toThrowError(
      expect.objectContaining({ code: 'run/journal-not-writable' }),
    )
  })
})

describe('a database that cannot be used', () => {
  const withFile = (content: string | Buffer): string => {
    const folder = stateFolder()
    mkdirSync(folder, { mode: 0o700 })
    writeFileSync(join(folder, 'joinery.db'), content, { mode: 0o600 })
    return folder
  }

  const fault = (code: string) => expect.objectContaining({ code, category: 'journal', effect: 'none' })

  test('because it is none is refused and left as it is', () => {
    const folder = withFile(
      'this is a text, and a long one, so that nobody takes it for an empty database file'.repeat(20),
    )
    const before = readFileSync(join(folder, 'joinery.db'))

    expect(() => openJournal(folder)).toThrowError(fault('run/journal-corrupt'))
    expect(readFileSync(join(folder, 'joinery.db')).equals(before)).toBe(true)
  })

  test('because it is of another program is refused', () => {
    const folder = withFile('')
    const db = new DatabaseSync(join(folder, 'joinery.db'))
    db.exec('create table contacts (name text)')
    db.close()

    expect(() => openJournal(folder)).toThrowError(fault('run/journal-corrupt'))
  })

  test('because it is of a newer version is refused and left as it is', async () => {
    const folder = stateFolder()
    await opened(folder).close()
    const db = new DatabaseSync(join(folder, 'joinery.db'))
    db.exec('pragma user_version = 99')
    db.close()

    expect(() => openJournal(folder)).toThrowError(fault('run/journal-newer'))
  })

  test('because parts of it are overwritten is found out when they are read', async () => {
    const folder = stateFolder()
    const journal = openJournal(folder)
    for (let run = 0; run < 30; run += 1) await journal.append(planned(`r${run}`))
    await journal.close()
    const file = join(folder, 'joinery.db')
    const bytes = readFileSync(file)
    bytes.fill(0xff, 8192, bytes.length - 8192)
    writeFileSync(file, bytes)

    const damaged = (): Promise<unknown> => {
      const reopened = opened(folder)
      return Promise.all(Array.from({ length: 30 }, (_, run) => reopened.events(`r${run}`)))
    }
    await expect((async () => damaged())()).rejects.toMatchObject({ code: 'run/journal-corrupt' })
  })

  test('because it was cut off is found out', async () => {
    const folder = stateFolder()
    const journal = openJournal(folder)
    for (let run = 0; run < 10; run += 1) await journal.append(planned(`r${run}`))
    await journal.close()
    truncateSync(join(folder, 'joinery.db'), 3 * 4096)

    await expect((async () => opened(folder).check())()).rejects.toMatchObject({ code: 'run/journal-corrupt' })
  })

  test('because another process holds it: the fault says so, and once it is free nothing is missing', async () => {
    const folder = stateFolder()
    const journal = opened(folder, { busyMs: 50 })
    await journal.append(intent('r1', 1))
    const holder = new DatabaseSync(journal.file)
    onTestFinished(() => holder.close())
    holder.exec('begin immediate')

    await expect(journal.append(intent('r1', 2))).rejects.toMatchObject({
      code: 'run/journal-not-writable',
      message: expect.stringContaining('another process'),
    })

    holder.exec('rollback')
    await journal.append(intent('r1', 3))
    expect(await journal.events('r1')).toEqual([intent('r1', 1), intent('r1', 3)])
  })

  test('because the disk takes no more: nothing is half written, and with room it goes on', async () => {
    const folder = stateFolder()
    const script = join(import.meta.dirname, 'support/append-until-full.ts')

    const printed = await runProgram('sh', ['-c', 'ulimit -f 400; exec "$0" "$@"', process.execPath, script, folder])

    const { durable, code } = JSON.parse(printed) as { durable: number; code: string }
    expect(code).toBe('run/journal-not-writable')
    expect(durable).toBeGreaterThan(5)
    const journal = opened(folder)
    expect(await journal.check()).toMatchObject({ whole: true, records: durable })
    await journal.append(intent('r1', durable + 1))
    expect(await journal.events('r1')).toHaveLength(durable + 1)
  })

  test('an older layout is brought up to date, and every record stays', async () => {
    const folder = withFile('')
    const old = new DatabaseSync(join(folder, 'joinery.db'))
    old.exec(readFileSync(join(import.meta.dirname, 'support/layout-1.sql'), 'utf8'))
    old.close()

    const journal = opened(folder)
    await journal.append(intent('r1', 3))

    expect(await journal.events('r1')).toEqual([intent('r1', 1), intent('r1', 2), intent('r1', 3)])
    expect(await journal.check()).toMatchObject({ whole: true, records: 3 })
    const db = new DatabaseSync(journal.file)
    onTestFinished(() => db.close())
    expect(db.prepare('pragma user_version').get()).toEqual({ user_version: 4 })
  })

  test('a copy taken while it is open is whole', async () => {
    const folder = stateFolder()
    const journal = opened(folder)
    await journal.append(planned('r1'))
    await journal.append(intent('r1', 1))
    const copy = stateFolder()
    mkdirSync(copy, { mode: 0o700 })
    for (const file of ['joinery.db', 'joinery.db-wal']) copyFileSync(join(folder, file), join(copy, file))

    expect(await opened(copy).events('r1')).toHaveLength(2)
  })
})
