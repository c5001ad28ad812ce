import { expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import type { RunEvent } from '../../src/model/run.ts'
import { Secret } from '../../src/model/secret.ts'
import type { StateJournal } from '../../src/store/state-journal.ts'
import { newHire, planOf } from '../runner/support/plans.ts'

/** A state that starts empty. */
export interface EmptyState {
  /** Opens it, as another process does; closed when the test has ended. */
  open(): Promise<StateJournal>
  /** Somebody with a database tool, who knows how to put what protects records out of action. */
  tamper(sql: string): Promise<void>
  /** Somebody with a database tool and the rights of Joinery, who does not. */
  sql(text: string): Promise<void>
}

const at = '2026-12-01T08:00:00.000Z'

export const intent = (run: string, attempt: number): RunEvent => ({ type: 'intent', run, at, change: 'c1', attempt })
export const planned = (run: string, plan: Plan = planOf([newHire()])): RunEvent => ({
  type: 'planned',
  run,
  at,
  actor: 'megan.bowen',
  plan,
})

const written = async (journal: StateJournal): Promise<void> => {
  await journal.append(planned('r1'))
  for (let attempt = 1; attempt <= 5; attempt += 1) await journal.append(intent('r1', attempt))
}

/** What every journal has to do, wherever it is kept. */
export const journalContract = (make: () => Promise<EmptyState>): void => {
  test('gives back what was appended, in that order, also to another process', async () => {
    const state = await make()
    const journal = await state.open()
    await journal.append(planned('r1'))
    await journal.append(planned('r2'))
    await journal.append(intent('r1', 1))

    const other = await state.open()

    expect(await other.events('r1')).toEqual([planned('r1'), intent('r1', 1)])
    expect(await other.events('nobody')).toEqual([])
  })

  test('lists runs, newest first, with what came of them', async () => {
    const journal = await (await make()).open()
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

  test('tells which runs had an event since a time', async () => {
    const journal = await (await make()).open()
    await journal.append(planned('r1'))
    await journal.append({ type: 'ended', run: 'r2', at: '2026-12-02T08:00:00.000Z', status: 'done' })

    expect(await journal.runsSince('2026-12-02T00:00:00.000Z')).toEqual(['r2'])
    expect([...(await journal.runsSince(at))].sort()).toEqual(['r1', 'r2'])
  })

  test('keeps every letter of every script, and what looks like an escape', async () => {
    const journal = await (await make()).open()
    const note = 'Łukasz Ødegård 王芳 🦊 e\u0301 \u0000 \ud800 \\u0000 \' " ; -- $1 ?'
    const event: RunEvent = {
      type: 'outcome',
      run: 'r1',
      at,
      change: 'c1',
      outcome: 'made',
      attempts: 1,
      id: null,
      note,
    }

    await journal.append(event)

    expect(await journal.events('r1')).toEqual([event])
    expect(await journal.check()).toMatchObject({ whole: true, records: 1 })
  })

  test('takes secrets out of what it is given', async () => {
    const secret = new Secret('Gx4!pLm9"#vTqR2z')
    const state = await make()
    const journal = await state.open()
    const note = `password ${secret.reveal()} and ${Buffer.from(secret.reveal()).toString('base64')}`

    await journal.append({ type: 'outcome', run: 'r1', at, change: 'c1', outcome: 'made', attempts: 1, id: null, note })

    const [outcome] = await (await state.open()).events('r1')
    expect(outcome).toMatchObject({ note: 'password [secret] and [secret]' })
  })

  test('refuses a plan with a secret in it: taking it out would change what a resume does', async () => {
    const journal = await (await make()).open()
    const secret = new Secret('Adele Vance of Sales')
    const plan = planOf([newHire('00123', secret.reveal())])

    await expect(journal.append(planned('r1', plan))).rejects.toMatchObject({ code: 'run/secret-in-plan' })
    expect(await journal.events('r1')).toEqual([])
  })

  test('never changes or deletes a record through SQL', async () => {
    const state = await make()
    const journal = await state.open()
    await written(journal)

    await expect(state.sql('delete from event where seq = 6')).rejects.toThrow('never deleted')
    await expect(state.sql("update event set json = '{}' where seq = 2")).rejects.toThrow('never changed')
    expect(await journal.check()).toMatchObject({ whole: true, records: 6 })
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
  ])('finds a record that was %s', async (_how, sql, place) => {
    const state = await make()
    await written(await state.open())
    await state.tamper(sql)

    expect(await (await state.open()).check()).toMatchObject({ whole: false, at: place })
  })

  test('stops whoever wants to go on from a record that was altered', async () => {
    const state = await make()
    await written(await state.open())
    await state.tamper(`update event set json = replace(json, 'Adele', 'Megan') where seq = 1`)

    await expect((await state.open()).events('r1')).rejects.toMatchObject({
      code: 'run/journal-corrupt',
      category: 'journal',
    })
  })

  test('keeps the records of several processes at once in one chain, each in its order', async () => {
    const state = await make()
    const all = await Promise.all(Array.from({ length: 4 }, () => state.open()))

    await Promise.all(
      Array.from({ length: 80 }, (_, attempt) => all[attempt % 4]?.append(intent(`r${attempt % 4}`, attempt))),
    )

    expect(await all[0]?.check()).toMatchObject({ whole: true, records: 80 })
    for (const run of [0, 1, 2, 3]) {
      const attempts = (await all[0]?.events(`r${run}`))?.map((event) => (event.type === 'intent' ? event.attempt : -1))
      expect(attempts).toEqual(Array.from({ length: 20 }, (_, index) => index * 4 + run))
    }
  })

  test('gives every record to whoever reads them all', async () => {
    const journal = await (await make()).open()
    await written(journal)

    const seqs: number[] = []
    for await (const record of journal.records()) seqs.push(record.seq)

    expect(seqs).toEqual([1, 2, 3, 4, 5, 6])
  })
}
