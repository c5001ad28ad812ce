/** A built-in admin role: the same in every tenant. */
export interface RoleFact {
  readonly id: string
  readonly displayName: string
  readonly description: string
}

const role = (id: string, displayName: string, description: string): RoleFact => ({ id, displayName, description })

/** Some of them. https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference */
export const roleFacts: readonly RoleFact[] = [
  role('62e90394-69f5-4237-9190-012177145e10', 'Global Administrator', 'Manages everything in the tenant.'),
  role('f2ef992c-3afb-46b9-b7cf-a126ee74c451', 'Global Reader', 'Reads what a Global Administrator can.'),
  role('fe930be7-5e62-47db-91af-98c3a49a38b1', 'User Administrator', 'Manages people and groups.'),
  role(
    '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
    'Privileged Authentication Administrator',
    'Manages how anybody signs in, administrators too.',
  ),
  role('e8611ab8-c189-46e8-94e1-60213ab1f814', 'Privileged Role Administrator', 'Gives and takes admin roles.'),
  role('729827e3-9c14-49f7-bb1b-9608f156bbb8', 'Helpdesk Administrator', 'Sets passwords of people without roles.'),
  role('29232cdf-9323-42fd-ade2-1d097af3e4de', 'Exchange Administrator', 'Manages Exchange Online.'),
  role('f28a1f50-f6e7-4571-818b-6a12f2af6b6c', 'SharePoint Administrator', 'Manages SharePoint Online.'),
  role('69091246-20e8-4a56-aa4d-066075b2a7a8', 'Teams Administrator', 'Manages Microsoft Teams.'),
  role('fdd7a751-b60b-444a-984c-02652fe8fa1c', 'Groups Administrator', 'Manages groups and their settings.'),
  role('9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', 'Application Administrator', 'Manages all applications.'),
  role('b0f54661-2d74-4c50-afa3-1ec803f12efe', 'Billing Administrator', 'Buys and pays.'),
  role('88d8e3e3-8f55-4a1e-953a-9b9898b8876b', 'Directory Readers', 'Reads basic directory information.'),
  role('194ae4cb-b126-40b2-bd5b-6091b380977d', 'Security Administrator', 'Manages security.'),
]

export const roleFactOf = (id: string): RoleFact | undefined => roleFacts.find((fact) => fact.id === id.toLowerCase())
