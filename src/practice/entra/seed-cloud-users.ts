import type { JsonObject } from '../../model/json.ts'
import type { SeedPerson } from '../seed/seed-person.ts'
import type { EntraStore } from './entra-store.ts'

const foundUser = (store: EntraStore, properties: JsonObject): string => {
  const now = store.timestamp()
  const usual = {
    accountEnabled: true,
    userType: 'Member',
    createdDateTime: now,
    lastPasswordChangeDateTime: now,
    signInSessionsValidFromDateTime: now,
  }
  const id = store.newId()
  store.put({
    type: 'user',
    id,
    deletedDateTime: null,
    properties: { ...usual, ...properties },
    licences: [],
    methods: [],
  })
  return id
}

const propertiesOf = (person: SeedPerson): JsonObject => {
  const address = `${person.userName}@contoso.com`
  return {
    accountEnabled: person.enabled,
    userPrincipalName: address,
    mail: address,
    mailNickname: person.userName,
    proxyAddresses: [`SMTP:${address}`],
    displayName: person.displayName,
    givenName: person.givenName,
    surname: person.surname,
    jobTitle: person.title,
    department: person.department,
    companyName: 'Contoso',
    officeLocation: person.office,
    city: person.city,
    country: person.country,
    usageLocation: person.country,
    businessPhones: [person.phone],
    employeeId: person.employeeId,
    employeeType: person.employeeType,
  }
}

/** Accounts that are nobody's: the administrator of the first day, the account for emergencies, and a guest. */
const others: readonly JsonObject[] = [
  {
    userPrincipalName: 'admin@contoso.onmicrosoft.com',
    mailNickname: 'admin',
    displayName: 'Tenant Administrator',
    usageLocation: 'US',
  },
  {
    userPrincipalName: 'emergency@contoso.onmicrosoft.com',
    mailNickname: 'emergency',
    displayName: 'Emergency Access',
  },
  {
    userPrincipalName: 'wanda.howard_fabrikam.com#EXT#@contoso.onmicrosoft.com',
    mailNickname: 'wanda.howard_fabrikam.com#EXT#',
    displayName: 'Wanda Howard',
    mail: 'wanda.howard@fabrikam.com',
    otherMails: ['wanda.howard@fabrikam.com'],
    userType: 'Guest',
    creationType: 'Invitation',
    externalUserState: 'Accepted',
  },
]

/** People without an AD account, and accounts without a person. */
export const seedCloudUsers = (store: EntraStore, people: readonly SeedPerson[]): void => {
  for (const person of people) {
    if (person.home !== 'cloud') continue
    const id = foundUser(store, propertiesOf(person))
    const manager = person.manager === null ? undefined : store.find('employeeId', person.manager)[0]
    if (manager) store.setManager(id, manager.id)
  }
  for (const properties of others) foundUser(store, properties)
}
