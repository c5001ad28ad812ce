import { Fault } from '../model/fault.ts'
import { type ChangeState, foldRun } from '../model/fold-run.ts'
import { leaseOnPerson, leaseOnRun } from '../model/lease-name.ts'
import type { PlannedChange } from '../model/plan.ts'
import type { Fence, Lease, LeaseHolder } from '../ports/leases.ts'
import { patienceWith } from './patience.ts'
import type { RunDeps } from './run-deps.ts'
import { LEASE_MS, takeLeases } from './take-leases.ts'

/** Two in a row may come too late before the lease has run out. */
const RENEW_MS = 8_000

/** What a run may do in this process: record, because the run is its own, and change people, because it has claimed them. */
export interface Claims {
  /** Throws `run/locked` where another process works on the run. */
  takeRun(): Promise<void>
  /** Throws `run/locked` where none of the people can be had. */
  takePeople(people: readonly string[]): Promise<void>
  /** What has to be current for a record. An intent is one of a change to a person; everything else is only about the run. */
  fences(intentOf?: PlannedChange): readonly Fence[]
  /** Throws `run/lease-lost` unless the person's changes are this run's alone at this moment. */
  prove(person: string): Promise<void>
  /** Others have the person from this moment on. */
  lose(person: string): void
  /** Why the person may not be changed, or null. */
  whyNot(person: string): string | null
  /** Throws `run/lease-lost` where nobody that was claimed is still this run's. */
  throwIfAllLost(): void
  /** The person is done with. What may yet arrive keeps others away until it would have. */
  leave(person: string, changes: readonly ChangeState[]): Promise<void>
  /** Everything is done with; never throws. Of people who were written to and not left, others stay away until the lease has run out. */
  end(): Promise<void>
}

const shown = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')

const locked = (run: string, held: readonly LeaseHolder[]): Fault => {
  const [first] = held
  const until = new Date(Math.max(...held.map((holder) => holder.until))).toISOString()
  return new Fault('run/locked', { what: shown(held.map(({ name }) => name)), by: first?.run, run, until })
}

/** A process that ended in the middle of a request leaves open whether it arrived; only a resume of that run settles it. */
const leftNothingInDoubt = async ({ run, name }: LeaseHolder, { journal }: RunDeps): Promise<boolean> => {
  const events = await journal.events(run)
  if (!events.some(({ type }) => type === 'planned')) return true
  const { plan, changes } = foldRun(run, events)
  const own = plan.changes.filter(({ person }) => leaseOnPerson(person) === name)
  return !own.some(({ id }) => changes.get(id)?.inDoubt)
}

export const openClaims = (run: string, deps: RunDeps): Claims => {
  const { leases, clock, processes, pulse, random } = deps
  const owner = processes?.self ?? random.uuid()
  const held = new Map<string, Lease>()
  const reasons = new Map<string, string>()
  const claimed = new Set<string>()
  const begun = new Set<string>()
  const deadline = clock.now() + (deps.lockTimeoutMs ?? 0)
  let stopPulse: (() => void) | undefined

  const beat = (): void => {
    // Where this fails the next record fails too, and says so.
    leases.renew([...held.values()], clock.now(), LEASE_MS).catch(() => undefined)
  }
  const hasEnded = (holder: LeaseHolder): boolean => processes?.hasEnded(holder.owner) ?? false
  const drop = (name: string): readonly Lease[] => {
    const lease = held.get(name)
    held.delete(name)
    return lease ? [lease] : []
  }

  return {
    async takeRun() {
      const names = [leaseOnRun(run)]
      const mayTake = async (holder: LeaseHolder) => hasEnded(holder)
      const { taken, held: inWay } = await takeLeases({ names, run, owner, mayTake, deadline }, deps)
      if (inWay.length > 0) throw locked(run, inWay)
      for (const lease of taken) held.set(lease.name, lease)
      stopPulse = pulse?.(RENEW_MS, beat)
    },

    async takePeople(people) {
      if (people.length === 0) return
      // Who holds the run's own lease is its only process, so what an earlier process of it held is theirs.
      const mayTake = async (holder: LeaseHolder) =>
        holder.run === run || (hasEnded(holder) && (await leftNothingInDoubt(holder, deps)))
      const names = people.map(leaseOnPerson)
      const { taken, held: inWay } = await takeLeases({ names, run, owner, mayTake, deadline }, deps)
      for (const lease of taken) {
        held.set(lease.name, lease)
        claimed.add(lease.name)
      }
      for (const holder of inWay) reasons.set(holder.name, `run ${holder.run} is at work on this person`)
      if (taken.length === 0) throw locked(run, inWay)
    },

    fences(intentOf) {
      const own = held.get(leaseOnRun(run))
      const fences: Fence[] = own ? [{ lease: own, forMs: LEASE_MS }] : []
      if (!intentOf) return fences
      const lease = held.get(leaseOnPerson(intentOf.person))
      if (!lease) throw new Fault('run/lease-lost', { run, name: leaseOnPerson(intentOf.person) })
      begun.add(lease.name)
      const forMs = Math.max(LEASE_MS, patienceWith(intentOf.system).settleMs)
      return [...fences, { lease, forMs }]
    },

    async prove(person) {
      const all = [leaseOnRun(run), leaseOnPerson(person)].flatMap((name) => held.get(name) ?? [])
      const lost = await leases.lost(all, clock.now())
      if (!lost && all.length === 2) return
      throw new Fault('run/lease-lost', { run, name: lost?.name ?? leaseOnPerson(person), by: lost?.run })
    },

    lose(person) {
      const name = leaseOnPerson(person)
      drop(name)
      reasons.set(name, 'this run was stopped for so long that another may be at work on this person')
    },

    whyNot: (person) => reasons.get(leaseOnPerson(person)) ?? null,

    throwIfAllLost() {
      const names = [...claimed]
      if (names.length > 0 && names.every((name) => reasons.has(name)))
        throw new Fault('run/lease-lost', { run, name: shown(names) })
    },

    async leave(person, changes) {
      const given = drop(leaseOnPerson(person))
      if (!changes.some(({ inDoubt }) => inDoubt)) await leases.release(given)
    },

    async end() {
      stopPulse?.()
      const given = [...held.keys()].filter((name) => !begun.has(name)).flatMap(drop)
      // What cannot be given back runs out by itself.
      await leases.release(given).catch(() => undefined)
    },
  }
}
