import type { AutopilotDevice } from '../../src/model/autopilot.ts'
import type { DeviceHolder, EntraDevice, ManagedDevice } from '../../src/model/devices.ts'
import type { Drive, DrivePermission } from '../../src/model/drive.ts'
import type { ManagedApp } from '../../src/model/managed-apps.ts'
import type { Unreadable } from '../../src/model/readable.ts'
import { noAutopilot } from '../../src/planner/projection/project-autopilot.ts'
import { noDevices } from '../../src/planner/projection/project-devices.ts'
import { noDrives } from '../../src/planner/projection/project-drives.ts'
import type { AutopilotReader } from '../../src/ports/autopilot.ts'
import type { DeviceReader } from '../../src/ports/devices.ts'
import type { DriveReader } from '../../src/ports/drives.ts'
import type { ManagedAppReader } from '../../src/ports/managed-apps.ts'

/** Devices and OneDrives that were there before; a test puts them. */
export interface MemoryDevices {
  readonly graph: DeviceReader & DriveReader & ManagedAppReader & AutopilotReader
  /** A device of these users, under management where it has an ownership. Answers its id in Entra. */
  putDevice(device: Partial<EntraDevice> & Lent): string
  /** A protected app of the user. */
  putApp(userId: string, app: Partial<ManagedApp> & Pick<ManagedApp, 'app'>): void
  /** From then on nobody can read protected apps, nor Autopilot. */
  hideApps(because: string): void
  /** A device that Autopilot has for this sign-in name. */
  putAutopilot(userPrincipalName: string, serialNumber: string): void
  /** A OneDrive of the user. Answers its id. */
  putDrive(userId: string, drive?: Partial<Drive> & { readonly permissions?: readonly DrivePermission[] }): string
}

interface Lent {
  readonly displayName: string
  readonly holders: readonly DeviceHolder[]
  readonly managed?: Partial<ManagedDevice>
}

const idOf = (kind: number, number: number): string =>
  `d${kind}000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`

export const memoryDevices = (): MemoryDevices => {
  const devices: (EntraDevice & Lent)[] = []
  const managed: ManagedDevice[] = []
  const apps: (ManagedApp & { readonly userId: string })[] = []
  let hidden: Unreadable | null = null
  const autopilot: AutopilotDevice[] = []
  const drives = new Map<string, Drive>()
  const permissions = new Map<string, readonly DrivePermission[]>()
  const shown = ({ holders: _holders, managed: _managed, ...device }: EntraDevice & Lent): EntraDevice => device
  const graph: DeviceReader & DriveReader & ManagedAppReader & AutopilotReader = {
    ...noAutopilot,
    ...noDevices,
    ...noDrives,
    async device(id) {
      const found = devices.find((device) => device.id === id)
      return found ? shown(found) : null
    },
    devicesOf: async (userId) =>
      devices.filter(({ holders }) => holders.some(({ id }) => id === userId)).map((device) => shown(device)),
    async deviceHolders(id) {
      return devices.find((device) => device.id === id)?.holders ?? noDevices.deviceHolders(id)
    },
    managedDevicesOf: async (userId) => managed.filter((device) => device.userId === userId),
    managedDevice: async (id) => managed.find((device) => device.id === id) ?? null,
    async managedAppsOf(userId) {
      const own = apps.filter((app) => app.userId === userId)
      return hidden ?? { readable: true, apps: own.map(({ userId: _userId, ...app }) => app) }
    },
    async autopilotDevicesOf(userPrincipalName) {
      const devices = autopilot.filter(({ assignedTo }) => assignedTo?.userPrincipalName === userPrincipalName)
      return hidden ?? { readable: true, devices }
    },
    autopilotDevice: async (id) => autopilot.find((device) => device.id === id) ?? null,
    driveOf: async (userId) => drives.get(userId) ?? null,
    drivePermissions: async (driveId) => permissions.get(driveId) ?? noDrives.drivePermissions(driveId),
  }
  return {
    graph,
    putDevice(device) {
      const id = idOf(1, devices.length)
      const { displayName, holders } = device
      const usual = { operatingSystem: 'Windows', trustType: 'AzureAd', isEnabled: true, onPremisesSyncEnabled: false }
      devices.push({ id, ...usual, ...device })
      if (device.managed)
        managed.push({
          id: idOf(2, managed.length),
          name: displayName,
          ownership: 'company',
          userId: holders[0]?.id ?? null,
          operatingSystem: 'Windows',
          state: 'managed',
          actions: [],
          ...device.managed,
        })
      return id
    },
    putApp(userId, app) {
      const usual = { deviceName: "Adele's phone", deviceTag: 'tag-1', isWiping: false }
      apps.push({ id: `app-${apps.length}`, ...usual, ...app, userId })
    },
    hideApps(because) {
      hidden = { readable: false, because }
    },
    putAutopilot(userPrincipalName, serialNumber) {
      const assignedTo = { userPrincipalName, addressableUserName: 'Adele' }
      autopilot.push({ id: idOf(3, autopilot.length), serialNumber, model: null, assignedTo })
    },
    putDrive(userId, { permissions: rights = [], ...drive } = {}) {
      const id = `b!${userId}`
      drives.set(userId, { id, webUrl: 'https://contoso-my.sharepoint.com/personal/x', usedBytes: 0, ...drive })
      permissions.set(id, rights)
      return id
    },
  }
}
