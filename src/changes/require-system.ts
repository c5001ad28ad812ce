import { Fault } from '../model/fault.ts'

/** The system, or a fault that says that a plan asks for a system the configuration does not have. */
export const required = <T>(system: T | undefined, name: string): T => {
  if (system === undefined) throw new Fault('plan/no-such-system', { system: name })
  return system
}
