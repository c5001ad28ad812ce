import { practiceClient } from '../practice-client.ts'
import type { EntraStore } from './entra-store.ts'

/** https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference */
const roles = [
  {
    displayName: 'Global Administrator',
    roleTemplateId: '62e90394-69f5-4237-9190-012177145e10',
    description:
      'Can manage all aspects of Microsoft Entra ID and Microsoft services that use Microsoft Entra identities.',
    holders: ['admin@contoso.onmicrosoft.com', 'emergency@contoso.onmicrosoft.com'],
  },
  {
    displayName: 'User Administrator',
    roleTemplateId: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
    description: 'Can manage all aspects of users and groups, including resetting passwords for limited admins.',
    holders: [],
  },
  {
    displayName: 'Privileged Authentication Administrator',
    roleTemplateId: '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
    description:
      'Can access to view, set and reset authentication method information for any user (admin or non-admin).',
    holders: [],
  },
] as const

/** Activates admin roles. The practice client is a User Administrator, as an application that sets passwords has to be. */
export const seedRoles = (store: EntraStore): void => {
  const principal = store.newId()
  store.put({
    type: 'servicePrincipal',
    id: principal,
    deletedDateTime: null,
    properties: {
      accountEnabled: true,
      appId: practiceClient.appId,
      displayName: practiceClient.displayName,
      servicePrincipalType: 'Application',
    },
  })
  for (const { holders, ...properties } of roles) {
    const id = store.newId()
    store.put({ type: 'directoryRole', id, deletedDateTime: null, properties })
    if (properties.displayName === 'User Administrator') store.link('members', id, principal)
    for (const holder of holders)
      for (const user of store.find('userPrincipalName', holder)) store.link('members', id, user.id)
  }
}
