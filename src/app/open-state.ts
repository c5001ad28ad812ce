import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { resolveSecret } from '../config/resolve-secret.ts'
import { secretStores } from '../config/secret-stores.ts'
import type { Secret } from '../model/secret.ts'
import type { StateJournal } from '../store/state-journal.ts'
import type { Host } from './host.ts'
import type { Settings } from './load-settings.ts'
import { once } from './once.ts'
import { stateFolder } from './state-folder.ts'

export interface State {
  /** The journal and what is kept beside it; made where there is none. */
  journal(): Promise<StateJournal>
  /** As `journal`, but where there is none it stays so: null. */
  journalIfAny(): Promise<StateJournal | null>
  close(): Promise<void>
}

/** The address of the PostgreSQL database of the state, or null where the state is in its folder. */
export const databaseAddress = async (
  { state }: Config,
  env: Host['env'],
  tell: (text: string) => void,
): Promise<Secret | null> => {
  if (!state.postgres) return null
  const { secret, notes } = await resolveSecret(state.postgres, secretStores(env))
  for (const note of notes) tell(note)
  return secret
}

/** The embedded journal in a folder. */
export const openFolder = async (folder: string): Promise<StateJournal> =>
  (await import('../store/open-journal.ts')).openJournal(folder)

export const hasJournal = (folder: string): boolean => existsSync(join(folder, 'joinery.db'))

/** The state of a configuration, wherever that keeps it; opened when it is first asked for. */
export const openState = (
  settings: () => Promise<Settings>,
  { env }: Pick<Host, 'env'>,
  tell: (text: string) => void,
): State => {
  const address = once(async () => databaseAddress((await settings()).config, env, tell))
  const journal = once(async (): Promise<StateJournal> => {
    const database = await address()
    if (!database) return openFolder(stateFolder((await settings()).config))
    return (await import('../store/postgres/open-postgres-journal.ts')).openPostgresJournal(database)
  })
  const inDatabase = once(async (): Promise<StateJournal | null> => {
    const database = await address()
    if (!database) return null
    return (await import('../store/postgres/open-postgres-journal.ts')).openPostgresJournalIfAny(database)
  })
  return {
    journal,
    async journalIfAny() {
      if (journal.opened()) return journal()
      if (await address()) return inDatabase()
      return hasJournal(stateFolder((await settings()).config)) ? journal() : null
    },
    async close() {
      for (const opened of [journal.opened(), inDatabase.opened()]) await (await opened?.catch(() => null))?.close()
    },
  }
}
