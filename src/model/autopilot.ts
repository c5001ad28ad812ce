import type { Readable } from './readable.ts'

/** A device that Windows Autopilot knows. https://learn.microsoft.com/graph/api/resources/intune-enrollment-windowsautopilotdeviceidentity */
export interface AutopilotDevice {
  readonly id: string
  readonly serialNumber: string
  readonly model: string | null
  /** Whose name it shows when it is set up; null for everybody's. */
  readonly assignedTo: AutopilotUser | null
}

export interface AutopilotUser {
  readonly userPrincipalName: string
  /** What it calls its user; null for nothing of its own. */
  readonly addressableUserName: string | null
}

/** Devices of Autopilot, or why nobody can tell. */
export type AutopilotDevices = Readable<{ readonly devices: readonly AutopilotDevice[] }>
