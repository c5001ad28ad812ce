import { type DeletablePath, deletablePath, type GraphPath, guid, path, withQuery } from './graph-url.ts'

/** Addresses of devices, in Entra and in Intune. */
export const deviceUrls = {
  device: (id: string): DeletablePath => deletablePath('devices', guid(id)),
  deviceRead: (id: string, select: readonly string[]): GraphPath => withQuery(path('devices', guid(id)), { select }),
  devicesOf: (userId: string, link: 'ownedDevices' | 'registeredDevices', select: readonly string[]): GraphPath =>
    withQuery(path('users', guid(userId), link), { select }),
  holders: (id: string, link: 'registeredOwners' | 'registeredUsers', select: readonly string[]): GraphPath =>
    withQuery(path('devices', guid(id), link), { select }),
  managedDevicesOf: (userId: string, select: readonly string[]): GraphPath =>
    withQuery(path('users', guid(userId), 'managedDevices'), { select }),
  managedDevice: (id: string, select: readonly string[]): GraphPath =>
    withQuery(path('deviceManagement', 'managedDevices', guid(id)), { select }),
  endOfManagement: (id: string, end: 'retire' | 'wipe'): GraphPath =>
    path('deviceManagement', 'managedDevices', guid(id), end),
}
