import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import type { EntraDeviceModify } from './entra-device.ts'

export const entraDeviceModify: ChangeKind<EntraDeviceModify> = {
  kind: 'entra.device.modify',
  system: 'entra',
  undo: 'reversible',
  // The application needs the directory role Cloud Device Administrator beside the permission.
  needs: { graph: ['Device.ReadWrite.All'] },

  describe: ({ device, user, enable }) => ({
    target: { type: 'device', id: idIn(device), name: device.name },
    summary: `${enable ? 'enable' : 'disable'} device ${device.name} of ${user.name}`,
    before: { accountEnabled: !enable },
    after: { accountEnabled: enable },
    count: 'modify',
  }),

  hazards: ({ enable }) => [enable ? 'grants-access' : 'revokes-access'],
  refs: ({ device, user }) => [device, user],
  writes: ({ user }) => ({ accounts: [user] }),

  async apply({ device, enable }, to, context) {
    const id = context.idOf(device)
    await required(to.entra, 'entra').setDeviceEnabled(id, enable)
    return { id }
  },

  async holds({ device, enable }, read, context) {
    const id = context.idOf(device)
    const found = await required(read.entra, 'entra').device(id)
    return found?.isEnabled === enable ? { id } : null
  },

  async found({ device }, read, context) {
    const found = await required(read.entra, 'entra').device(context.idOf(device))
    return found && { accountEnabled: found.isEnabled }
  },

  inverse: (change): EntraDeviceModify => ({ ...change, enable: !change.enable }),
}
