/** Application roles of which a token needs one. https://learn.microsoft.com/graph/permissions-reference */
export type Roles = readonly string[]

export const readDirectory: Roles = ['Directory.Read.All', 'Directory.ReadWrite.All']
export const readApplications: Roles = [
  ...readDirectory,
  'Application.Read.All',
  'Application.ReadWrite.All',
  'Application.ReadWrite.OwnedBy',
]
export const writeApplications: Roles = ['Application.ReadWrite.All', 'Directory.ReadWrite.All']
