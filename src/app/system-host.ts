import { buffer } from 'node:stream/consumers'
import { cryptoRandom } from '../host/crypto-random.ts'
import { systemActor } from '../host/system-actor.ts'
import { systemClock } from '../host/system-clock.ts'
import type { Host } from './host.ts'

/** This machine and this session. */
export const systemHost = (): Host => ({
  cwd: process.cwd(),
  env: process.env,
  clock: systemClock,
  random: cryptoRandom,
  actor: systemActor(),
  readStdin: () => buffer(process.stdin),
})
