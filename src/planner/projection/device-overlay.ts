import type { AutopilotDevice } from '../../model/autopilot.ts'
import type { DeviceEnd } from '../../model/devices.ts'
import type { DrivePermission } from '../../model/drive.ts'

/** What a plan does to devices. */
export interface DeviceOverlay {
  /** Whether a device may be signed in from, where the plan says so. */
  readonly enabled: Map<string, boolean>
  readonly deleted: Set<string>
  /** Managed devices that the plan retires or wipes. */
  readonly ends: Map<string, DeviceEnd>
  /** Tags of devices on which the plan wipes protected apps, by user. */
  readonly wipedApps: Map<string, Set<string>>
  /** Devices of Windows Autopilot whose user the plan changes, by id. */
  readonly autopilot: Map<string, AutopilotDevice>
}

export const emptyDeviceOverlay = (): DeviceOverlay => ({
  enabled: new Map(),
  deleted: new Set(),
  ends: new Map(),
  wipedApps: new Map(),
  autopilot: new Map(),
})

/** Rights on a OneDrive that the plan gives, changes (both under their id) and takes (null), by OneDrive. */
export type DriveOverlay = Map<string, Map<string, DrivePermission | null>>
