import { Fault } from '../model/fault.ts'
import type { Secret } from '../model/secret.ts'
import type { Random } from '../ports/random.ts'
import { generatePassword } from './generate-password.ts'

/** The secrets that the changes of a run have made. In memory alone: they end with the process. */
export interface SecretKeeper {
  /** The same for every attempt of one change, so that it does not matter which of them arrived. */
  password(change: string, avoid: readonly string[]): Secret
  keep(change: string, secret: Secret): void
  has(change: string): boolean
  of(change: string): Secret
}

export const openSecretKeeper = (random: Random): SecretKeeper => {
  const secrets = new Map<string, Secret>()
  return {
    password(change, avoid) {
      const secret = secrets.get(change) ?? generatePassword(random, avoid)
      secrets.set(change, secret)
      return secret
    },
    keep: (change, secret) => void secrets.set(change, secret),
    has: (change) => secrets.has(change),
    of(change) {
      const secret = secrets.get(change)
      if (!secret) throw new Fault('run/secret-gone', { change })
      return secret
    },
  }
}
