import type { JsonObject } from '../../model/json.ts'
import type { SeedPerson } from '../seed/seed-person.ts'
import type { EntraStore } from './entra-store.ts'
import type { StoredMethod } from './stored-objects.ts'

/** A method without id and time. */
interface Draft {
  readonly type: StoredMethod['type']
  readonly properties: JsonObject
  readonly isDefault?: true
}

/** Phones have the same id with everybody. https://learn.microsoft.com/graph/api/resources/phoneauthenticationmethod */
const PHONE_IDS: { readonly [use: string]: string } = {
  mobile: '3179e48a-750b-4051-897c-87b9720928f7',
  alternateMobile: 'b6332ec1-7057-4abe-9331-3d72feddfe41',
  office: 'e37fc753-ff3b-4958-9484-eaa9425c82bc',
}

const isDefault = true
const phone = (phoneType: string, phoneNumber: string): Draft => ({
  type: 'phone',
  properties: { phoneType, phoneNumber, smsSignInState: 'notAllowedByPolicy' },
})
const app = (displayName: string): Draft => ({
  type: 'microsoftAuthenticator',
  properties: { displayName, deviceTag: 'SoftwareTokenActivated', phoneAppVersion: '6.8.14' },
})
const passkey = (displayName: string): Draft => ({
  type: 'fido2',
  properties: { displayName, model: 'Contoso Key 5', attestationLevel: 'attested' },
})
const computer = (type: 'windowsHelloForBusiness' | 'platformCredential', displayName: string): Draft => ({
  type,
  properties: { displayName, keyStrength: 'normal' },
})

/** What people sign in with, each of the kinds somewhere. By employeeId; the people are those of `seed-people.ts`. */
const notable: { readonly [employeeId: string]: readonly Draft[] } = {
  // John Smith: the app is the default, so it goes after both phones.
  '00111': [
    { ...app('Pixel 9'), isDefault },
    phone('mobile', '+44 7700 900111'),
    phone('alternateMobile', '+44 7700 900911'),
    passkey('Key ring'),
    { type: 'email', properties: { emailAddress: 'john.smith@fabrikam.com' } },
  ],
  // Zoë Müller: the phone is the default.
  '00113': [
    { ...phone('mobile', '+49 170 5550113'), isDefault },
    app('iPhone of Zoë'),
    computer('windowsHelloForBusiness', 'ZOE-LAPTOP'),
    computer('platformCredential', 'MacBook of Zoë'),
  ],
  // Søren Østergård.
  '00117': [
    { type: 'softwareOath', properties: { secretKey: null }, isDefault },
    { type: 'external', properties: { displayName: 'Adatum Verify', configurationId: PHONE_IDS.office ?? '' } },
  ],
  // Debra Berger: one method that Graph v1.0 lists and cannot remove.
  '00120': [
    { ...app('Galaxy of Debra'), isDefault },
    phone('mobile', '+1 425 555 0120'),
    { type: 'qrCodePin', properties: {} },
  ],
  // Johanna Lorenz: two phones, of which the first is the default and goes after the second.
  '00121': [{ ...phone('mobile', '+1 425 555 0121'), isDefault }, phone('alternateMobile', '+1 425 555 0921')],
}

const stored = (store: EntraStore, person: string, draft: Draft, number: number): StoredMethod => {
  const id =
    draft.type === 'fido2'
      ? store.ids.bytes('method', person, number).subarray(0, 16).toString('base64url')
      : (PHONE_IDS[String(draft.properties.phoneType)] ?? store.ids.uuid('method', person, number))
  return { ...draft, id, properties: { ...draft.properties, createdDateTime: store.timestamp() } }
}

/** Gives sign-in methods to some, and an app to every manager. */
export const seedMethods = (store: EntraStore, people: readonly SeedPerson[]): void => {
  const managers = new Set(people.map(({ manager }) => manager))
  for (const { employeeId, givenName } of people) {
    const drafts =
      notable[employeeId] ??
      (managers.has(employeeId) ? [{ ...app(`iPhone of ${givenName}`), isDefault } as const] : [])
    if (drafts.length === 0) continue
    const [user] = store.find('employeeId', employeeId)
    if (user?.type !== 'user') continue
    const methods = drafts.map((draft, index) => stored(store, employeeId, draft, index))
    store.put({ ...user, methods: [...user.methods, ...methods] })
  }
}
