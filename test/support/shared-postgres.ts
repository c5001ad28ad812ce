import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { inject, onTestFinished } from 'vitest'
import { postgresPrograms, whyNoPostgres } from '../../scripts/dev/install-postgres.ts'
import { asAdmin, type PostgresServer } from './postgres.ts'

/** Whether a run without a real PostgreSQL counts as failed: always in CI. */
export const isPostgresRequired = (): boolean =>
  process.env['JOINERY_REQUIRE_POSTGRES'] === '1' || process.env['CI'] === 'true'

/** Why tests on PostgreSQL cannot run here; null where they can. Only where it is required is it installed unasked. */
export const postgresMissing = (): string | null => {
  const reason = whyNoPostgres()
  if (reason || postgresPrograms() || isPostgresRequired()) return reason
  return 'PostgreSQL is not installed. Install it with: npm run test:all, or apt-get install postgresql'
}

/** The server that all test files of this run share. Each test makes a database of its own, and nobody stops it. */
export const sharedPostgres = async (): Promise<PostgresServer> => {
  const answer = JSON.parse(await text(connect(inject('postgresBroker')))) as {
    server?: PostgresServer
    error?: string
  }
  if (!answer.server) throw new Error(answer.error ?? 'The PostgreSQL server of the tests did not answer.')
  return answer.server
}

export interface TestDatabase {
  readonly server: PostgresServer
  readonly name: string
  /** With the password of its owner, who is the superuser. */
  readonly url: string
  sql(text: string): Promise<readonly unknown[]>
}

/** Address of a database, as the superuser unless another user is named. */
export const urlOf = (
  { port, user, password }: PostgresServer,
  database: string,
  login: { readonly user: string; readonly password: string } = { user, password },
): string => `postgres://${login.user}:${login.password}@127.0.0.1:${port}/${database}`

/** An empty database, removed when the test has ended. */
export const newDatabase = async (): Promise<TestDatabase> => {
  const server = await sharedPostgres()
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asAdmin(server, `create database ${name}`)
  onTestFinished(async () => void (await asAdmin(server, `drop database if exists ${name} with (force)`)))
  return { server, name, url: urlOf(server, name), sql: (text) => asAdmin(server, text, name) }
}
