import type { EntraStore } from './entra-store.ts'
import { numberShelf } from './stored-numbers.ts'

/** Numbers of the first day: John Smith has one, Debra Berger one from Active Directory, and one is free. */
const numbers: readonly { readonly telephoneNumber: string; readonly of?: string; readonly onPremises?: true }[] = [
  { telephoneNumber: '+12065550111', of: '00111' },
  { telephoneNumber: '+12065550120', of: '00120', onPremises: true },
  { telephoneNumber: '+12065550199' },
]

export const seedNumbers = (store: EntraStore): void => {
  const shelf = numberShelf(store)
  for (const { telephoneNumber, of = '', onPremises } of numbers) {
    const [user] = of === '' ? [] : store.find('employeeId', of)
    if (of !== '' && !user) continue
    const id = store.ids.uuid('telephone number', telephoneNumber)
    shelf.put(id, {
      id,
      telephoneNumber,
      numberType: onPremises ? 'directRouting' : 'callingPlan',
      numberSource: onPremises ? 'onPremises' : 'online',
      assignmentTargetId: user?.id ?? null,
      assignmentCategory: user ? 'primary' : null,
      locationId: onPremises ? null : store.ids.uuid('emergency address', 'Seattle'),
    })
  }
}
