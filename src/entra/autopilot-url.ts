import { type GraphPath, guid, path } from './graph-url.ts'

const identities = ['deviceManagement', 'windowsAutopilotDeviceIdentities'] as const

/** Addresses of devices in Windows Autopilot. */
export const autopilotUrls = {
  devices: (): GraphPath => path(...identities),
  device: (id: string): GraphPath => path(...identities, guid(id)),
  action: (id: string, action: 'assignUserToDevice' | 'unassignUserFromDevice'): GraphPath =>
    path(...identities, guid(id), action),
}
