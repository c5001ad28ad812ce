import type { Config } from '../config/config.ts'

/** The folder with the signing key, the practice company and, unless a PostgreSQL database has it, the journal. */
export const stateFolder = ({ state }: Config): string => state.folder
