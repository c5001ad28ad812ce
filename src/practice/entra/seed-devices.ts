import type { JsonObject } from '../../model/json.ts'
import type { SeedPerson } from '../seed/seed-person.ts'
import type { EntraStore } from './entra-store.ts'
import { putManagedDevice } from './stored-devices.ts'

/** A device of the first day. People are named by their user name; the first owns it, all of them use it. */
interface SeedDevice {
  readonly name: string
  readonly people: readonly [string, ...string[]]
  readonly system: 'Windows' | 'iOS' | 'Android'
  readonly trustType: 'AzureAd' | 'ServerAd' | 'Workplace'
  /** Left out where Intune does not manage it. */
  readonly ownership?: 'company' | 'personal' | 'unknown'
  readonly enabled?: false
}

const laptop = { system: 'Windows', trustType: 'AzureAd', ownership: 'company' } as const
const ownPhone = { system: 'iOS', trustType: 'Workplace', ownership: 'personal' } as const

/** Devices that tests, examples and documentation may count on. */
const devices: readonly SeedDevice[] = [
  { name: 'CONTOSO-LT-101', people: ['miriam.graham'], ...laptop },
  { name: "Miriam's iPhone", people: ['miriam.graham'], ...ownPhone },
  // Joined to Active Directory: what becomes of it is decided there.
  { name: 'CONTOSO-PC-102', people: ['isaiah.langer'], ...laptop, trustType: 'ServerAd' },
  // A device of several people, which nobody's leaving may take away.
  { name: 'CONTOSO-TILL-1', people: ['nestor.wilke', 'grady.archie'], ...laptop },
  { name: 'CONTOSO-LT-104', people: ['grady.archie'], ...laptop, enabled: false },
  // Two of one name.
  { name: 'SURFACE', people: ['lee.gu'], ...laptop },
  { name: 'SURFACE', people: ['lee.gu'], ...laptop },
  { name: 'Warehouse tablet', people: ['joni.sherman'], ...laptop, system: 'Android', ownership: 'unknown' },
  { name: 'CONTOSO-LT-120', people: ['debra.berger'], ...laptop },
  { name: "Debra's iPhone", people: ['debra.berger'], ...ownPhone },
  // Registered, and never enrolled.
  { name: 'JOHANNA-HOME', people: ['johanna.lorenz'], system: 'Windows', trustType: 'Workplace' },
]

const versions: { readonly [system in SeedDevice['system']]: string } = {
  Windows: '10.0.26100.2314',
  iOS: '18.1',
  Android: '15',
}

const entraProperties = (store: EntraStore, device: SeedDevice, deviceId: string): JsonObject => ({
  accountEnabled: device.enabled ?? true,
  approximateLastSignInDateTime: store.timestamp(),
  deviceId,
  displayName: device.name,
  isCompliant: device.ownership !== undefined,
  isManaged: device.ownership !== undefined,
  onPremisesSyncEnabled: device.trustType === 'ServerAd' ? true : null,
  operatingSystem: device.system,
  operatingSystemVersion: versions[device.system],
  profileType: 'RegisteredDevice',
  registrationDateTime: store.timestamp(),
  trustType: device.trustType,
})

const managedProperties = (store: EntraStore, device: SeedDevice, deviceId: string): JsonObject => ({
  azureADDeviceId: deviceId,
  azureADRegistered: true,
  complianceState: 'compliant',
  deviceName: device.name,
  enrolledDateTime: store.timestamp(),
  lastSyncDateTime: store.timestamp(),
  managedDeviceOwnerType: device.ownership ?? 'unknown',
  managementAgent: 'mdm',
  operatingSystem: device.system,
  osVersion: versions[device.system],
})

const found = (store: EntraStore, device: SeedDevice, holders: readonly string[], number: number): void => {
  const [owner] = holders
  if (owner === undefined) return
  const id = store.ids.uuid('device', number)
  const deviceId = store.ids.uuid('device id', number)
  const properties = entraProperties(store, device, deviceId)
  store.put({
    type: 'device',
    id,
    deletedDateTime: null,
    properties,
    registeredOwners: [owner],
    registeredUsers: holders,
  })
  if (device.ownership === undefined) return
  const managed = store.ids.uuid('managed device', number)
  const managedProps = managedProperties(store, device, deviceId)
  putManagedDevice(store, { id: managed, userId: owner, properties: managedProps, actions: [] })
}

/** Devices of some people: the company's, their own, shared ones, one that is disabled, one from Active Directory. */
export const seedDevices = (store: EntraStore, people: readonly SeedPerson[]): void => {
  const numbers = new Map(people.map(({ userName, employeeId }) => [userName, employeeId]))
  const idOf = (userName: string): readonly string[] =>
    store.find('employeeId', numbers.get(userName) ?? '').map(({ id }) => id)
  for (const [number, device] of devices.entries()) found(store, device, device.people.flatMap(idOf), number)
}
