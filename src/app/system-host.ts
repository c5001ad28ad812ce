import { buffer } from 'node:stream/consumers'
import { cryptoRandom } from '../host/crypto-random.ts'
import { systemActor } from '../host/system-actor.ts'
import { systemClock } from '../host/system-clock.ts'
import { systemProcesses } from '../host/system-processes.ts'
import { systemPulse } from '../host/system-pulse.ts'
import type { Host } from './host.ts'

/** This machine and this session, until `signal` is aborted. */
export const systemHost = (signal: AbortSignal): Host => ({
  cwd: process.cwd(),
  env: process.env,
  clock: systemClock,
  random: cryptoRandom,
  actor: systemActor(),
  pulse: systemPulse,
  processes: systemProcesses,
  signal,
  readStdin: () => buffer(process.stdin),
})
