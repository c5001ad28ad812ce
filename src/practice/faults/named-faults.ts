import { didYouMean } from '../../model/did-you-mean.ts'
import { Fault } from '../../model/fault.ts'
import type { PracticeFaultSettings } from '../../model/practice-fault-settings.ts'

interface NamedFaults {
  /** What goes wrong, for somebody who chooses. */
  readonly about: string
  readonly settings: PracticeFaultSettings
}

/** Faults that have a name, from servers that only want to be asked again to one that does not do what it says. */
export const namedFaults = {
  latency: {
    about: 'Every answer takes up to 300 milliseconds.',
    settings: { graph: { latencyMs: 300 }, ldap: { latencyMs: 300 } },
  },
  throttled: {
    about: 'Every fourth request is refused for now.',
    settings: { graph: { throttled: 0.25 }, ldap: { busy: 0.15, unavailable: 0.1 } },
  },
  throttling: {
    about:
      "Microsoft's documented quotas hold: token buckets of resource units and of writes, by the size of the tenant.",
    settings: { graph: { quota: 1 } },
  },
  failing: {
    about: 'Every fifth request to Graph is answered 500, 502, 503 or 504, and nothing is done.',
    settings: { graph: { failing: 0.2 } },
  },
  reset: {
    about: 'Every sixth connection breaks before anything is done.',
    settings: { graph: { reset: 0.15 }, ldap: { reset: 0.15 } },
  },
  flaky: {
    about: 'Servers fail and connections break before anything is done.',
    settings: {
      graph: { latencyMs: 50, failing: 0.15, reset: 0.1, throttled: 0.05 },
      ldap: { latencyMs: 20, unavailable: 0.1, reset: 0.1 },
    },
  },
  lossy: {
    about: 'Much of what is done is never answered.',
    settings: { graph: { lost: 0.2, failing: 0.05 }, ldap: { lost: 0.2, reset: 0.05 } },
  },
  liar: {
    about: 'Every second write is confirmed and not done.',
    settings: { graph: { ignored: 0.5 }, ldap: { ignored: 0.5 } },
  },
  laggy: {
    about: 'Half of all reads of Entra are 20 seconds behind.',
    settings: { graph: { latencyMs: 200, lagging: 0.5, lagMs: 20_000 }, ldap: { latencyMs: 100 } },
  },
  stale: {
    about: 'All reads of Entra come from one replica, which hears of each object up to 20 seconds late.',
    settings: { graph: { lagging: 1, lagMs: 20_000, lagPerObject: true } },
  },
  index: {
    about: 'Advanced queries ($search, $count, ne, endsWith) are answered from an index that is a minute behind.',
    settings: { graph: { indexLagMs: 60_000 } },
  },
  workers: {
    about:
      'Licences follow groups after two minutes, dynamic groups people after three; mailboxes come, and change their kind, within five.',
    settings: {
      workers: { groupLicenceMs: 120_000, dynamicGroupMs: 180_000, mailboxMs: 300_000, conversionMs: 300_000 },
    },
  },
  concurrent: {
    about: 'Every fourth write to Entra is refused because another seems to be under way.',
    settings: { graph: { concurrent: 0.25 } },
  },
  expired: {
    about: 'Every tenth request to Graph is refused as if its token had expired.',
    settings: { graph: { expired: 0.1 } },
  },
  busy: { about: 'Every fifth LDAP request is answered "busy" (51).', settings: { ldap: { busy: 0.2 } } },
  unavailable: {
    about: 'Every fifth LDAP request is answered "unavailable" (52).',
    settings: { ldap: { unavailable: 0.2 } },
  },
  silent: {
    about: 'One LDAP request in twenty-five is never answered, while the connection stays.',
    settings: { ldap: { silent: 0.04 } },
  },
} as const satisfies { readonly [name: string]: NamedFaults }

export type FaultsName = keyof typeof namedFaults

/** The faults of that name. Throws `practice/unknown-faults`. */
export const faultsNamed = (name: string): PracticeFaultSettings => {
  if (Object.hasOwn(namedFaults, name)) return namedFaults[name as FaultsName].settings
  const known = Object.keys(namedFaults)
  throw new Fault('practice/unknown-faults', { name, meant: didYouMean(name, known), known: known.join(', ') })
}
