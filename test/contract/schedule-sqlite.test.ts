import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, onTestFinished } from 'vitest'
import { openJournal } from '../../src/store/open-journal.ts'
import { scheduleContract } from './schedule-contract.ts'

describe('scheduled work, in the embedded state', () => {
  scheduleContract(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'joinery-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const opened = (): ReturnType<typeof openJournal> => {
      const journal = openJournal(folder)
      onTestFinished(() => journal.close())
      return journal
    }
    return { ...opened(), again: async () => opened() }
  })
})
