import type { PracticeFaultSettings } from '../../model/practice-fault-settings.ts'
import type { Company } from '../company.ts'
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

type GraphSettings = NonNullable<PracticeFaultSettings['graph']>

/** A replica is made only where something is to lag, for it takes as much room as the tenant. */
const replicaFor = (entra: EntraStore, { lagging, lagMs = 0, lagPerObject = false }: GraphSettings): LaggingReplica =>
  lagging ? laggingReplica(entra, lagMs, lagPerObject) : { store: () => entra, stop: () => undefined }

const indexFor = (entra: EntraStore, { indexLagMs = 0 }: GraphSettings): LaggingReplica | null =>
  indexLagMs > 0 ? laggingReplica(entra, indexLagMs) : null

/** Sets how long work in the background takes; what is not named takes as long as the company was opened with. */
const workersOf = ({ entra, exchange }: FaultyCompany): ((wish: PracticeFaultSettings['workers']) => void) => {
  const usual = { ...exchange.lags, groupLicenceMs: entra.groupLicenceMs, dynamicGroupMs: entra.dynamicGroupMs }
  return ({ mailboxMs, conversionMs, groupLicenceMs, dynamicGroupMs } = {}) => {
    exchange.lags = {
      provisioningMs: mailboxMs ?? usual.provisioningMs,
      conversionMs: conversionMs ?? usual.conversionMs,
    }
    entra.groupLicenceMs = groupLicenceMs ?? usual.groupLicenceMs
    entra.dynamicGroupMs = dynamicGroupMs ?? usual.dynamicGroupMs
  }
}

/** The part of a company that faults are made in. */
type FaultyCompany = Pick<Company, 'entra' | 'exchange'>

/** A switch that stands at `wish`. The same seed gives the same faults to the same sequence of requests. */
export const practiceFaults = (wish: FaultsWish, company: FaultyCompany): PracticeFaults => {
  const { entra } = company
  const setWorkers = workersOf(company)
  const fired = { graph: zeros(graphFaultKinds), ldap: zeros(ldapFaultKinds) }
  const open = ({ seed = SEED, graph = {}, ldap = {}, workers }: PracticeFaultSettings) => {
    setWorkers(workers)
    const [replica, index] = [replicaFor(entra, graph), indexFor(entra, graph)]
    return {
      replicas: [replica, index],
      graph: graphFaults({
        settings: graph,
        dice: faultDice(seed, 'graph'),
        entra,
        replica,
        index,
        fired: (kind) => void fired.graph[kind]++,
      }),
      ldap: ldapFaults({ settings: ldap, dice: faultDice(seed, 'ldap'), fired: (kind) => void fired.ldap[kind]++ }),
    }
  }
  let current = open(settingsOf(wish))
  return {
    graph: {
      holdBack: () => current.graph.holdBack(),
      spend: (use) => current.graph.spend(use),
      meet: (asked, acts) => current.graph.meet(asked, acts),
      meetSignIn: (acts) => current.graph.meetSignIn(acts),
    },
    ldap: { holdBack: () => current.ldap.holdBack(), meet: (op, acts) => current.ldap.meet(op, acts) },
    fired: () => ({ graph: { ...fired.graph }, ldap: { ...fired.ldap } }),
    set(other) {
      const settings = settingsOf(other)
      for (const replica of current.replicas) replica?.stop()
      current = open(settings)
    },
  }
}
