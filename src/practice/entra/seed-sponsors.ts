import type { EntraStore } from './entra-store.ts'
import { addSponsor } from './sponsors.ts'

/** John Smith of `seed-people.ts`. */
const JOHN = '00111'

/** The guest of Fabrikam, whom John Smith invited. */
export const seedSponsors = (store: EntraStore): void => {
  const [guest] = store.find('mail', 'wanda.howard@fabrikam.com')
  const [john] = store.find('employeeId', JOHN)
  if (guest && john) addSponsor(store, guest.id, john.id)
}
