import type { EntraStore } from './entra-store.ts'
import { autopilotShelf } from './stored-autopilot.ts'

/** Laptops of the first day: one of John Smith, one of Debra Berger, and one that is nobody's. */
const laptops: readonly { readonly serialNumber: string; readonly of: string | null }[] = [
  { serialNumber: '5CG3021RKT', of: '00111' },
  { serialNumber: '5CG3021RLV', of: '00120' },
  { serialNumber: '5CG3021RMW', of: null },
]

export const seedAutopilot = (store: EntraStore): void => {
  const shelf = autopilotShelf(store)
  for (const { serialNumber, of } of laptops) {
    const [user] = of === null ? [] : store.find('employeeId', of)
    if (of !== null && !user) continue
    const id = store.ids.uuid('autopilot device', serialNumber)
    shelf.put(id, {
      id,
      serialNumber,
      model: 'EliteBook 845',
      manufacturer: 'HP',
      userPrincipalName: String(user?.properties['userPrincipalName'] ?? ''),
      addressableUserName: String(user?.properties['givenName'] ?? ''),
    })
  }
}
