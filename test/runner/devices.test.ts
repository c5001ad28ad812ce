import { describe, expect, onTestFinished, test } from 'vitest'
import { Fault } from '../../src/model/fault.ts'
import type { EntraWriter } from '../../src/ports/entra.ts'
import type { Readers, Writers } from '../../src/ports/systems.ts'
import { resumeRun } from '../../src/runner/apply-plan.ts'
import type { CrashPoint } from '../../src/runner/run-deps.ts'
import { type ClockedPractice, clockedPractice } from '../support/clocked-practice.ts'
import { memoryLeases } from '../support/memory-leases.ts'
import { noHandOver } from '../support/no-hand-over.ts'
import { quickClock } from '../support/quick-clock.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { type RunBench, runBench } from '../support/undo-runs.ts'
import { leaverOfDevices } from './support/leaver-of-devices.ts'

class Crash extends Error {}

const open = async (wrap: (writer: EntraWriter) => EntraWriter = (writer) => writer) => {
  const practice = await clockedPractice()
  onTestFinished(practice.close)
  const readers: Readers = { entra: practice.reader, clock: quickClock() }
  const writers: Writers = { entra: wrap(practice.writer), handOver: noHandOver }
  return { practice, readers, writers, bench: runBench({ readers, writers }) }
}

/** Everything that the plan of these tests can touch, with how often each device was asked to end. */
const stateOf = async ({ reader, userId }: ClockedPractice) => {
  const [miriam, nestor] = [await userId('miriam.graham@contoso.com'), await userId('nestor.wilke@contoso.com')]
  const managed = await reader.managedDevicesOf(miriam)
  const ends = await Promise.all(managed.map(({ id }) => reader.managedDevice(id)))
  const rights = await reader.drivePermissions((await reader.driveOf(miriam))?.id ?? '')
  const guests = await reader.usersBy('mail', 'miriam@fabrikam.com')
  return {
    devices: (await reader.devicesOf(miriam)).map(({ displayName, isEnabled }) => [displayName, isEnabled]),
    ends: ends.map((device) => [device?.name, device?.actions.map(({ end }) => end)]),
    rights: rights.filter(({ user }) => user === nestor).map(({ role }) => role),
    guests: guests.map(({ properties }) => properties['employeeId'] ?? null),
  }
}

const afterwards = {
  devices: [
    ['CONTOSO-LT-101', false],
    ["Miriam's iPhone", true],
  ],
  ends: [
    ['CONTOSO-LT-101', ['wipe']],
    ["Miriam's iPhone", ['retire']],
  ],
  rights: ['write'],
  guests: ['G-101'],
}

const sorted = <T extends { readonly devices: unknown[]; readonly ends: unknown[] }>(state: T): T => ({
  ...state,
  devices: [...state.devices].sort(),
  ends: [...state.ends].sort(),
})

const resume = ({ readers, writers, bench }: { readers: Readers; writers: Writers; bench: RunBench }) =>
  resumeRun('run-1', {
    readers,
    writers,
    journal: bench.journal,
    leases: memoryLeases(),
    clock: readers.clock,
    random: seededRandom('resume'),
    progress: () => {},
  })

describe('a run over devices, files and a guest', () => {
  const points: readonly CrashPoint[] = ['before-intent', 'after-intent', 'after-apply', 'after-outcome']

  test.each(points)(
    'killed at any change (%s), a resume ends in the same, and no device is asked twice',
    async (point) => {
      for (const dying of ['c0', 'c1', 'c2', 'c3', 'c4', 'c5']) {
        const world = await open()
        const plan = await leaverOfDevices(world.practice)
        const crashPoint = (name: CrashPoint, change: string): void => {
          if (name === point && change === dying) throw new Crash('killed')
        }
        await expect(world.bench.apply(plan, { crashPoint })).rejects.toThrow(Crash)

        const report = await resume(world)

        expect([dying, report.status, report.faults]).toEqual([dying, 'done', []])
        expect(sorted(await stateOf(world.practice))).toEqual(afterwards)
      }
    },
  )

  test('whose every answer is lost once ends in the same, and no device is asked twice', async () => {
    const lost = new Set<string>()
    const world = await open(
      (writer) =>
        Object.fromEntries(
          Object.entries(writer).map(([name, write]) => [
            name,
            async (...args: never[]) => {
              const answer = await (write as (...of: never[]) => Promise<unknown>)(...args)
              if (lost.has(name)) return answer
              lost.add(name)
              throw new Fault('entra/silent', { doing: name, state: '', seconds: 30 }, { effect: 'unknown' })
            },
          ]),
        ) as unknown as EntraWriter,
    )

    const report = await world.bench.apply(await leaverOfDevices(world.practice))

    expect([report.status, report.faults]).toEqual(['done', []])
    expect(lost.size).toBe(6)
    expect(sorted(await stateOf(world.practice))).toEqual(afterwards)
  })

  test('a second time finds everything, also when the devices are gone by then', async () => {
    const { practice, bench } = await open()
    const plan = await leaverOfDevices(practice)
    await bench.apply(plan)
    practice.pass(20 * 60_000)

    const again = await bench.apply(plan)

    expect(again.counts).toMatchObject({ made: 0, found: 6 })
  })

  test('undo enables the device, takes the right and the guest back, and says what stays', async () => {
    const { practice, bench } = await open()
    const before = await stateOf(practice)
    await bench.apply(await leaverOfDevices(practice))

    const undo = await bench.undoPlan('run-1')
    const report = await bench.apply(undo)

    expect(report.faults).toEqual([])
    expect(await stateOf(practice)).toEqual({ ...before, ends: (await stateOf(practice)).ends })
    expect(undo.changes.map(({ kind }) => kind).sort()).toEqual([
      'drive.permission.remove',
      'entra.device.modify',
      'entra.user.delete',
      'entra.user.modify',
    ])
    const notes = undo.people.flatMap((person) => person.notes).join('\n')
    expect(notes).toContain('what a wipe deletes is gone')
    expect(notes).toContain('a retired device has to be enrolled again')
    expect((await bench.undoPlan('run-1')).changes).toEqual([])
  })

  test('does not wipe a device that was handed to somebody else since', async () => {
    const { practice, bench } = await open()
    const plan = await leaverOfDevices(practice)
    const shelf = practice.company.entra.shelf<{ readonly id: string; readonly properties: { deviceName: string } }>(
      'managed-device',
    )
    const laptop = shelf.all().find(({ properties }) => properties.deviceName === 'CONTOSO-LT-101')
    if (!laptop) throw new Error('no laptop')
    shelf.put(laptop.id, { ...laptop, ...{ userId: await practice.userId('nestor.wilke@contoso.com') } })

    const report = await bench.apply(plan)

    expect(report.changes.find(({ id }) => id === 'c1')).toMatchObject({ outcome: 'failed', attempts: 0 })
    expect(report.faults[0]?.code).toBe('entra/device-moved')
    expect((await practice.reader.managedDevice(laptop.id))?.actions).toEqual([])
  })
})
