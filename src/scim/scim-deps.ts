import type { FeedSettings } from '../feed/read/feed-settings.ts'
import type { Fault } from '../model/fault.ts'
import type { FeedReport, FeedSnapshot } from '../model/feed.ts'
import type { Clock } from '../ports/clock.ts'
import type { PushedUsers } from '../ports/pushed-users.ts'
import type { Random } from '../ports/random.ts'

/** What the configuration says of a source. */
export interface ScimSource {
  /** How its users become people; feed.yaml. */
  readonly settings: FeedSettings
  /** What it means that it deletes a user: nothing but a report, or that the person leaves. */
  readonly absence: 'report' | 'leaver'
}

export interface ScimDeps {
  readonly users: PushedUsers
  readonly clock: Pick<Clock, 'now'>
  readonly random: Pick<Random, 'uuid'>
  /** Throws for a source that the configuration does not have. */
  readonly sourceOf: (name: string) => Promise<ScimSource>
  /** Takes what a source says of some people; whoever is not in it is not missing. Throws Faults. */
  readonly sync: (snapshot: FeedSnapshot) => Promise<FeedReport>
  /** Told why something was not taken, for the log. */
  readonly failed: (source: string, fault: Fault) => void
  /** Told of a person whom a source deleted without having made them inactive before, and for whom nothing is done. */
  readonly deleted: (source: string, person: string) => Promise<void>
}
