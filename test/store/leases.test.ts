import { join } from 'node:path'
import { describe, onTestFinished } from 'vitest'
import { type EmbeddedJournal, openJournal } from '../../src/store/open-journal.ts'
import { fenceContract, leaseContract } from '../contract/lease-contract.ts'
import { memoryLeases } from '../support/memory-leases.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const opened = (folder: string): EmbeddedJournal => {
  const journal = openJournal(folder)
  onTestFinished(() => journal.close())
  return journal
}

const stateFolder = (): string => join(temporaryFolder(), '.joinery')

describe('the leases that tests keep in memory', () => {
  leaseContract(async () => {
    const leases = memoryLeases()
    return [leases, leases]
  })
})

describe('the leases of the embedded state', () => {
  leaseContract(async () => {
    const folder = stateFolder()
    return [opened(folder).leases, opened(folder).leases]
  })
  fenceContract(async () => {
    const folder = stateFolder()
    return async () => opened(folder)
  })
})
