import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { foundEnd, holdsEnd, type IntuneDeviceWipe, refusesEnd } from './intune-device.ts'

export const intuneDeviceWipe: ChangeKind<IntuneDeviceWipe> = {
  kind: 'intune.device.wipe',
  system: 'entra',
  undo: 'irreversible',
  needs: {
    graph: ['DeviceManagementManagedDevices.PrivilegedOperations.All'],
  },

  describe: ({ device, user, keepData }) => ({
    target: { type: 'device', id: idIn(device), name: device.name },
    summary: `wipe device ${device.name} of ${user.name}${keepData ? ', keeping the data of its user' : ''}`,
    before: { managementState: 'managed' },
    after: { managementState: 'wipePending' },
    count: 'remove',
  }),

  hazards: () => ['deletes-data', 'revokes-access'],
  refs: ({ device, user }) => [device, user],
  writes: ({ user }) => ({ accounts: [user] }),
  refuses: (change, read, context) => refusesEnd(change, 'wipe', read, context),

  async apply({ device, keepData }, to, context) {
    const id = context.idOf(device)
    await required(to.entra, 'entra').wipeDevice(id, { keepData })
    return { id }
  },

  holds: (change, read, context) => holdsEnd(change, 'wipe', read, context),
  found: (change, read, context) => foundEnd(change, read, context),
  inverse: (): Irreversible => ({ irreversible: 'what a wipe deletes is gone' }),
}
