import type { JobWithMetadata, PgBoss } from 'pg-boss'
import type { DatabaseAddress } from '../ports/database-address.ts'
import type { OfferedPerson, PerformOffered, WorkEngine } from '../ports/work-engine.ts'

export interface QueueOptions {
  /** How long a worker may give no sign before its people are given to others, in seconds; 10 at least. */
  readonly deadAfterSeconds?: number
  /** Takes what went wrong in the queue itself; work goes on where it can. */
  readonly onTrouble: (thrown: unknown) => void
}

const SCHEMA = 'joinery_jobs'
const QUEUE = 'people'
const DEAD_AFTER_SECONDS = 20
const POLL_SECONDS = 0.5
/** How often each process looks for workers that died. */
const LOOK_SECONDS = 5
/** The most that pg-boss allows; a run that waits parks, and does not stay at work. */
const LONGEST_SECONDS = 23 * 3600
/** What cannot be done is kept with the work itself; an entry of the queue never gives up. */
const RETRIES = 1_000_000

const queueSettings = (heartbeatSeconds: number) => ({
  // At most one entry per singletonKey, be it waiting, at work or to be tried again: a unique index of the database says so.
  policy: 'exclusive',
  heartbeatSeconds,
  expireInSeconds: LONGEST_SECONDS,
  retryLimit: RETRIES,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 60,
  deleteAfterSeconds: 3600,
})

/** Of several processes that come first, each may find the queue made by another a moment before. */
const prepare = async (boss: PgBoss, heartbeatSeconds: number): Promise<void> => {
  if (!(await boss.getQueue(QUEUE))) await boss.createQueue(QUEUE, queueSettings(heartbeatSeconds))
}

const engineOver = (boss: PgBoss): WorkEngine => ({
  async offer(people) {
    if (people.length === 0) return 0
    const jobs = people.map((offered) => ({ data: offered, singletonKey: offered.person }))
    return (await boss.insert(QUEUE, jobs, { returnId: true }))?.length ?? 0
  },
  async work(perform: PerformOffered, sideBySide) {
    for (let index = 0; index < sideBySide; index += 1) {
      let id = ''
      id = await boss.work<OfferedPerson>(
        QUEUE,
        { batchSize: 1, pollingIntervalSeconds: POLL_SECONDS },
        async (jobs: readonly Pick<JobWithMetadata<OfferedPerson>, 'data' | 'signal'>[]) => {
          for (const { data, signal } of jobs) await perform(data, signal)
          // Whoever has done something looks for more at once.
          boss.notifyWorker(id)
        },
      )
    }
  },
  stop: (withinMs) => boss.stop({ graceful: true, timeout: withinMs }),
})

/**
 * The queue of a team: pg-boss in the schema `joinery_jobs` of the database of the state, which is made where it is missing. Nothing of what has to be done is
 * kept in it but who is next; that is in the schedule.
 */
export const openQueue = async (
  { host, port, database, user, password, ssl }: DatabaseAddress,
  { deadAfterSeconds = DEAD_AFTER_SECONDS, onTrouble }: QueueOptions,
): Promise<WorkEngine> => {
  const { PgBoss: Engine } = await import('pg-boss')
  const boss = new Engine({
    host,
    port,
    database,
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password: password.reveal() }),
    ssl,
    application_name: 'joinery queue',
    schema: SCHEMA,
    max: 4,
    schedule: false,
    superviseIntervalSeconds: LOOK_SECONDS,
    monitorIntervalSeconds: LOOK_SECONDS,
    monitorVacuum: false,
  })
  boss.on('error', onTrouble)
  await boss.start()
  await prepare(boss, deadAfterSeconds)
  return engineOver(boss)
}
