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
import type { Plan } from '../../src/model/plan.ts'
import type { RunEvent } from '../../src/model/run.ts'
import { Secret } from '../../src/model/secret.ts'
import { type EmbeddedJournal, type JournalOptions, openJournal } from '../../src/store/open-journal.ts'
import { newHire, planOf } from '../runner/support/plans.ts'
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

const intent = (run: string, attempt: number): RunEvent => ({ type: 'intent', run, at, change: 'c1', attempt })
const planned = (run: string, plan: Plan = planOf([newHire()])): RunEvent => ({
  type: 'planned',
  run,
  at,
  actor: 'megan.bowen',
  plan,
})
const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8)

describe('the journal', () => {
  test('gives back what was appended, in that order, also to another process', async () => {
    const folder = stateFolder()
    const journal = opened(folder)
    await journal.append(planned('r1'))
    await journal.append(planned('r2'))
    await journal.append(intent('r1', 1))

    const other = opened(folder)

    expect(await other.events('r1')).toEqual([planned('r1'), intent('r1', 1)])
    expect(await other.events('nobody')).toEqual([])
  })

  test('lists runs, newest first, with what came of them', async () => {
    const journal = opened(stateFolder())
    await journal.append(planned('r1'))
    await journal.append({ type: 'started', run: 'r1', at, actor: 'megan.bowen' })
    await journal.append(planned('r2', planOf([newHire('1', 'A B'), newHire('2', 'C D')])))
    await journal.append({
      type: 'outcome',
      run: 'r1',
      at,
      change: '00123-account',
      outcome: 'made',
      attempts: 1,
      id: 'x',
    })
    await journal.append({ type: 'ended', run: 'r1', at, status: 'partial' })

    const runs = await journal.runs()

    expect(runs).toMatchObject([
      { id: 'r2', status: 'running', people: 2, endedAt: null },
      { id: 'r1', status: 'partial', people: 1, playbook: 'onboard', counts: { made: 1, blocked: 13 } },
    ])
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

  test('refuses a plan with a secret in it: taking it out would change what a resume does', async () => {
    const journal = opened(stateFolder())
    const secret = new Secret('Adele Vance of Sales')
    const plan = planOf([newHire('00123', secret.reveal())])

    await expect(journal.append(planned('r1', plan))).rejects.toMatchObject({ code: 'run/secret-in-plan' })
    expect(await journal.events('r1')).toEqual([])
  })
})

describe('a record', () => {
  const written = async (folder: string): Promise<void> => {
    const journal = openJournal(folder)
    await journal.append(planned('r1'))
    for (let attempt = 1; attempt <= 5; attempt += 1) await journal.append(intent('r1', attempt))
    await journal.close()
  }

  /** Somebody with a database tool, who knows of the triggers. */
  const tamper = (folder: string, sql: string): void => {
    const db = new DatabaseSync(join(folder, 'joinery.db'))
    db.exec(`drop trigger event_keep; drop trigger event_stay; ${sql}`)
    db.close()
  }

  test('is never changed or deleted through SQL', async () => {
    const folder = stateFolder()
    await written(folder)
    const db = new DatabaseSync(join(folder, 'joinery.db'))
    onTestFinished(() => db.close())

    expect(() => db.exec('delete from event where seq = 6')).toThrow('never deleted')
    expect(() => db.exec("update event set json = '{}' where seq = 2")).toThrow('never changed')
  })

  test('of a whole journal follows the one before', async () => {
    const folder = stateFolder()
    await written(folder)

    expect(await opened(folder).check()).toMatchObject({ whole: true, records: 6 })
  })

  test.each([
    ['altered', `update event set json = replace(json, '"attempt":3', '"attempt":9') where seq = 4`, 4],
    ['altered with its hash', `update event set json = '{}', hash = 'sha256:0' where seq = 4`, 4],
    ['given to another run', `update event set run = 'r2' where seq = 4`, 4],
    ['dated otherwise', `update event set at = '2020-01-01T00:00:00.000Z' where seq = 4`, 4],
    ['deleted', 'delete from event where seq = 4', 4],
    [
      'deleted and the rest moved up',
      'delete from event where seq = 4; update event set seq = seq - 1 where seq > 4',
      4,
    ],
    [
      'doubled',
      'update event set seq = 7 where seq = 6; insert into event select 6, run, at, type, json, prev, hash from event where seq = 5',
      6,
    ],
    [
      'swapped',
      'update event set seq = 99 where seq = 3; update event set seq = 3 where seq = 4; update event set seq = 4 where seq = 99',
      3,
    ],
  ])('that was %s is found', async (_how, sql, place) => {
    const folder = stateFolder()
    await written(folder)
    tamper(folder, sql)

    expect(await opened(folder).check()).toMatchObject({ whole: false, at: place })
  })

  test('that was altered stops whoever wants to go on from it', async () => {
    const folder = stateFolder()
    await written(folder)
    tamper(folder, `update event set json = replace(json, 'Adele', 'Megan') where seq = 1`)

    await expect(opened(folder).events('r1')).rejects.toMatchObject({
      code: 'run/journal-corrupt',
      category: 'journal',
    })
  })

  test('written by two processes at once is in one chain', async () => {
    const folder = stateFolder()
    const [one, two] = [opened(folder), opened(folder)]

    await Promise.all(
      Array.from({ length: 40 }, (_, attempt) => (attempt % 2 ? one : two).append(intent(`r${attempt % 3}`, attempt))),
    )

    expect(await one.check()).toMatchObject({ whole: true, records: 40 })
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
    expect(db.prepare('pragma user_version').get()).toEqual({ user_version: 3 })
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
