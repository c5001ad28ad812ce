import type { Application, RoleDefinition } from '../../src/model/entra-rights.ts'
import type { EntraRightsReader } from '../../src/ports/entra-rights.ts'

export const userAdministrator: RoleDefinition = {
  id: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  displayName: 'User Administrator',
}
export const globalReader: RoleDefinition = {
  id: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  displayName: 'Global Reader',
}
const roles: readonly RoleDefinition[] = [
  { id: '62e90394-69f5-4237-9190-012177145e10', displayName: 'Global Administrator' },
  userAdministrator,
  globalReader,
]

const app = (id: string, displayName: string, ...names: readonly string[]): Application => ({
  id,
  displayName,
  roles: names.map((name, at) => ({ id: `${id.slice(0, -2)}9${at}`, displayName: name })),
})

export const expenses = app('51e5a1e2-0a61-4b53-9a3a-6f0c7f0f1d01', 'Expenses')
export const crm = app('5b1de6a9-8cf1-4c63-8f1c-4a4de1a3c102', 'CRM', 'Seller', 'Sales Lead')
export const calendarSync = app('5c9df1a4-31f7-4a07-b6fb-1f6e1c8c5e03', 'Calendar Sync')
export const microsoftGraph = app('5d2f7a61-98c0-4f54-8d4e-2f8b8c9d6a04', 'Microsoft Graph')
const twins = [
  app('5e8f4f57-3b02-41a3-9d57-90d0f0c2bb05', 'Intranet'),
  app('5f6a1c3e-64c7-4c9f-a1de-0f4ed7f3cc06', 'Intranet'),
]
const applications = [expenses, crm, calendarSync, microsoftGraph, ...twins]

/** Admin roles and applications of the tenant in memory; who has them is written to it. */
export const memoryRights: Partial<EntraRightsReader> = {
  roleDefinitions: async () => roles,
  application: async (id) => applications.find((one) => one.id === id) ?? null,
  applicationsNamed: async (name) =>
    applications.filter(({ displayName }) => displayName.toLowerCase() === name.toLowerCase()),
}
