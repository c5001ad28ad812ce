/** Name of the lease on all changes to one person. `key` is the employeeId. */
export const leaseOnPerson = (key: string): string => `person ${key}`

/** Name of the lease on a run, under which its records are made. */
export const leaseOnRun = (id: string): string => `run ${id}`

/** Name of the lease on counting how many people lose something. */
export const leaseOnLimit = 'limit'

/** Name of the lease on all scheduled work of a person. Runs take another one, so that people and schedules do not keep each other away for nothing. */
export const leaseOnWork = (key: string): string => `work ${key}`

/** Name of the lease on watching feeds and taking what is pushed. */
export const leaseOnService = 'service'

/** Name of the lease on going through everything that is due. */
export const leaseOnSchedule = 'schedule'

/** Name of the lease on comparing feeds: one at a time, for each may say whose people are whose. */
export const leaseOnFeeds = 'feeds'
