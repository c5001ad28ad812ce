import { didYouMean } from '../../model/did-you-mean.ts'
import { Fault } from '../../model/fault.ts'
import type { PracticeFaultSettings } from '../../model/practice-fault-settings.ts'

/** Faults that have a name, from servers that only want to be asked again to one that does not do what it says. */
export const namedFaults = {
  /** Every fourth request is refused for now. */
  throttled: { graph: { throttled: 0.25 }, ldap: { busy: 0.15, unavailable: 0.1 } },
  /** Servers fail and connections break before anything is done. */
  flaky: {
    graph: { latencyMs: 50, failing: 0.15, reset: 0.1, throttled: 0.05 },
    ldap: { latencyMs: 20, unavailable: 0.1, reset: 0.1 },
  },
  /** Much of what is done is never answered. */
  lossy: { graph: { lost: 0.2, failing: 0.05 }, ldap: { lost: 0.2, reset: 0.05 } },
  /** Half of all reads of Entra are 20 seconds behind. */
  laggy: { graph: { latencyMs: 200, lagging: 0.5, lagMs: 20_000 }, ldap: { latencyMs: 100 } },
  /** Every second write is confirmed and not done. */
  liar: { graph: { ignored: 0.5 }, ldap: { ignored: 0.5 } },
} as const satisfies { readonly [name: string]: PracticeFaultSettings }

export type FaultsName = keyof typeof namedFaults

/** The faults of that name. Throws `practice/unknown-faults`. */
export const faultsNamed = (name: string): PracticeFaultSettings => {
  if (Object.hasOwn(namedFaults, name)) return namedFaults[name as FaultsName]
  const known = Object.keys(namedFaults)
  throw new Fault('practice/unknown-faults', { name, meant: didYouMean(name, known), known: known.join(', ') })
}
