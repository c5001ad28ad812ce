import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { foundEnd, holdsEnd, type IntuneDeviceRetire, refusesEnd } from './intune-device.ts'

export const intuneDeviceRetire: ChangeKind<IntuneDeviceRetire> = {
  kind: 'intune.device.retire',
  system: 'entra',
  undo: 'irreversible',
  needs: {
    graph: ['DeviceManagementManagedDevices.PrivilegedOperations.All'],
  },

  describe: ({ device, user }) => ({
    target: { type: 'device', id: idIn(device), name: device.name },
    summary: `retire device ${device.name} of ${user.name}`,
    before: { managementState: 'managed' },
    after: { managementState: 'retirePending' },
    count: 'remove',
  }),

  hazards: () => ['deletes-data', 'revokes-access'],
  refs: ({ device, user }) => [device, user],
  writes: ({ user }) => ({ accounts: [user] }),
  refuses: (change, read, context) => refusesEnd(change, 'retire', read, context),

  async apply({ device }, to, context) {
    const id = context.idOf(device)
    await required(to.entra, 'entra').retireDevice(id)
    return { id }
  },

  holds: (change, read, context) => holdsEnd(change, 'retire', read, context),
  found: (change, read, context) => foundEnd(change, read, context),
  inverse: (): Irreversible => ({ irreversible: 'a retired device has to be enrolled again by whoever uses it' }),
}
