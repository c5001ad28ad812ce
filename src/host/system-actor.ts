import { hostname, userInfo } from 'node:os'

/** The signed-in user and the machine, `user@machine`, for the record of who did what. */
export const systemActor = (): string => `${userInfo().username}@${hostname()}`
