import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'
import type { EntraDeviceDelete } from './entra-device.ts'

export const entraDeviceDelete: ChangeKind<EntraDeviceDelete> = {
  kind: 'entra.device.delete',
  system: 'entra',
  undo: 'irreversible',
  needs: { graph: ['Device.ReadWrite.All'] },

  describe: ({ device, user }) => ({
    target: { type: 'device', id: idIn(device), name: device.name },
    summary: `delete device ${device.name} of ${user.name}`,
    before: { displayName: device.name },
    after: null,
    count: 'remove',
  }),

  // Entra keeps the keys with which an encrypted disk is opened, and they go with the device.
  hazards: () => ['deletes-data', 'revokes-access'],
  refs: ({ device, user }) => [device, user],
  writes: ({ user }) => ({ accounts: [user] }),

  async apply({ device }, to, context) {
    const id = context.idOf(device)
    await required(to.entra, 'entra').deleteDevice(id)
    return { id }
  },

  async holds({ device }, read, context) {
    const id = context.idOf(device)
    return (await required(read.entra, 'entra').device(id)) ? null : { id }
  },

  inverse: (): Irreversible => ({ irreversible: 'a deleted device has to be registered again by whoever uses it' }),
}
