import { expect, test } from 'vitest'
import { type Change, kindOf } from '../../../src/changes/change.ts'
import { memoryDirectory } from '../../support/memory-directory.ts'
import { holds, make } from '../support.ts'

const withDevice = async () => {
  const directory = await memoryDirectory()
  const user = { id: directory.newId(), name: 'adele.vance@contoso.com' }
  const id = directory.devices.putDevice({ displayName: 'CONTOSO-LT-7', holders: [user] })
  const device = { id, name: 'CONTOSO-LT-7' }
  return { directory, device, user, disable: { kind: 'entra.device.modify', device, user, enable: false } as const }
}

test('a disabled device holds until it is enabled again, which undo does', async () => {
  const { directory, device, disable } = await withDevice()
  const before = await holds(directory, disable)

  const made = await make(directory, disable)
  const held = await holds(directory, disable)
  const found = await kindOf<Change>(disable).found?.(disable, directory.readers, { idOf: () => device.id })
  await make(directory, kindOf<Change>(disable).inverse(disable, made) as Change)

  expect([before, held, found]).toEqual([null, { id: device.id }, { accountEnabled: false }])
  expect(await holds(directory, disable)).toBeNull()
  expect((await directory.entra.device(device.id))?.isEnabled).toBe(true)
})

test('a deleted device holds as deleted, and cannot be brought back', async () => {
  const { directory, device, user } = await withDevice()
  const change = { kind: 'entra.device.delete', device, user } as const
  const before = await holds(directory, change)

  const made = await make(directory, change)

  expect([before, await holds(directory, change)]).toEqual([null, made])
  expect(kindOf<Change>(change).inverse(change, made)).toEqual({
    irreversible: 'a deleted device has to be registered again by whoever uses it',
  })
  expect(kindOf<Change>(change).writes(change)).toEqual({ accounts: [user] })
})
