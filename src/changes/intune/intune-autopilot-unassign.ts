import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { assignedTo, type IntuneAutopilotAssign, type IntuneAutopilotUnassign, isTheirs } from './intune-autopilot.ts'

export const intuneAutopilotUnassign: ChangeKind<IntuneAutopilotUnassign> = {
  kind: 'intune.autopilot.unassign',
  system: 'entra',
  undo: 'reversible',
  // https://learn.microsoft.com/graph/api/intune-enrollment-windowsautopilotdeviceidentity-unassignuserfromdevice#permissions
  needs: { graph: ['DeviceManagementServiceConfig.ReadWrite.All'] },

  describe: ({ device, user, as }) => ({
    target: { type: 'device', id: idIn(device), name: device.name },
    summary: `unassign Autopilot device ${device.name} from ${user.name}`,
    before: { userPrincipalName: as.userPrincipalName },
    after: { userPrincipalName: null },
    count: 'remove',
  }),

  hazards: () => [],
  refs: ({ device, user }) => [device, user],
  writes: ({ user }) => ({ accounts: [user] }),

  async apply({ device }, to, context) {
    const id = context.idOf(device)
    await required(to.entra, 'entra').unassignAutopilotDevice(id)
    return { id }
  },

  /** Also where it has gone to somebody else meanwhile, or out of Autopilot. */
  async holds(change, read, context) {
    const name = await assignedTo(required(read.entra, 'entra'), change, context)
    return isTheirs(name, change) ? null : { id: context.idOf(change.device) }
  },

  async found(change, read, context) {
    const name = await assignedTo(required(read.entra, 'entra'), change, context)
    return name === undefined ? null : { userPrincipalName: name }
  },

  inverse: (change): IntuneAutopilotAssign => ({ ...change, kind: 'intune.autopilot.assign' }),
}
