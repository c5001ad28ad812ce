import type { PracticeFaultSettings } from './model/practice-fault-settings.ts'
import type { PracticeInfo } from './model/practice-info.ts'
import type { FaultsFired } from './practice/faults/practice-faults.ts'

export interface PracticeTenantOptions {
  /** Folder that keeps the company between runs, such as `.joinery/practice`; in memory alone when absent. */
  readonly folder?: string
  /** How many people a company has that is founded now; 200 when absent. */
  readonly people?: number
  /** How long Entra Connect takes to carry a change of Active Directory over, in milliseconds; 2,000 when absent. */
  readonly syncDelayMs?: number
  /** What goes wrong on purpose: by name (throttled, flaky, lossy, laggy, liar), or one by one with shares from 0 to 1. */
  readonly faults?: string | PracticeFaultSettings
}

/** The practice tenant as running servers on loopback, for a user's own tests. */
export interface PracticeTenant extends AsyncDisposable {
  /** Where the servers listen and how to sign in to them. */
  readonly info: PracticeInfo
  /** How often each fault was made since the start. */
  faultsFired(): FaultsFired
  /** Carries what changed in Active Directory over to Entra at once. */
  syncNow(): void
  stop(): Promise<void>
}

/** Serves a practice company over LDAPS and Graph. While it runs, Joinery with `practice: true` on the same state folder uses it. */
export const startPracticeTenant = async (options: PracticeTenantOptions = {}): Promise<PracticeTenant> => {
  const { folder = null, ...rest } = options
  const { startPractice } = await import('./practice/practice-servers.ts')
  const { info, syncNow, stop, faults } = await startPractice({ folder, ...rest })
  return { info, faultsFired: faults.fired, syncNow: () => syncNow(), stop, [Symbol.asyncDispose]: stop }
}
