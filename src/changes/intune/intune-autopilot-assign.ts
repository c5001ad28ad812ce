import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { assignedTo, type IntuneAutopilotAssign, type IntuneAutopilotUnassign, isTheirs } from './intune-autopilot.ts'

export const intuneAutopilotAssign: ChangeKind<IntuneAutopilotAssign> = {
  kind: 'intune.autopilot.assign',
  system: 'entra',
  undo: 'reversible',
  // https://learn.microsoft.com/graph/api/intune-enrollment-windowsautopilotdeviceidentity-assignusertodevice#permissions
  needs: { graph: ['DeviceManagementServiceConfig.ReadWrite.All'] },

  describe: ({ device, user, as }) => ({
    target: { type: 'device', id: idIn(device), name: device.name },
    summary: `assign Autopilot device ${device.name} to ${user.name}`,
    before: { userPrincipalName: null },
    after: { userPrincipalName: as.userPrincipalName },
    count: 'add',
  }),

  hazards: () => [],
  refs: ({ device, user }) => [device, user],
  writes: ({ user }) => ({ accounts: [user] }),

  async apply({ device, as }, to, context) {
    const id = context.idOf(device)
    await required(to.entra, 'entra').assignAutopilotDevice(id, as)
    return { id }
  },

  async holds(change, read, context) {
    const name = await assignedTo(required(read.entra, 'entra'), change, context)
    return isTheirs(name, change) ? { id: context.idOf(change.device) } : null
  },

  async found(change, read, context) {
    const name = await assignedTo(required(read.entra, 'entra'), change, context)
    return name === undefined ? null : { userPrincipalName: name }
  },

  inverse: (change): IntuneAutopilotUnassign => ({ ...change, kind: 'intune.autopilot.unassign' }),
}
