import { describe, expect, test } from 'vitest'
import { asFault, Fault } from '../../src/model/fault.ts'
import type { ProgressEvent } from '../../src/model/progress-event.ts'
import type { RunReport } from '../../src/model/run.ts'
import type { Processes } from '../../src/ports/processes.ts'
import type { Pulse } from '../../src/ports/pulse.ts'
import { applyPlan, resumeRun } from '../../src/runner/apply-plan.ts'
import type { CrashPoint } from '../../src/runner/run-deps.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { virtualClock } from '../support/virtual-clock.ts'
import { bench } from './support/bench.ts'
import { account, enable, join, newAccount, newHire, planOf } from './support/plans.ts'
import type { Wire } from './support/tiny-tenant.ts'
import { stateFolder, type Workplace, workplace } from './support/workplace.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND

const adele = planOf([newHire()])

const undisturbed = async (): Promise<string> => {
  const on = bench()
  await applyPlan(adele, on.deps())
  return on.tenant.digest()
}

/** How a run ended: its status, or the code of the fault that stopped it. */
const ending = (run: Promise<RunReport>): Promise<string> =>
  run.then(
    ({ status }) => status,
    (thrown) => asFault(thrown).code,
  )

/** What the application asks before it applies: whether the directory is still as planning saw it. */
const unlessStale = (place: Workplace): (() => Promise<void>) => {
  const planned = place.digest()
  return async () => {
    if (place.digest() !== planned) throw new Fault('plan/stale', { count: 1, reads: 1, what: 'something' })
  }
}

/** Every call takes a while. */
const slow =
  (place: Workplace, seed: string, longest: number): Wire =>
  async (_call, done) => {
    const random = seededRandom(`${seed} ${place.state.writes.length}`)
    await place.clock.sleep(random.integer(longest))
    done()
    await place.clock.sleep(random.integer(longest))
  }

describe('two to four processes that want the same person', () => {
  test('in 200 interleavings one of them writes, and the others are told at once or when their time is up', async () => {
    const wanted = await undisturbed()
    const folder = stateFolder()
    const endings = new Set<string>()
    for (let seed = 0; seed < 200; seed += 1) {
      const random = seededRandom(`race ${seed}`)
      const place = workplace(folder)
      const confirm = unlessStale(place)
      const runners = Array.from({ length: 2 + random.integer(3) }, async (_, at) => {
        const lockTimeoutMs = random.integer(2) === 0 ? 0 : random.integer(2 * MINUTE)
        const deps = place.process(`P${at}`, { lockTimeoutMs, confirm }, slow(place, `${seed} ${at}`, 400))
        await place.clock.sleep(random.integer(4) === 0 ? random.integer(20 * SECOND) : random.integer(50))
        const began = place.clock.now()
        const how = await ending(applyPlan(adele, { ...deps, runId: `r${seed}-${at}` }))
        if (how === 'run/locked') expect(place.clock.now() - began).toBeLessThanOrEqual(lockTimeoutMs + SECOND)
        return how
      })

      const ends = await Promise.all(runners)

      for (const end of ends) endings.add(end)
      expect(
        ends.filter((end) => end === 'done'),
        `seed ${seed}: ${ends}`,
      ).toHaveLength(1)
      expect(new Set(place.writers).size, `seed ${seed}`).toBe(1)
      expect(place.digest()).toBe(wanted)
    }
    // The oracle has seen all of them, or the interleavings are none.
    expect([...endings].sort()).toEqual(['done', 'plan/stale', 'run/locked'])
  }, 120_000)

  test('who does not wait is told within a second by whom and how to go on', async () => {
    const place = workplace()
    const first = applyPlan(adele, { ...place.process('A', {}, slow(place, 'first', SECOND)), runId: 'r1' })
    await place.clock.sleep(SECOND)
    const began = place.clock.now()

    const refused = applyPlan(adele, { ...place.process('B'), runId: 'r2' })

    await expect(refused).rejects.toMatchObject({
      code: 'run/locked',
      category: 'locked',
      message: expect.stringContaining('person 00123: run r1 is at work'),
      hint: expect.stringContaining('--lock-timeout'),
    })
    expect(place.clock.now() - began).toBeLessThan(SECOND)
    expect(await place.journal.events('r2')).toEqual([])
    expect((await first).status).toBe('done')
  })

  test('Ctrl-C ends the waiting', async () => {
    const place = workplace()
    const stop = new AbortController()
    const first = applyPlan(adele, place.process('A', {}, slow(place, 'first', 10 * SECOND)))
    const waiting = applyPlan(adele, place.process('B', { lockTimeoutMs: 10 * MINUTE, signal: stop.signal }))
    await place.clock.sleep(5 * SECOND)

    stop.abort(new Error('interrupted'))

    await expect(waiting).rejects.toMatchObject({ code: 'run/stopped-waiting', category: 'interrupted' })
    expect((await first).status).toBe('done')
  })
})

/** Stands still for a while at the nth record, before it is made or after: as a suspended machine does. */
const standingStill = (place: Workplace, nth: number, when: 'before' | 'after', forMs: number) => {
  const deps = place.process('A', {}, slow(place, `still ${nth}`, 300))
  let count = 0
  let stood = false
  const stand = async (at: typeof when): Promise<void> => {
    if (count !== nth || at !== when || stood) return
    stood = true
    await place.clock.sleep(forMs)
  }
  return {
    stood: () => stood,
    deps: {
      ...deps,
      journal: {
        ...deps.journal,
        async append(...args: Parameters<typeof deps.journal.append>) {
          count += 1
          await stand('before')
          await deps.journal.append(...args)
          await stand('after')
        },
      },
    },
  }
}

describe('a holder that stands still while another takes over', () => {
  test('writes nothing from the other’s first write on, wherever it stood: 200 of 200', async () => {
    const folder = stateFolder()
    const fenced = { yes: 0, no: 0 }
    for (let seed = 0; seed < 200; seed += 1) {
      const random = seededRandom(`still ${seed}`)
      const place = workplace(folder)
      const when = random.integer(2) === 0 ? 'before' : 'after'
      const a = standingStill(place, 3 + random.integer(38), when, (31 + random.integer(90)) * SECOND)
      const first = ending(applyPlan(adele, { ...a.deps, runId: `a${seed}` }))
      await place.clock.sleep(100)
      const b = place.process('B', { lockTimeoutMs: 5 * MINUTE }, slow(place, `${seed}`, 8 * SECOND))

      const [endOfA, endOfB] = await Promise.all([first, ending(applyPlan(adele, { ...b, runId: `b${seed}` }))])

      expect(a.stood()).toBe(true)
      expect(endOfB, `seed ${seed}`).toBe('done')
      const begunByB = place.writers.indexOf('B')
      expect(begunByB, `seed ${seed}`).toBeGreaterThanOrEqual(0)
      expect(place.writers.slice(begunByB), `seed ${seed}: A ended ${endOfA}`).not.toContain('A')
      fenced[endOfA === 'run/lease-lost' ? 'yes' : 'no'] += 1
    }
    // Where A stood in its last records it had nothing left to write, and is done.
    expect(fenced.yes).toBeGreaterThan(120)
  }, 120_000)

  test('may not even record once the other goes on with the same run', async () => {
    const wanted = await undisturbed()
    const place = workplace()
    const a = standingStill(place, 9, 'after', 2 * MINUTE)
    const first = ending(applyPlan(adele, { ...a.deps, runId: 'r1' }))
    await place.clock.sleep(100)

    const resumed = await resumeRun('r1', place.process('B', { lockTimeoutMs: 5 * MINUTE }))

    expect(resumed.status).toBe('done')
    expect(await first).toBe('run/lease-lost')
    expect(place.digest()).toBe(wanted)
    const events = await place.journal.events('r1')
    expect(events.at(-1)).toMatchObject({ type: 'ended', status: 'done' })
    expect(events.filter(({ type }) => type === 'started')).toHaveLength(2)
  })

  test('goes on where nobody took over', async () => {
    const place = workplace()
    const a = standingStill(place, 9, 'before', 10 * MINUTE)

    expect(await ending(applyPlan(adele, { ...a.deps, runId: 'r1' }))).toBe('done')
  })

  test('that lost one of two people goes on with the other and tells both', async () => {
    const place = workplace()
    const both = planOf([newHire(), newHire('00124', 'Alex Wilber')])
    const deps = place.process('A')
    const crashPoint = (name: CrashPoint, change: string): void => {
      if (name !== 'before-intent' || change !== '00123-password') return
      const wanted = [{ name: 'person 00123', evenFrom: owner }]
      void deps.leases.take({ wanted, run: 'r2', owner: 'B', now: place.clock.now(), forMs: MINUTE, allOrNone: true })
    }
    const owner = 'A of the test'

    const report = await applyPlan(both, { ...deps, crashPoint, processes: { self: owner, hasEnded: () => false } })

    const outcomes = (person: string) =>
      report.changes.filter((change) => change.person === person).map((c) => c.outcome)
    expect(new Set(outcomes('00124'))).toEqual(new Set(['made', 'found']))
    expect(outcomes('00123').slice(0, 3)).toEqual(['made', 'blocked', 'blocked'])
    expect(report.status).toBe('partial')
  })
})

const gone = (self: string, ...ended: readonly string[]): Processes => ({
  self,
  hasEnded: (name) => ended.includes(name),
})

class Crash extends Error {}

/** Dies without giving anything back. */
const dying = (place: Workplace, point: CrashPoint, change: string) => {
  const deps = place.process('A', { processes: gone('A') })
  return {
    ...deps,
    leases: { ...deps.leases, release: async () => undefined },
    crashPoint: (name: CrashPoint, at: string) => {
      if (name === point && at === change) throw new Crash('killed')
    },
  }
}

describe('what a process that died has left', () => {
  test('is taken over by a resume at once where it is known to have ended', async () => {
    const place = workplace()
    await applyPlan(adele, { ...dying(place, 'after-intent', '00123-licence'), runId: 'r1' }).catch(() => null)
    const began = place.clock.now()

    const unsure = ending(resumeRun('r1', place.process('B', { processes: gone('B') })))
    expect(await unsure).toBe('run/locked')
    const resumed = await resumeRun('r1', place.process('B', { processes: gone('B', 'A') }))

    expect(resumed.status).toBe('done')
    expect(place.digest()).toBe(await undisturbed())
    // Entra gets a minute to show what the dead one may have sent; the lease itself is not waited for.
    expect(place.clock.now() - began).toBeLessThan(2 * MINUTE)
  })

  test('is taken over by a resume within half a minute where that is not known', async () => {
    const place = workplace()
    await applyPlan(adele, { ...dying(place, 'before-intent', '00123-enable'), runId: 'r1' }).catch(() => null)
    const began = place.clock.now()

    const resumed = await resumeRun('r1', place.process('B', { lockTimeoutMs: 5 * MINUTE }))

    expect(resumed.status).toBe('done')
    expect(place.clock.now() - began).toBeLessThanOrEqual(31 * SECOND)
  })

  test('is free for another run at once where nothing is in doubt', async () => {
    const place = workplace()
    await applyPlan(adele, { ...dying(place, 'after-outcome', '00123-enable'), runId: 'r1' }).catch(() => null)

    const other = await applyPlan(adele, place.process('B', { processes: gone('B', 'A') }))

    expect(other.status).toBe('done')
  })

  test('is closed to other runs while something is in doubt, and free once it would have come to light', async () => {
    const place = workplace()
    await applyPlan(adele, { ...dying(place, 'after-intent', '00123-licence'), runId: 'r1' }).catch(() => null)
    const deps = { processes: gone('B', 'A') }

    await expect(applyPlan(adele, place.process('B', deps))).rejects.toMatchObject({
      code: 'run/locked',
      hint: expect.stringContaining('joinery resume r1'),
    })
    const began = place.clock.now()
    const other = await applyPlan(adele, place.process('B', { ...deps, lockTimeoutMs: 5 * MINUTE }))

    expect(other.status).toBe('done')
    expect(place.clock.now() - began).toBeGreaterThanOrEqual(59 * SECOND)
  })
})

describe('a batch', () => {
  const crowd = planOf([newHire(), newHire('00124', 'Alex Wilber'), newHire('00125', 'Lee Gu')])

  test('leaves out the person that another run is at work on, and a resume makes up for it', async () => {
    const place = workplace()
    const first = applyPlan(adele, { ...place.process('A', {}, slow(place, 'first', 20 * SECOND)), runId: 'r1' })
    await place.clock.sleep(SECOND)

    const batch = await applyPlan(crowd, { ...place.process('B'), runId: 'r2' })
    await first
    const resumed = await resumeRun('r2', place.process('B'))

    const of = (report: RunReport, person: string) => report.changes.filter((change) => change.person === person)
    expect(batch.status).toBe('partial')
    expect(of(batch, '00123').every(({ outcome, note }) => outcome === 'blocked' && note?.includes('run r1'))).toBe(
      true,
    )
    expect(of(batch, '00124').every(({ outcome }) => outcome === 'made' || outcome === 'found')).toBe(true)
    expect(resumed.status).toBe('done')
  })

  test('is refused where others are at work on everybody', async () => {
    const place = workplace()
    const first = applyPlan(crowd, { ...place.process('A', {}, slow(place, 'first', 20 * SECOND)), runId: 'r1' })
    await place.clock.sleep(SECOND)

    await expect(applyPlan(crowd, place.process('B'))).rejects.toMatchObject({ code: 'run/locked' })
    await first
  })

  test('gives people back as soon as it is done with them', async () => {
    const synced = { yet: false }
    const place = workplace(stateFolder(), { synced: () => synced.yet })
    const lee = { key: '00125', changes: [account('00125', 'Lee Gu')] }
    const done = Promise.withResolvers<void>()
    const progress = (event: ProgressEvent): void => {
      if (event.type === 'verified' && event.change.person === lee.key) done.resolve()
    }
    const first = applyPlan(planOf([newHire(), lee]), { ...place.process('A', { progress }), runId: 'r1' })
    await done.promise
    await place.clock.sleep(SECOND)

    const target = newAccount('00125', 'Lee Gu')
    const more = planOf([
      { key: '00125', changes: [account('00125', 'Lee Gu'), enable('00125', target), join('00125', 'Sales', target)] },
    ])
    const second = await applyPlan(more, place.process('B'))
    synced.yet = true

    expect(second.status).toBe('done')
    expect((await first).status).toBe('done')
  })
})

test('a write of which nobody knows whether it arrived keeps others away for as long as it may', async () => {
  const place = workplace()
  const lost: Wire = async (call) => {
    throw new Fault('ad/connection-lost', { server: call }, { effect: 'unknown' })
  }
  await applyPlan(adele, { ...place.process('A', {}, lost), runId: 'r1' })

  await expect(applyPlan(adele, place.process('B'))).rejects.toMatchObject({ code: 'run/locked' })

  await place.clock.sleep(31 * SECOND)
  expect((await applyPlan(adele, place.process('B'))).status).toBe('done')
})

describe('half an hour of waiting for Entra', () => {
  const beating =
    (place: Workplace): Pulse =>
    (everyMs, beat) => {
      let stopped = false
      const go = async (): Promise<void> => {
        while (!stopped) {
          await place.clock.sleep(everyMs)
          if (!stopped) beat()
        }
      }
      void go()
      return () => {
        stopped = true
      }
    }

  test('is no reason to lose the person', async () => {
    const start = virtualClock()
    const place = workplace(stateFolder(), {
      clock: start,
      synced: () => start.now() > Date.parse('2026-12-01T08:25:00Z'),
    })
    const first = ending(applyPlan(adele, { ...place.process('A', { pulse: beating(place) }), runId: 'r1' }))
    await place.clock.sleep(MINUTE)

    const second = ending(applyPlan(adele, place.process('B', { lockTimeoutMs: 20 * MINUTE })))

    expect(await second).toBe('run/locked')
    expect(await first).toBe('done')
  })
})
