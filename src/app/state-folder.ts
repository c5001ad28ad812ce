import type { Config } from '../config/config.ts'
import { Fault } from '../model/fault.ts'

/** The folder with journal and practice company. Throws `config/no-postgres-yet` where the state is a PostgreSQL database. */
export const stateFolder = ({ state }: Config): string => {
  if ('folder' in state) return state.folder
  throw new Fault('config/no-postgres', {})
}
