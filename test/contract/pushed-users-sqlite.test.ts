import { describe, onTestFinished } from 'vitest'
import { openJournal } from '../../src/store/open-journal.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { pushedUsersContract } from './pushed-users-contract.ts'

describe('users that were pushed, in the embedded state', () => {
  pushedUsersContract(async () => {
    const folder = temporaryFolder()
    const opened = (): ReturnType<typeof openJournal> => {
      const journal = openJournal(folder)
      onTestFinished(() => journal.close())
      return journal
    }
    return { ...opened(), again: async () => opened() }
  })
})
