import { describe, expect, onTestFinished, test } from 'vitest'
import { type Change, kindOf } from '../../../src/changes/change.ts'
import type { IntuneDeviceRetire, IntuneDeviceWipe } from '../../../src/changes/intune/intune-device.ts'
import type { ManagedDevice } from '../../../src/model/devices.ts'
import type { Fault } from '../../../src/model/fault.ts'
import type { Readers } from '../../../src/ports/systems.ts'
import { clockedPractice } from '../../support/clocked-practice.ts'
import { applyContext } from '../../support/memory-directory.ts'
import { noHandOver } from '../../support/no-hand-over.ts'
import { quickClock } from '../../support/quick-clock.ts'

const MIRIAM = 'miriam.graham@contoso.com'
const MINUTE_MS = 60_000

const onPractice = async () => {
  const practice = await clockedPractice()
  onTestFinished(practice.close)
  const readers: Readers = { entra: practice.reader, clock: quickClock() }
  const writers = { entra: practice.writer, handOver: noHandOver }
  const user = { id: await practice.userId(MIRIAM), name: MIRIAM }
  const device = (await practice.reader.managedDevicesOf(user.id)).find(({ name }) => name === 'CONTOSO-LT-101')
  const shared = { device: { id: device?.id ?? '', name: 'CONTOSO-LT-101' }, user, earlier: null }
  const wipe: IntuneDeviceWipe = { kind: 'intune.device.wipe', ...shared, keepData: false }
  const retire: IntuneDeviceRetire = { kind: 'intune.device.retire', ...shared }
  return {
    practice,
    wipe,
    retire,
    make: (change: Change) => kindOf(change).apply(change, writers, applyContext()),
    holds: async (change: Change) => (await kindOf(change).holds(change, readers, applyContext())) !== null,
    found: (change: Change) => kindOf(change).found?.(change, readers, applyContext()),
  }
}

describe('the end of a managed device', () => {
  test.each(['retire', 'wipe'] as const)(
    'holds from the moment it was asked for (%s), until and after the device is gone',
    async (end) => {
      const { practice, make, holds, found, ...changes } = await onPractice()
      const change = changes[end]
      const before = await holds(change)

      await make(change)

      expect([before, await holds(change)]).toEqual([false, true])
      expect(await found(change)).toEqual({ managementState: `${end}Pending` })
      practice.pass(2 * MINUTE_MS)
      expect([await holds(change), await found(change)]).toEqual([true, { managementState: `${end}Issued` }])
      practice.pass(10 * MINUTE_MS)
      expect([await holds(change), await found(change)]).toEqual([true, { managementState: null }])
    },
  )

  test('that leaves the data there holds after it was carried out, and is told from the one after it', async () => {
    const { practice, make, holds, wipe } = await onPractice()
    const keeping = { ...wipe, keepData: true }
    await make(keeping)
    practice.pass(10 * MINUTE_MS)
    const device = await practice.reader.managedDevice(wipe.device && 'id' in wipe.device ? wipe.device.id : '')

    const again = { ...keeping, earlier: device?.actions.at(-1)?.startedAt ?? null }

    expect(device).toMatchObject({ state: 'managed', actions: [{ end: 'wipe', state: 'done' }] })
    expect([await holds(keeping), await holds(again)]).toEqual([true, false])
  })

  test('cannot be taken back, and says so', async () => {
    const { wipe, retire } = await onPractice()

    expect([wipe, retire].map((change) => kindOf<Change>(change).inverse(change, { id: 'd' }))).toEqual([
      { irreversible: 'what a wipe deletes is gone' },
      { irreversible: 'a retired device has to be enrolled again by whoever uses it' },
    ])
  })
})

describe('right before it is sent', () => {
  const device: ManagedDevice = {
    id: 'd1',
    name: 'CONTOSO-LT-101',
    ownership: 'company',
    userId: 'miriam',
    operatingSystem: 'Windows',
    state: 'managed',
    actions: [],
  }
  const shared = { device: { id: 'd1', name: device.name }, user: { id: 'miriam', name: MIRIAM }, earlier: null }
  const wipe: IntuneDeviceWipe = { kind: 'intune.device.wipe', ...shared, keepData: false }
  const retire: IntuneDeviceRetire = { kind: 'intune.device.retire', ...shared }

  const refusal = async (change: Change, found: Partial<ManagedDevice> | null): Promise<Fault | null | undefined> => {
    const entra = { managedDevice: async () => found && { ...device, ...found } }
    const readers = { entra, clock: quickClock() } as unknown as Readers
    return kindOf(change).refuses?.(change, readers, applyContext())
  }

  test.each([wipe, retire])('$kind is sent to the device that it was planned for', async (change) => {
    expect(await refusal(change, {})).toBeNull()
    expect(await refusal(change, null)).toBeNull()
  })

  test.each([wipe, retire])(
    '$kind is refused where the device belongs to somebody else, or to nobody',
    async (change) => {
      expect(await refusal(change, { userId: 'nestor' })).toMatchObject({ code: 'entra/device-moved' })
      expect((await refusal(change, { userId: null }))?.message).toBe(
        `CONTOSO-LT-101 was the device of ${MIRIAM} when this was planned, and is nobody’s. Nothing was sent.`,
      )
    },
  )

  test.each(['personal', 'unknown'] as const)(
    'a wipe is refused where the device became %s, and retiring is not',
    async (ownership) => {
      expect(await refusal(wipe, { ownership })).toMatchObject({ code: 'entra/device-moved', category: 'refused' })
      expect(await refusal(retire, { ownership })).toBeNull()
    },
  )
})

test.each([
  ['retirePending', 'pending', true],
  ['managed', 'pending', true],
  ['managed', 'active', true],
  ['managed', 'done', true],
  ['managed', 'failed', false],
  ['managed', 'canceled', false],
  ['managed', 'notSupported', false],
  ['retireFailed', 'failed', false],
] as const)('a device that reads %s, with an action that is %s: holds is %s', async (state, actionState, isHeld) => {
  const actions = [{ end: 'retire', state: actionState, startedAt: '2026-12-01T08:00:00Z' }] as const
  const device = { id: 'd1', name: 'd', ownership: 'company', userId: 'm', operatingSystem: null, state, actions }
  const readers = { entra: { managedDevice: async () => device }, clock: quickClock() } as unknown as Readers
  const refs = { device: { id: 'd1', name: 'd' }, user: { id: 'm', name: 'm' } }
  const change: IntuneDeviceRetire = { kind: 'intune.device.retire', ...refs, earlier: null }

  const held = await kindOf(change).holds(change, readers, applyContext())

  expect(held !== null).toBe(isHeld)
})
