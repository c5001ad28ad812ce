import type { DeviceHolder, EntraDevice, ManagedDevice } from '../model/devices.ts'

/** Reads of devices, in Entra and in Intune. */
export interface DeviceReader {
  device(id: string): Promise<EntraDevice | null>
  /** Devices that the user owns or is registered with. */
  devicesOf(userId: string): Promise<readonly EntraDevice[]>
  /** Owners and users of a device, everybody once. */
  deviceHolders(deviceId: string): Promise<readonly DeviceHolder[]>
  /** Devices of the user that Intune manages; empty where the tenant has no Intune. What was asked of them is read with `managedDevice`. */
  managedDevicesOf(userId: string): Promise<readonly ManagedDevice[]>
  /** null once it is not under management any more. */
  managedDevice(id: string): Promise<ManagedDevice | null>
}

/** Writes to devices. */
export interface DeviceWriter {
  setDeviceEnabled(id: string, enabled: boolean): Promise<void>
  /** Takes the device out of Entra for good; recovery keys that Entra keeps for it go as well. */
  deleteDevice(id: string): Promise<void>
  /** Asks Intune to take company data off the device and to let go of it. It happens when the device reports next. */
  retireDevice(id: string): Promise<void>
  /** Asks Intune to reset the device; with `keepData` it keeps its user's data and stays under management (Windows alone). */
  wipeDevice(id: string, options: { readonly keepData: boolean }): Promise<void>
}
