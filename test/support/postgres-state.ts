import { onTestFinished } from 'vitest'
import { Secret } from '../../src/model/secret.ts'
import {
  openPostgresJournal,
  type PostgresJournal,
  type PostgresJournalOptions,
} from '../../src/store/postgres/open-postgres-journal.ts'
import { newDatabase, type TestDatabase } from './shared-postgres.ts'

/** A state in an empty database. */
export interface PostgresState {
  readonly database: TestDatabase
  /** Opens it, as another process does; closed when the test has ended. Leases run by the caller's time unless the options say otherwise. */
  open(options?: PostgresJournalOptions): Promise<PostgresJournal>
}

export const postgresState = async (): Promise<PostgresState> => {
  const database = await newDatabase()
  return {
    database,
    async open(options = {}) {
      const journal = await openPostgresJournal(new Secret(database.url), { clock: 'caller', ...options })
      onTestFinished(() => journal.close())
      return journal
    },
  }
}
