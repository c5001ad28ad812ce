import type { AutopilotWriter } from '../ports/autopilot.ts'
import { autopilotUrls } from './autopilot-url.ts'
import type { Send } from './graph-request.ts'

/** Writes to Windows Autopilot over Graph. */
export const autopilotWriter = (send: Send): AutopilotWriter => ({
  async assignAutopilotDevice(id, { userPrincipalName, addressableUserName }) {
    const doing = `assigning the Autopilot device ${id}`
    const body = { userPrincipalName, addressableUserName: addressableUserName ?? '' }
    await send({ method: 'POST', path: autopilotUrls.action(id, 'assignUserToDevice'), body, doing })
  },
  async unassignAutopilotDevice(id) {
    const doing = `unassigning the Autopilot device ${id}`
    await send({ method: 'POST', path: autopilotUrls.action(id, 'unassignUserFromDevice'), body: {}, doing })
  },
})
