import type { HostInstall } from '../model/schedule-report.ts'

/** How a machine is to run the schedule. */
export interface InstallOrder {
  readonly as: HostInstall['as']
  /** A service that goes on until it is stopped, instead of one pass after the other. */
  readonly serve: boolean
  /** How often, in milliseconds. */
  readonly everyMs: number
  /** Folder that the files are written to; null: nothing is written. */
  readonly out: string | null
  /** Options of the command line that the machine has to repeat. */
  readonly practice: boolean
}
