import type { ConnectionOptions } from 'node:tls'
import type { Secret } from '../model/secret.ts'

/** Where a PostgreSQL database is, as a driver takes it. */
export interface DatabaseAddress {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string | undefined
  readonly password: Secret | undefined
  /** false for a socket of this machine or its loopback address. */
  readonly ssl: false | ConnectionOptions
}
