import { readFileSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAd } from '../../src/ad/open-ad.ts'
import { createHandOver } from '../../src/handover/create-hand-over.ts'
import type { Plan } from '../../src/model/plan.ts'
import { Secret } from '../../src/model/secret.ts'
import { applyPlan, resumeRun } from '../../src/runner/apply-plan.ts'
import { busyClock } from '../support/busy-clock.ts'
import { digestOf } from '../support/directory-digest.ts'
import { freshTag } from '../support/fresh-tag.ts'
import { adele } from '../support/plan-with.ts'
import { isSambaRequired, newOu, type SharedSamba, sambaMissing, sharedSamba } from '../support/shared-samba.ts'
import { systemClock } from '../support/system-clock.ts'
import { onboardingPlan, writesOf } from './support/onboarding-plan.ts'
import { Crash, dyingAt, inProcess, type SweepPlace, scratchFolder, timed } from './support/sweep-process.ts'

const GROUPS = ['Staff', 'Sales', 'CRM', 'VPN', 'Printers', 'Library', 'Parking', 'Lifts', 'Canteen', 'Alarms']
const WRITES = 14
/** Where the directory and the journal know least of each other. */
const points = ['after-intent', 'after-apply'] as const

const missing = sambaMissing()

if (missing) {
  test(`nobody is killed while writing to a real domain controller here: ${missing}`, () => {
    expect(isSambaRequired(), missing).toBe(false)
  })
}

describe.runIf(!missing)('killed while onboarding on a real domain controller with 14 changes', () => {
  // Other test files use the same domain controller.
  const prefix = freshTag(4)
  const { manager: _nobodyHere, ...rest } = adele
  const person = { ...rest, employeeId: `${prefix}-1024`, surname: `Vance${prefix}` }
  const clock = busyClock()
  let samba: SharedSamba
  let ou: string
  let plan: Plan
  let before: string
  let undisturbed: string
  let sentUndisturbed: readonly string[]
  let runs = 0

  const open: SweepPlace['open'] = async () => {
    const { url, service, caFile } = samba
    const ca = readFileSync(caFile, 'utf8')
    const settings = { servers: [url], user: service.user, password: new Secret(service.password), ca }
    const ad = await openAd(settings, { clock: systemClock })
    return {
      readers: { clock, ad: timed(ad.reader, clock) },
      writers: { ad: timed(ad.writer, clock), handOver: createHandOver({ base: folder }) },
      close: () => ad.close(),
    }
  }
  const folder = scratchFolder()
  const place: SweepPlace = { clock, folder, open, sent: [], progress: () => undefined }

  const digest = async (): Promise<string> => {
    const { readers, close } = await open('reader')
    try {
      return await digestOf(readers, { adBase: ou })
    } finally {
      await close()
    }
  }

  /** As before the run. */
  const forget = async (): Promise<void> => {
    const entries = await samba.ldapsearch(`(employeeID=${person.employeeId})`, ['dn'], samba.base)
    for (const { dn } of entries) await samba.ldapmodify(`dn: ${dn}\nchangetype: delete\n`)
    rmSync(`${folder}/handover`, { recursive: true, force: true })
    expect(entries).toHaveLength(1)
    expect(await digest()).toBe(before)
  }

  beforeAll(async () => {
    samba = await sharedSamba()
    ou = await newOu(samba)
    for (const name of GROUPS)
      await samba.ldapmodify(`dn: CN=${name} ${prefix},${ou}\nobjectClass: group\nsAMAccountName: ${name} ${prefix}\n`)
    const groups = GROUPS.map((name) => `"${name} ${prefix}"`).join(', ')
    const roles = `department:\n  Sales: { ou: "${ou}", groups: [${groups}], cloudGroups: [], licences: [] }\n`
    const { readers, close } = await open('planner')
    plan = await onboardingPlan({ mode: 'ad', people: [person], readers, roles })
    await close()
    before = await digest()
    const report = await inProcess(place, 'undisturbed', (deps) => applyPlan(plan, { ...deps, runId: 'undisturbed' }))
    expect(report).toMatchObject({ status: 'done', counts: { made: WRITES } })
    undisturbed = await digest()
    sentUndisturbed = place.sent.splice(0).sort()
    await forget()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each(points)(
    '%s of each change, a resume ends in the same directory',
    async (point) => {
      const changes = writesOf(plan)
      let died = 0
      for (const change of changes) {
        runs += 1
        const runId = `r${runs}`
        const [first, second] = [`first of ${runId}`, `second of ${runId}`]

        const killed = await inProcess(
          place,
          first,
          (deps) => applyPlan(plan, { ...deps, runId }),
          dyingAt(point, change),
        )
        if (killed instanceof Crash) died += 1
        const resumed = await inProcess(place, second, (deps) => resumeRun(runId, deps))

        expect(resumed).toMatchObject({ status: 'done', faults: [] })
        expect(await digest()).toBe(undisturbed)
        expect(place.sent.splice(0).sort()).toEqual(sentUndisturbed)
        await forget()
      }
      expect(died).toBe(WRITES)
    },
    120_000,
  )
})
