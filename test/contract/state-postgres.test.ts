import { describe, expect, test } from 'vitest'
import { postgresState } from '../support/postgres-state.ts'
import { isPostgresRequired, postgresMissing } from '../support/shared-postgres.ts'
import { journalContract } from './journal-contract.ts'
import { fenceContract, leaseContract } from './lease-contract.ts'
import { pushedUsersContract } from './pushed-users-contract.ts'
import { scheduleContract } from './schedule-contract.ts'

const missing = postgresMissing()

if (missing) {
  test(`the contracts of the state are not proven on a real PostgreSQL here: ${missing}`, () => {
    expect(isPostgresRequired(), missing).toBe(false)
  })
} else {
  describe('the journal, on a real PostgreSQL', () => {
    journalContract(async () => {
      const { database, open } = await postgresState()
      const run = async (sql: string): Promise<void> => void (await database.sql(`set search_path = joinery; ${sql}`))
      return {
        open: () => open(),
        sql: run,
        tamper: (sql) => run(`drop trigger event_keep on event; drop trigger event_stay on event; ${sql}`),
      }
    })
  })

  describe('leases, on a real PostgreSQL', () => {
    leaseContract(async () => {
      const { open } = await postgresState()
      return [(await open()).leases, (await open()).leases]
    })
    fenceContract(async () => {
      const { open } = await postgresState()
      return () => open()
    })
  })

  describe('users that were pushed, on a real PostgreSQL', () => {
    pushedUsersContract(async () => {
      const { open } = await postgresState()
      return { ...(await open()), again: () => open() }
    })
  })

  describe('scheduled work, on a real PostgreSQL', () => {
    scheduleContract(async () => {
      const { open } = await postgresState()
      return { ...(await open()), again: () => open() }
    })
  })
}
