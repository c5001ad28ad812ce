import type { StateJournal } from '../store/state-journal.ts'
import type { Correlation } from './correlation.ts'
import type { Host } from './host.ts'
import type { Settings } from './load-settings.ts'
import type { Systems } from './open-systems.ts'

/** What the commands of the application share; each part is opened when it is first asked for. */
export interface AppParts {
  readonly host: Host
  readonly correlation: Correlation
  /** Throws `config/not-found` where there is no configuration. */
  settings(): Promise<Settings>
  /** For what needs no system: where there is no configuration, that of the practice tenant. */
  settingsOrPractice(): Promise<Settings>
  /** `readOnly`: nothing may be left behind, not even a fresh practice company. */
  systems(how: { readonly readOnly: boolean }): Promise<Systems>
  journal(): Promise<StateJournal>
  /** As `journal`, but a folder or database that has none is left as it is: null. */
  journalIfAny(): Promise<StateJournal | null>
}
