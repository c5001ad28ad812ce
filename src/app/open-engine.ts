import type { Config } from '../config/config.ts'
import { Fault } from '../model/fault.ts'
import type { WorkEngine } from '../ports/work-engine.ts'
import type { Host } from './host.ts'
import { databaseAddress } from './open-state.ts'

/** The queue of the team, in the database of the state. Throws `state/no-team` where the state is in a folder. `tell` takes its troubles. */
export const openEngine = async (
  config: Config,
  env: Host['env'],
  tell: (trouble: string) => void,
): Promise<WorkEngine> => {
  const address = await databaseAddress(config, env, () => undefined)
  if (!address) throw new Fault('state/no-team', {})
  const [{ openQueue }, { postgresAddress }, { postgresFault }] = await Promise.all([
    import('../queue/open-queue.ts'),
    import('../store/postgres/postgres-address.ts'),
    import('../store/postgres/postgres-fault.ts'),
  ])
  const database = postgresAddress(address)
  const onTrouble = (thrown: unknown): void =>
    tell(`the queue: ${thrown instanceof Error ? thrown.message : String(thrown)}`)
  try {
    return await openQueue(database, { onTrouble })
  } catch (thrown) {
    throw postgresFault(thrown, { source: database.name, opening: true })
  }
}
