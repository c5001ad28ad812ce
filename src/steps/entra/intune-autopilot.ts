import { z } from 'zod'
import type { AutopilotDevice } from '../../model/autopilot.ts'
import type { EntraUser } from '../../model/entra-objects.ts'
import { refTo } from '../../model/object-ref.ts'
import { requireUser } from '../require-account.ts'
import { required } from '../required.ts'
import { defineStep, type Wanted } from '../step.ts'

const LOOK = 'look in the Intune admin centre (Devices, Enrollment, Windows Autopilot)'

/** Devices that the person hands back are everybody's again. */
export const intuneAutopilot = defineStep({
  verb: 'intune.autopilot',
  summary: "The person's devices in Windows Autopilot are nobody's in particular any more.",
  about:
    'Autopilot greets the user to whom a device is assigned when it is set up anew, and lets nobody else sign in there first. The devices stay registered with Autopilot and under management. ' +
    'Where the tenant has no Intune, or the application may not read this, it plans nothing and says so.',
  systems: ['entra'],
  kinds: ['intune.autopilot.unassign'],
  reads: ['User.Read.All', 'DeviceManagementServiceConfig.Read.All'],
  input: z.strictObject({ unassign: z.literal('all').describe('all: every device that is assigned to the person.') }),
  outputs: { devices: 'list<string>' },
  examples: [
    {
      title: 'Laptops that come back',
      yaml: '- intune.autopilot: { unassign: all }',
      plans: ['unassign Autopilot device 7Q2XK93 from adele.vance@contoso.com'],
    },
  ],

  async plan(context) {
    const user = await requireUser(context)
    const found = await required(context.read.entra).autopilotDevicesOf(user.userPrincipalName)
    if (!found.readable) {
      const notes = [`Autopilot devices are not readable, because ${found.because}: ${LOOK}`]
      return { changes: [], holds: 0, outputs: { devices: [] }, notes }
    }
    return {
      changes: found.devices.flatMap((device) => changesFor(user, device)),
      holds: found.devices.length === 0 ? 1 : 0,
      outputs: { devices: found.devices.map(({ serialNumber }) => serialNumber) },
    }
  },
})

const changesFor = (user: EntraUser, device: AutopilotDevice): readonly Wanted[] => {
  const { id, serialNumber, assignedTo } = device
  if (!assignedTo) return []
  const shared = { user: refTo(user, user.userPrincipalName), device: refTo(device, serialNumber), as: assignedTo }
  return [{ change: { kind: 'intune.autopilot.unassign', ...shared }, about: id }]
}
