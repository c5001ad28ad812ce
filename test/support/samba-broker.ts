import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { type SambaDc, startSamba } from './samba.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the socket on which `shared-samba.ts` asks for the domain controller. */
    readonly sambaBroker: string
  }
}

let server: Server | null = null
let folder: string | null = null
let running: Promise<SambaDc> | null = null

/**
 * Global setup of vitest: lets all test files share one Samba domain controller. It is started when the first file asks for it, so that a
 * run without such tests costs nothing, and it ends with the run.
 */
export const setup = async (project: TestProject): Promise<void> => {
  folder = mkdtempSync(join(tmpdir(), 'joinery-tests-'))
  const path = join(folder, 'samba.sock')
  const broker = createServer((socket) => {
    running ??= startSamba({ realm: 'CORP.EXAMPLE.COM', domain: 'CORP' })
    running.then(
      (dc) => socket.end(JSON.stringify({ dc })),
      (error: Error) => socket.end(JSON.stringify({ error: error.message })),
    )
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => broker.listen(path, resolve))
  server = broker
  project.provide('sambaBroker', path)
}

export const teardown = async (): Promise<void> => {
  const dc = await running?.catch(() => null)
  await dc?.stop()
  server?.close()
  if (folder) rmSync(folder, { recursive: true, force: true })
}
