import type { AutopilotDevice, AutopilotDevices, AutopilotUser } from '../model/autopilot.ts'

/** Reads of Windows Autopilot. */
export interface AutopilotReader {
  /** Devices that are assigned to this sign-in name. Not readable where the tenant has no Intune, or the application lacks the right. */
  autopilotDevicesOf(userPrincipalName: string): Promise<AutopilotDevices>
  /** null where Autopilot does not know it any more. */
  autopilotDevice(id: string): Promise<AutopilotDevice | null>
}

/** Writes to Windows Autopilot. */
export interface AutopilotWriter {
  assignAutopilotDevice(id: string, user: AutopilotUser): Promise<void>
  /** The device is everybody's then. */
  unassignAutopilotDevice(id: string): Promise<void>
}
