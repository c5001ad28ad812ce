import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ExportFormat, SignedHead } from '../../../src/model/audit.ts'
import type { RunEvent } from '../../../src/model/run.ts'
import type { ChainRecord } from '../../../src/store/chain.ts'
import { exportLines } from '../../../src/store/export-text.ts'
import { type EmbeddedJournal, openJournal } from '../../../src/store/open-journal.ts'
import { signHead } from '../../../src/store/signed-head.ts'
import { openSigningKey } from '../../../src/store/signing-key.ts'
import { verifyRecords } from '../../../src/store/verify-records.ts'
import { account, planOf } from '../../runner/support/plans.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

export const at = '2026-12-01T08:00:00.000Z'

/** The events of a run that made one account. */
export const smallRun: readonly RunEvent[] = [
  {
    type: 'planned',
    run: '20261201-1a2b3c4d',
    at,
    actor: 'megan.bowen@workstation',
    plan: planOf([{ key: '00123', changes: [account('00123', 'Adele Vance')] }]),
  },
  { type: 'started', run: '20261201-1a2b3c4d', at, actor: 'megan.bowen@workstation' },
  { type: 'intent', run: '20261201-1a2b3c4d', at, change: '00123-account', attempt: 1 },
  {
    type: 'outcome',
    run: '20261201-1a2b3c4d',
    at,
    change: '00123-account',
    outcome: 'made',
    attempts: 1,
    id: '00000000-0000-4000-8000-000000000001',
  },
  { type: 'ended', run: '20261201-1a2b3c4d', at, status: 'done' },
]

/** A state folder with these events in its journal. */
export const journalWith = async (
  events: readonly RunEvent[] = smallRun,
): Promise<{ readonly folder: string; readonly journal: EmbeddedJournal }> => {
  const folder = join(temporaryFolder(), '.joinery')
  const journal = openJournal(folder)
  onTestFinished(() => journal.close())
  for (const event of events) await journal.append(event)
  return { folder, journal }
}

/** The signed head of records that are whole. */
export const headOf = (records: readonly ChainRecord[], folder: string): SignedHead =>
  signHead({ ...verifyRecords(records, [], 'the journal'), at }, openSigningKey(folder))

/** An export of these events, and what it was made from. */
export const exportOf = async (
  format: ExportFormat,
  events?: readonly RunEvent[],
): Promise<{ readonly text: string; readonly records: readonly ChainRecord[]; readonly folder: string }> => {
  const { folder, journal } = await journalWith(events)
  const records = [...journal.records()].map((record) => ({ ...record }))
  return { text: [...exportLines(format, records, headOf(records, folder))].join(''), records, folder }
}
