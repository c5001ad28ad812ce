import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { Fault } from '../../src/model/fault.ts'
import { databaseFault } from '../../src/store/database-fault.ts'

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (thrown) {
    return thrown
  }
}

test('a full database says that the disk is full, and how to go on', () => {
  const db = new DatabaseSync(':memory:')
  db.exec('pragma max_page_count = 3; create table t (x text)')
  const thrown = thrownBy(() => db.exec(`insert into t values ('${'x'.repeat(20_000)}')`))

  const fault = databaseFault(thrown, 'joinery.db', 'r1')

  expect(fault.code).toBe('run/journal-not-writable')
  expect(fault.message).toContain('the disk is full')
  expect(fault.hint).toContain('joinery resume r1')
})

test('a database that may only be read says so', () => {
  const db = new DatabaseSync(':memory:')
  db.exec('create table t (x text); pragma query_only = on')
  const thrown = thrownBy(() => db.exec('insert into t values (1)'))

  expect(databaseFault(thrown, 'joinery.db')).toMatchObject({
    code: 'run/journal-not-writable',
    message: expect.stringContaining('only be read'),
  })
})

test('what is a fault already stays one', () => {
  const fault = new Fault('run/secret-in-plan', { plan: 'p1' })

  expect(databaseFault(fault, 'joinery.db')).toBe(fault)
})

test('an error that is none of the database keeps its words', () => {
  expect(databaseFault(new Error('out of memory'), 'joinery.db').message).toContain('out of memory')
})
