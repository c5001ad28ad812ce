import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { type OwnPostgres, startPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the socket on which `shared-postgres.ts` asks for the server. */
    readonly postgresBroker: string
  }
}

let broker: Server | null = null
let folder: string | null = null
let running: Promise<OwnPostgres> | null = null

/** Global setup of vitest: lets all test files share one PostgreSQL server, which is started when the first file asks for it and ends with the run. */
export const setup = async (project: TestProject): Promise<void> => {
  folder = mkdtempSync(join(tmpdir(), 'joinery-tests-'))
  const path = join(folder, 'postgres.sock')
  broker = createServer((socket) => {
    running ??= startPostgres()
    running.then(
      (server) => socket.end(JSON.stringify({ server })),
      (error: Error) => socket.end(JSON.stringify({ error: error.message })),
    )
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => broker?.listen(path, resolve))
  project.provide('postgresBroker', path)
}

export const teardown = async (): Promise<void> => {
  const server = await running?.catch(() => null)
  await server?.stop()
  broker?.close()
  if (folder) rmSync(folder, { recursive: true, force: true })
}
