import type { PracticeFaultSettings } from '../../model/practice-fault-settings.ts'
import type { EntraStore } from '../entra/entra-store.ts'
import { faultDice } from './fault-dice.ts'
import { type GraphFaultKind, type GraphFaults, graphFaultKinds, graphFaults } from './graph-faults.ts'
import { type LaggingReplica, laggingReplica } from './lagging-replica.ts'
import { type LdapFaultKind, type LdapFaults, ldapFaultKinds, ldapFaults } from './ldap-faults.ts'
import { faultsNamed } from './named-faults.ts'

/** Faults by name, or one by one. */
export type FaultsWish = string | PracticeFaultSettings

/** How often each fault was met since the servers were started. */
export interface FaultsFired {
  readonly graph: { readonly [kind in GraphFaultKind]: number }
  readonly ldap: { readonly [kind in LdapFaultKind]: number }
}

/** The switch for faults of the practice tenant's servers. */
export interface PracticeFaults {
  readonly graph: GraphFaults
  readonly ldap: LdapFaults
  fired(): FaultsFired
  /** Other faults from the next request on; `{}` is none. Throws `practice/unknown-faults`. */
  set(wish: FaultsWish): void
}

const SEED = 'contoso'

const settingsOf = (wish: FaultsWish): PracticeFaultSettings => (typeof wish === 'string' ? faultsNamed(wish) : wish)

const zeros = <Kind extends string>(kinds: readonly Kind[]): { [kind in Kind]: number } =>
  Object.fromEntries(kinds.map((kind) => [kind, 0])) as { [kind in Kind]: number }

/** A replica is made only where something is to lag, for it takes as much room as the tenant. */
const replicaFor = (
  entra: EntraStore,
  { lagging, lagMs = 0 }: NonNullable<PracticeFaultSettings['graph']>,
): LaggingReplica => (lagging ? laggingReplica(entra, lagMs) : { store: () => entra, stop: () => undefined })

/** A switch that stands at `wish`. The same seed gives the same faults to the same sequence of requests. */
export const practiceFaults = (wish: FaultsWish, entra: EntraStore): PracticeFaults => {
  const fired = { graph: zeros(graphFaultKinds), ldap: zeros(ldapFaultKinds) }
  const open = ({ seed = SEED, graph = {}, ldap = {} }: PracticeFaultSettings) => {
    const replica = replicaFor(entra, graph)
    return {
      replica,
      graph: graphFaults({
        settings: graph,
        dice: faultDice(seed, 'graph'),
        entra,
        replica,
        fired: (kind) => void fired.graph[kind]++,
      }),
      ldap: ldapFaults({ settings: ldap, dice: faultDice(seed, 'ldap'), fired: (kind) => void fired.ldap[kind]++ }),
    }
  }
  let current = open(settingsOf(wish))
  return {
    graph: {
      holdBack: () => current.graph.holdBack(),
      meet: (asked, acts) => current.graph.meet(asked, acts),
      meetSignIn: (acts) => current.graph.meetSignIn(acts),
    },
    ldap: { holdBack: () => current.ldap.holdBack(), meet: (op, acts) => current.ldap.meet(op, acts) },
    fired: () => ({ graph: { ...fired.graph }, ldap: { ...fired.ldap } }),
    set(other) {
      const settings = settingsOf(other)
      current.replica.stop()
      current = open(settings)
    },
  }
}
