import { describe, expect, test } from 'vitest'
import { Fault } from '../../src/model/fault.ts'
import type { RunReport } from '../../src/model/run.ts'
import { applyPlan, resumeRun, retryRun } from '../../src/runner/apply-plan.ts'
import { bench } from './support/bench.ts'
import { account, enable, join, newAccount, newHire, OU, planOf } from './support/plans.ts'
import type { Wire } from './support/tiny-tenant.ts'

const outcomes = (report: RunReport): { readonly [id: string]: string } =>
  Object.fromEntries(report.changes.map(({ id, outcome }) => [id, outcome]))

const countWrites = (writes: readonly string[], call: string): number =>
  writes.filter((write) => write.startsWith(call)).length

describe('a new hire', () => {
  test('ends with everything made, read back and in the directories', async () => {
    const { tenant, deps } = bench()

    const report = await applyPlan(planOf([newHire()]), deps())

    expect(report).toMatchObject({ format: 'joinery.run/1', status: 'done', playbook: 'onboard', faults: [] })
    expect(report.counts).toMatchObject({ made: 13, found: 1, blocked: 0, failed: 0, unverified: 0 })
    const unverifiable = ['ad.password.set', 'handover.secret.give']
    expect(report.changes.filter(({ kind }) => !unverifiable.includes(kind)).every(({ verified }) => verified)).toBe(
      true,
    )
    expect(report.changes[0]?.target.id).toMatch(/^[0-9a-f-]{36}$/)
    const [adele] = Object.values(tenant.state.ad).filter(({ dn }) => dn === `CN=Adele Vance,${OU}`)
    expect(adele?.attributes.userAccountControl).toEqual(['512'])
    const cloud = Object.values(tenant.state.entra).find(({ properties }) => properties.employeeId === '00123')
    expect(cloud).toMatchObject({ groups: ['Sales-Team', 'Everyone'], licences: [{ skuId: 'spe-e3' }] })
  })

  test('gets the password that the account really has, and nobody else sees it', async () => {
    const { tenant, journal, progress, deps } = bench()

    const report = await applyPlan(planOf([newHire()]), deps())

    const password = tenant.state.notes['notes/00123-password'] ?? ''
    expect(password).toHaveLength(20)
    expect(Object.values(tenant.state.ad).find(({ dn }) => dn.includes('Adele'))?.password).toBe(password)
    const pass = tenant.state.notes['notes/00123-pass'] ?? ''
    expect(Object.values(tenant.state.entra).flatMap(({ passes }) => passes.map(({ value }) => value))).toEqual([pass])
    const everything = journal.lines.join('\n') + JSON.stringify(report) + JSON.stringify(progress)
    expect(everything).not.toContain(password)
    expect(everything).not.toContain(pass)
    expect(report.changes.find(({ id }) => id === '00123-note-00123-password')?.note).toBe('notes/00123-password')
  })

  test('who is planned twice is made once', async () => {
    const { tenant, deps } = bench()
    const plan = planOf([{ key: '00123', changes: newHire().changes.slice(0, 5) }])
    await applyPlan(plan, deps())

    const again = await applyPlan(plan, deps())

    expect(again.counts).toMatchObject({ made: 1, found: 4 })
    expect(outcomes(again)['00123-password']).toBe('made')
    expect(countWrites(tenant.state.writes, 'ad.add')).toBe(1)
    expect(countWrites(tenant.state.writes, 'ad.member')).toBe(2)
  })

  test('a run is applied once: the second time it is refused', async () => {
    const { deps } = bench()
    const plan = planOf([newHire()])
    await applyPlan(plan, { ...deps(), runId: 'r1' })

    await expect(applyPlan(plan, { ...deps(), runId: 'r1' })).rejects.toMatchObject({ code: 'run/already-started' })
  })

  test('an empty plan is done', async () => {
    const { deps } = bench()

    expect(await applyPlan(planOf([]), deps())).toMatchObject({ status: 'done', changes: [] })
  })
})

/** Fails the calls that begin so, as long as the condition holds. */
const failing = (begin: string, fault: () => Fault, times = Number.POSITIVE_INFINITY): Wire => {
  let left = times
  return async (call, done) => {
    if (!call.startsWith(begin) || left <= 0) return done()
    left -= 1
    throw fault()
  }
}

const denied = () => new Fault('ad/denied', { what: 'x' })

describe('a change that fails', () => {
  test('stops its person, and nobody else', async () => {
    const adele = newHire('00123', 'Adele Vance')
    const megan = newHire('00124', 'Megan Bowen')
    const { tenant, deps } = bench({ wire: failing(`ad.member CN=All Staff,${OU} CN=Adele`, denied) })

    const report = await applyPlan(planOf([adele, megan]), deps())

    expect(report.status).toBe('partial')
    expect(report.counts).toMatchObject({ failed: 1, blocked: 9 })
    expect(
      report.changes
        .filter(({ person }) => person === '00124')
        .every(({ outcome }) => outcome === 'made' || outcome === 'found'),
    ).toBe(true)
    expect(report.faults).toMatchObject([{ code: 'ad/denied', change: '00123-All Staff', person: '00123' }])
    expect(report.changes.find(({ id }) => id === '00123-pass')?.note).toContain('stopped after')
    expect(Object.keys(tenant.state.notes)).toEqual(['notes/00124-password', 'notes/00124-pass'])
  })

  test('with if-fails: continue only what needs it is left out', async () => {
    const ad = newAccount('00123', 'Adele Vance')
    const person = {
      key: '00123',
      changes: [
        account('00123', 'Adele Vance'),
        { ...join('00123', 'Sales', ad), ifFails: 'continue' as const },
        { ...join('00123', 'All Staff', ad), needs: ['00123-Sales'] },
        enable('00123', ad),
      ],
    }
    const { deps } = bench({ wire: failing(`ad.member CN=Sales`, denied) })

    const report = await applyPlan(planOf([person]), deps())

    expect(outcomes(report)).toEqual({
      '00123-account': 'made',
      '00123-Sales': 'failed',
      '00123-All Staff': 'blocked',
      '00123-enable': 'made',
    })
    expect(report.changes[2]?.note).toMatch(/^needs "add .* to Sales", which did not happen$/)
  })

  test('where nothing was made the run has failed', async () => {
    const { tenant, deps } = bench({ wire: failing('ad.add', denied) })

    const report = await applyPlan(planOf([newHire()]), deps())

    expect(report.status).toBe('failed')
    expect(tenant.state.writes).toEqual([])
  })

  test('is tried again by a retry, and not by a resume', async () => {
    const { tenant, deps } = bench({ wire: failing('ad.add', denied, 1) })
    const { id } = await applyPlan(planOf([newHire()]), deps())

    const resumed = await resumeRun(id, deps())
    expect(resumed.status).toBe('failed')
    expect(tenant.state.writes).toEqual([])

    const retried = await retryRun(id, deps())
    expect(retried.status).toBe('done')
    expect(retried.counts).toMatchObject({ made: 13, found: 1 })
    expect(retried.faults).toEqual([])
  })

  test('because of a defect is not repeated, and its trace says so', async () => {
    let asked = 0
    const wire: Wire = async (call, done) => {
      if (!call.startsWith('ad.add')) return done()
      asked += 1
      throw new TypeError('cannot read properties of undefined')
    }
    const { deps } = bench({ wire })

    const report = await applyPlan(planOf([newHire()]), deps())

    expect(asked).toBe(1)
    expect(report.faults).toMatchObject([{ code: 'bug/unexpected' }])
  })
})

describe('a server that says yes and does nothing', () => {
  const lying: Wire = async (call, done) => {
    if (!call.startsWith('ad.modify')) done()
  }

  test('is found out, and what came after is not built on it', async () => {
    const { clock, deps } = bench({ wire: lying })
    const began = clock.now()

    const report = await applyPlan(planOf([newHire()]), deps())

    expect(report.status).toBe('partial')
    expect(outcomes(report)).toMatchObject({ '00123-enable': 'unverified', '00123-Sales': 'blocked' })
    expect(report.faults).toMatchObject([{ code: 'run/unverified' }])
    expect(report.faults[0]?.message).toContain(
      'Wanted: {"userAccountControl":["512"]}; found: {"userAccountControl":["514"]}.',
    )
    expect(clock.now() - began).toBeGreaterThanOrEqual(10_000)
  })

  test('once it means it, a retry makes the change and all that was left', async () => {
    let lies = true
    const wire: Wire = async (call, done) => (lies ? lying(call, done) : done())
    const { deps } = bench({ wire })
    const { id } = await applyPlan(planOf([newHire()]), deps())
    lies = false

    expect((await resumeRun(id, deps())).counts).toMatchObject({ unverified: 1 })
    expect(await retryRun(id, deps())).toMatchObject({ status: 'done', faults: [] })
  })

  test('a server that shows the change late is believed then', async () => {
    const { clock, tenant, deps } = bench()
    const visibleAt = clock.now() + 90_000
    const entra = tenant.readers.entra
    if (!entra) throw new Error('no Entra')
    const late = { ...entra, licencesOf: async (id: string) => (clock.now() < visibleAt ? [] : entra.licencesOf(id)) }

    const report = await applyPlan(planOf([newHire()]), deps({ readers: { ...tenant.readers, entra: late } }))

    expect(report.status).toBe('done')
    expect(countWrites(tenant.state.writes, 'entra.licence')).toBe(1)
    expect(clock.now()).toBeGreaterThanOrEqual(visibleAt)
  })
})

describe('people side by side', () => {
  const crowd = (size: number) =>
    Array.from({ length: size }, (_, at) => newHire(`1${String(at).padStart(4, '0')}`, `Alex Wilber${at}`))

  test('no more are worked on at once than was asked for, and all are', async () => {
    let [busy, most] = [0, 0]
    const wire: Wire = async (_call, done) => {
      busy += 1
      most = Math.max(most, busy)
      await new Promise((resolve) => setImmediate(resolve))
      done()
      busy -= 1
    }
    const { deps } = bench({ wire })

    const report = await applyPlan(planOf(crowd(40)), deps({ concurrency: 5 }))

    expect(report.status).toBe('done')
    // People who come back from a wait go on in their own place.
    expect(most).toBe(5)
  })

  test('a change waits for the change of somebody who has not begun, without anybody being locked out', async () => {
    const boss = account('20000', 'Miriam Graham')
    const team = Array.from({ length: 30 }, (_, at) => {
      const key = `1${String(at).padStart(4, '0')}`
      return {
        key,
        changes: [
          account(key, `Alex Wilber${at}`),
          { ...enable(key, newAccount(key, `Alex Wilber${at}`)), needs: [boss.id] },
        ],
      }
    })
    const { tenant, deps } = bench()

    const report = await applyPlan(planOf([...team, { key: '20000', changes: [boss] }]), deps({ concurrency: 2 }))

    expect(report.status).toBe('done')
    const writes = tenant.state.writes
    expect(writes.findIndex((write) => write.includes('Miriam'))).toBeLessThan(
      writes.findIndex((write) => write.startsWith('ad.modify')),
    )
  })

  test('who needs a change of somebody that failed is blocked there, and goes on with the rest', async () => {
    const boss = { key: '20000', changes: [account('20000', 'Miriam Graham')] }
    const ad = newAccount('00123', 'Adele Vance')
    const adele = {
      key: '00123',
      changes: [
        account('00123', 'Adele Vance'),
        { ...enable('00123', ad), needs: ['20000-account'] },
        join('00123', 'Sales', ad),
      ],
    }
    const { deps } = bench({ wire: failing('ad.add CN=Miriam', denied) })

    const report = await applyPlan(planOf([adele, boss]), deps())

    expect(outcomes(report)).toEqual({
      '00123-account': 'made',
      '00123-enable': 'blocked',
      '00123-Sales': 'made',
      '20000-account': 'failed',
    })
  })

  test('changes that need each other in a circle are refused before anything is written', async () => {
    const a = { key: '1', changes: [{ ...account('1', 'Adele Vance'), needs: ['2-account'] }] }
    const b = { key: '2', changes: [{ ...account('2', 'Megan Bowen'), needs: ['1-account'] }] }
    const { tenant, journal, deps } = bench()

    await expect(applyPlan(planOf([a, b]), deps())).rejects.toMatchObject({ code: 'run/impossible-order' })
    expect(tenant.state.writes).toEqual([])
    expect(journal.lines).toEqual([])
  })

  test("who waits takes nobody's place", async () => {
    const time = { id: 'w', change: { kind: 'wait.until.time' as const, at: '2026-12-01T08:40:00Z' } }
    const waiting = {
      key: '00123',
      changes: [account('00123', 'Adele Vance'), time, enable('00123', newAccount('00123', 'Adele Vance'))],
    }
    const other = { key: '00124', changes: [account('00124', 'Megan Bowen')] }
    const { journal, deps } = bench()

    const report = await applyPlan(planOf([waiting, other]), deps({ concurrency: 1 }))

    expect(report.status).toBe('done')
    const madeAt = new Map(
      (await journal.events(report.id)).flatMap((event) =>
        event.type === 'outcome' ? [[event.change, event.at] as const] : [],
      ),
    )
    expect(madeAt.get('00124-account')).toBe('2026-12-01T08:00:00.000Z')
    expect(madeAt.get('00123-enable')).toBe('2026-12-01T08:40:00.000Z')
  })

  test('sixty people who wait for one synchronisation go on when it has come', async () => {
    let synced = false
    const { clock, deps } = bench({ synced: () => synced })
    const began = clock.now()
    const report = applyPlan(planOf(crowd(60)), deps({ concurrency: 4 }))
    await clock.sleep(60_000)
    synced = true

    expect((await report).status).toBe('done')
    expect(clock.now() - began).toBeLessThan(2 * 60_000)
  })
})

describe('a wait', () => {
  test('that runs out parks the run; a resume goes on from there', async () => {
    let synced = false
    const { tenant, progress, deps } = bench({ synced: () => synced })

    const parked = await applyPlan(planOf([newHire()]), deps())

    expect(parked.status).toBe('parked')
    expect(outcomes(parked)).toMatchObject({ '00123-synced': 'blocked', '00123-licence': 'blocked' })
    expect(parked.changes.find(({ id }) => id === '00123-synced')?.note).toBe(
      'waited 1800 s for Entra to show adele.vance@contoso.com',
    )
    expect(progress.some((event) => event.type === 'waiting' && event.for.startsWith('Entra'))).toBe(true)

    synced = true
    const resumed = await resumeRun(parked.id, deps())
    expect(resumed.status).toBe('done')
    expect(countWrites(tenant.state.writes, 'ad.add')).toBe(1)
  })

  test('lives through a server that does not answer for some minutes', async () => {
    const { clock, tenant, deps } = bench()
    const backAt = clock.now() + 5 * 60_000
    const entra = tenant.readers.entra
    if (!entra) throw new Error('no Entra')
    const flaky = {
      ...entra,
      usersBy: async (...args: Parameters<typeof entra.usersBy>) => {
        if (clock.now() < backAt) throw new Fault('entra/unreachable', { host: 'graph.microsoft.com' })
        return entra.usersBy(...args)
      },
    }

    const report = await applyPlan(planOf([newHire()]), deps({ readers: { ...tenant.readers, entra: flaky } }))

    expect(report.status).toBe('done')
    expect(report.changes.find(({ id }) => id === '00123-synced')).toMatchObject({
      outcome: 'found',
      note: 'after 300 s',
    })
  })

  test('for a far time parks at once', async () => {
    const { clock, deps } = bench()
    const began = clock.now()
    const person = {
      key: '00123',
      changes: [
        { id: 'w', change: { kind: 'wait.until.time' as const, at: '2026-12-24T18:00:00Z' } },
        account('00123', 'Adele Vance'),
      ],
    }

    const report = await applyPlan(planOf([person]), deps())

    expect(report).toMatchObject({ status: 'parked', counts: { made: 0, blocked: 2 } })
    expect(clock.now()).toBe(began)
  })
})

describe('an interruption', () => {
  test('finishes and records the request in flight, begins nothing else, and can be resumed', async () => {
    const abort = new AbortController()
    const wire: Wire = async (call, done) => {
      if (call.startsWith('entra.modify')) abort.abort(new Error('SIGINT'))
      await new Promise((resolve) => setImmediate(resolve))
      done()
    }
    const { tenant, deps } = bench({ wire })

    const report = await applyPlan(planOf([newHire()]), deps({ signal: abort.signal }))

    expect(report.status).toBe('interrupted')
    expect(outcomes(report)['00123-location']).toBe('made')
    expect(tenant.state.writes.at(-1)).toContain('entra.modify')
    const resumed = await resumeRun(report.id, deps())
    expect(resumed.status).toBe('done')
    expect(countWrites(tenant.state.writes, 'entra.modify')).toBe(1)
  })

  test('while a person is looked up sends nothing for that person', async () => {
    const abort = new AbortController()
    const { tenant, deps } = bench()
    const { ad } = tenant.readers
    if (!ad) throw new Error('no AD')
    const interrupted = {
      ...ad,
      byDn: async (...args: Parameters<typeof ad.byDn>) => {
        abort.abort(new Error('SIGINT'))
        return ad.byDn(...args)
      },
    }

    const report = await applyPlan(
      planOf([newHire()]),
      deps({ signal: abort.signal, readers: { ...tenant.readers, ad: interrupted } }),
    )

    expect(report.status).toBe('interrupted')
    expect(tenant.state.writes).toEqual([])
  })

  test('ends waiting at once', async () => {
    const abort = new AbortController()
    const { clock, deps } = bench({ synced: () => false })
    const report = applyPlan(planOf([newHire()]), deps({ signal: abort.signal }))
    await clock.sleep(40_000)
    const at = clock.now()
    abort.abort(new Error('SIGINT'))

    expect((await report).status).toBe('interrupted')
    expect(clock.now()).toBe(at)
  })

  test('with everybody in flight leaves nobody unrecorded', async () => {
    const abort = new AbortController()
    let calls = 0
    const wire: Wire = async (_call, done) => {
      calls += 1
      if (calls === 30) abort.abort(new Error('SIGINT'))
      await new Promise((resolve) => setImmediate(resolve))
      done()
    }
    const { tenant, journal, deps } = bench({ wire })
    const people = Array.from({ length: 20 }, (_, at) => newHire(`1${at}0`, `Alex Wilber${at}`))

    const { id } = await applyPlan(planOf(people), deps({ signal: abort.signal }))

    const events = (await journal.events(id)).map((event) => event.type)
    const made = (await journal.events(id)).filter((event) => event.type === 'outcome' && event.outcome === 'made')
    expect(made).toHaveLength(tenant.state.writes.length)
    expect(events.filter((type) => type === 'intent')).toHaveLength(made.length)
    expect((await resumeRun(id, deps())).status).toBe('done')
  })
})

describe('a journal that cannot be written', () => {
  test.each([0, 1, 2, 3, 7, 20])(
    'at event %i: nothing is sent without its intent, and the run ends with that fault',
    async (good) => {
      const { tenant, journal, deps } = bench()
      let count = 0
      const full = {
        ...journal,
        append: async (event: Parameters<typeof journal.append>[0]) => {
          if (count >= good)
            throw new Fault('run/journal-not-writable', { file: 'joinery.db', why: 'the disk is full' })
          count += 1
          await journal.append(event)
        },
      }

      await expect(applyPlan(planOf([newHire()]), deps({ journal: full }))).rejects.toMatchObject({
        code: 'run/journal-not-writable',
      })

      const intents = journal.lines.filter((line) => line.includes('"type":"intent"'))
      expect(tenant.state.writes).toHaveLength(intents.length)
    },
  )

  test('stops everybody, and after repair the run goes on', async () => {
    const { tenant, journal, deps } = bench()
    const broken = {
      ...journal,
      append: async (event: Parameters<typeof journal.append>[0]) => {
        if (journal.lines.length >= 50)
          throw new Fault('run/journal-not-writable', { file: 'joinery.db', why: 'the disk is full' })
        await journal.append(event)
      },
    }
    const people = Array.from({ length: 20 }, (_, at) => newHire(`1${at}0`, `Alex Wilber${at}`))
    await expect(applyPlan(planOf(people), { ...deps({ journal: broken }), runId: 'r1' })).rejects.toThrow(
      'disk is full',
    )
    const undisturbed = bench()
    await applyPlan(planOf(people), undisturbed.deps())

    expect((await resumeRun('r1', deps())).status).toBe('done')
    expect(tenant.digest()).toBe(undisturbed.tenant.digest())
  })
})

test('a run that nobody knows cannot be resumed', async () => {
  const { deps } = bench()

  await expect(resumeRun('nope', deps())).rejects.toMatchObject({ code: 'run/unknown-run' })
})
