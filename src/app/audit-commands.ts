import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { AuditReport, SignedHead } from '../model/audit.ts'
import { asFault, Fault } from '../model/fault.ts'
import type { ChainRecord } from '../store/chain.ts'
import type { StateJournal } from '../store/state-journal.ts'
import type { App } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { fileProblem } from './file-problem.ts'
import { stateFolder } from './state-folder.ts'
import { writeNewFile } from './write-new-file.ts'

type AuditCommands = Pick<App, 'auditVerify' | 'auditHead' | 'auditExport'>

/** The commands about the journal as a record of who did what. */
export const auditCommands = (parts: AppParts): AuditCommands => {
  const path = (name: string): string => resolve(parts.host.cwd, name)
  const headOf = async (journal: StateJournal): Promise<SignedHead> => {
    const [{ verifyArriving }, { signHead }, { openSigningKey }] = await Promise.all([
      import('../store/verify-records.ts'),
      import('../store/signed-head.ts'),
      import('../store/signing-key.ts'),
    ])
    // Nobody is to hold a signature over what is broken already.
    const { records, hash } = await verifyArriving(journal.records(), [], journal.source)
    const key = openSigningKey(stateFolder((await parts.settings()).config))
    return signHead({ records, hash, at: new Date(parts.host.clock.now()).toISOString() }, key)
  }
  return {
    async auditVerify({ file, head, key }) {
      const kept = head === null ? [] : [await keptHead(path(head), key)]
      return file === null ? verifyJournal(parts, kept) : verifyFile(path(file), kept)
    },

    auditHead: async () => headOf(await parts.journal()),

    async auditExport({ format, out }) {
      const [journal, { exportLines }] = await Promise.all([parts.journal(), import('../store/export-text.ts')])
      const head = await headOf(journal)
      const lines = exportLines(format, await upTo(journal.records(), head.records), head)
      if (out === null) return { head, text: [...lines].join('') }
      await writeNewFile(path(out), [...lines].join(''))
      return { head, text: null }
    },
  }
}

/** Another process may go on recording meanwhile. */
const upTo = async (records: ReturnType<StateJournal['records']>, count: number): Promise<readonly ChainRecord[]> => {
  const all: ChainRecord[] = []
  for await (const record of records) {
    if (all.length === count) break
    // The embedded state hands out one row after the other in the same object.
    all.push({ ...record })
  }
  return all
}

const keptHead = async (file: string, key: string | null): Promise<SignedHead> => {
  const { readHead } = await import('../store/signed-head.ts')
  return readHead((await readBytes(file)).toString('utf8'), file, key)
}

const readBytes = async (file: string): Promise<Buffer> => {
  try {
    return await readFile(file)
  } catch (cause) {
    throw new Fault('cli/file-missing', { file, why: fileProblem(cause) }, { cause })
  }
}

/** To an auditor, a journal that cannot be read is a broken one. */
const brokenIf =
  (codes: readonly string[], source: string) =>
  (thrown: unknown): never => {
    const fault = asFault(thrown)
    if (!codes.includes(fault.code)) throw thrown
    throw new Fault('audit/broken', { source, why: fault.message, whole: 0 }, { cause: thrown })
  }

const verifyJournal = async (parts: AppParts, heads: readonly SignedHead[]): Promise<AuditReport> => {
  const { verifyArriving } = await import('../store/verify-records.ts')
  const folder = stateFolder((await parts.settings()).config)
  try {
    const journal = await parts.journalIfAny()
    const source = journal?.source ?? folder
    const verified = await verifyArriving(journal?.records() ?? [], heads, source)
    return { format: 'joinery.audit/1', source, ...verified, heads }
  } catch (thrown) {
    return brokenIf(['run/journal-corrupt'], folder)(thrown)
  }
}

/** A file is an export, or a copy of the database. */
const verifyFile = async (source: string, kept: readonly SignedHead[]): Promise<AuditReport> => {
  const bytes = await readBytes(source)
  const [{ isDatabase, withRecordsOf }, { readExport }, { verifyRecords }] = await Promise.all([
    import('../store/read-database.ts'),
    import('../store/read-export.ts'),
    import('../store/verify-records.ts'),
  ])
  if (!isDatabase(bytes)) {
    const { records, head } = readExport(bytes, source)
    return { format: 'joinery.audit/1', source, ...verifyRecords(records, kept, source), heads: [head, ...kept] }
  }
  try {
    const verified = withRecordsOf(source, (records) => verifyRecords(records, kept, source))
    return { format: 'joinery.audit/1', source, ...verified, heads: kept }
  } catch (thrown) {
    return brokenIf(['run/journal-corrupt', 'run/journal-not-writable'], source)(thrown)
  }
}
