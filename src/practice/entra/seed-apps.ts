import type { SeedPerson } from '../seed/seed-person.ts'
import type { EntraStore } from './entra-store.ts'
import { putApp } from './stored-apps.ts'

interface SeedApps {
  readonly of: string
  readonly deviceName: string
  readonly system: 'iOS' | 'Android'
  readonly apps: readonly string[]
  readonly tagged?: false
}

/** Protected apps that tests, examples and documentation may count on. */
const phones: readonly SeedApps[] = [
  {
    of: 'debra.berger',
    deviceName: "Debra's iPhone",
    system: 'iOS',
    apps: ['com.microsoft.Office.Outlook', 'com.microsoft.skype.teams'],
  },
  // A device that Intune does not manage.
  { of: 'debra.berger', deviceName: 'Pixel 9', system: 'Android', apps: ['com.microsoft.office.outlook'] },
  // An app that does not tell on which device it is.
  { of: 'lee.gu', deviceName: 'Galaxy S24', system: 'Android', apps: ['com.microsoft.teams'], tagged: false },
]

const identifier = (system: SeedApps['system'], app: string) =>
  system === 'iOS'
    ? { '@odata.type': '#microsoft.graph.iosMobileAppIdentifier', bundleId: app }
    : { '@odata.type': '#microsoft.graph.androidMobileAppIdentifier', packageId: app }

const install = (store: EntraStore, userId: string, phone: SeedApps, number: number): void => {
  const deviceTag = phone.tagged === false ? null : store.ids.uuid('app device tag', number)
  for (const [at, app] of phone.apps.entries()) {
    const properties = {
      '@odata.type': `#microsoft.graph.${phone.system.toLowerCase()}ManagedAppRegistration`,
      createdDateTime: store.timestamp(),
      lastSyncDateTime: store.timestamp(),
      deviceName: phone.deviceName,
      deviceType: phone.system === 'iOS' ? 'iPhone' : 'Android',
      flaggedReasons: [],
      appIdentifier: identifier(phone.system, app),
    }
    const id = store.ids.uuid(`protected app ${number}`, at)
    putApp(store, { id, userId, properties, deviceTag, wipedAt: null })
  }
}

/** Protected apps of some people, on private phones. */
export const seedApps = (store: EntraStore, people: readonly SeedPerson[]): void => {
  const numbers = new Map(people.map(({ userName, employeeId }) => [userName, employeeId]))
  for (const [number, phone] of phones.entries()) {
    const [user] = store.find('employeeId', numbers.get(phone.of) ?? '')
    if (user) install(store, user.id, phone, number)
  }
}
