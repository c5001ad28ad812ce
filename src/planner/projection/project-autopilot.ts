import type { AutopilotDevice, AutopilotUser } from '../../model/autopilot.ts'
import { Fault } from '../../model/fault.ts'
import type { AutopilotReader, AutopilotWriter } from '../../ports/autopilot.ts'
import type { EntraOverlay } from './entra-overlay.ts'

const readDevice = async (overlay: EntraOverlay, id: string): Promise<AutopilotDevice | null> =>
  overlay.devices.autopilot.get(id) ?? overlay.live.autopilotDevice(id)

export const projectAutopilot = (overlay: EntraOverlay): AutopilotReader => ({
  async autopilotDevicesOf(userPrincipalName) {
    const live = await overlay.live.autopilotDevicesOf(userPrincipalName)
    if (!live.readable) return live
    const { autopilot } = overlay.devices
    const kept = live.devices.filter(({ id }) => !autopilot.has(id))
    const name = userPrincipalName.toLowerCase()
    const given = [...autopilot.values()].filter(
      ({ assignedTo }) => assignedTo?.userPrincipalName.toLowerCase() === name,
    )
    return { readable: true, devices: [...kept, ...given].sort((a, b) => (a.id < b.id ? -1 : 1)) }
  },
  autopilotDevice: (id) => readDevice(overlay, id),
})

/** Writes that stay in the overlay. */
export const writeAutopilot = (overlay: EntraOverlay): AutopilotWriter => {
  const put = (id: string, assignedTo: AutopilotUser | null): Promise<void> =>
    overlay.turns(async () => {
      const device = await readDevice(overlay, id)
      const doing = `assigning the Autopilot device ${id}`
      if (!device) throw new Fault('entra/not-found', { doing, detail: `there is no device ${id}` })
      overlay.devices.autopilot.set(id, { ...device, assignedTo })
    })
  return {
    assignAutopilotDevice: (id, user) => put(id, user),
    unassignAutopilotDevice: (id) => put(id, null),
  }
}

/** A tenant without devices in Autopilot. */
export const noAutopilot: AutopilotReader = {
  autopilotDevicesOf: async () => ({ readable: true, devices: [] }),
  autopilotDevice: async () => null,
}
