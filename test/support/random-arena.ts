import { Secret } from '../../src/model/secret.ts'
import { type MemoryDirectory, memoryDirectory } from './memory-directory.ts'
import type { Arena } from './random-turn.ts'

const base = 'DC=corp,DC=contoso,DC=com'

/** The part of the company in memory in which random changes are made. */
export const memoryArena: Arena = {
  base,
  ous: [`OU=Sales,OU=Staff,${base}`, `OU=HR,OU=Staff,${base}`, `OU=Groups,${base}`],
  upnSuffix: 'contoso.com',
  entra: { groups: ['Sales Team', 'Project X'], skus: ['SPE_E3', 'SPE_F1'] },
  rights: {
    roles: ['User Administrator', 'Global Reader'],
    apps: ['Expenses', 'CRM', 'Calendar Sync', 'Microsoft Graph'],
    ownable: ['Sales Team', 'Project X'],
  },
  people: ['debra.berger@contoso.com', 'johanna.lorenz@contoso.com', 'christie.cline@contoso.com'],
  lists: ['Sales List'],
}

const hire = async ({ entra }: MemoryDirectory, userPrincipalName: string): Promise<string> => {
  const mailNickname = userPrincipalName.replace(/@.*/, '')
  const properties = { accountEnabled: true, displayName: mailNickname, mailNickname, userPrincipalName }
  const password = new Secret('Pass-word-of-before')
  return (await entra.addUser({ properties, password, mustChangePassword: false })).id
}

/** The company in memory with what the arena takes for granted. */
export const memoryWithArena = async (): Promise<MemoryDirectory> => {
  const directory = await memoryDirectory()
  const { entra, mailboxes, devices } = directory
  for (const upn of memoryArena.people ?? []) {
    const id = await hire(directory, upn)
    const rules = [{ id: `rule of ${id}`, name: 'To my own mail', isEnabled: true, sendsAway: true }]
    mailboxes.give(id, upn, { rules })
    devices.putDevice({ displayName: `Laptop of ${upn}`, holders: [{ id, name: upn }], managed: {} })
    devices.putDrive(id)
  }
  const owner = await hire(directory, 'owner@contoso.com')
  for (const name of memoryArena.rights?.ownable ?? [])
    for (const { id } of await entra.groupsNamed(name))
      await entra.addOwner({ type: 'group', id, displayName: name }, owner)
  return directory
}
