import type { EntraProperties } from '../../src/model/entra-objects.ts'
import { Secret } from '../../src/model/secret.ts'
import { cloudGroup, type MemoryDirectory, memoryDirectory } from '../support/memory-directory.ts'
import { exchangeContract } from './exchange-contract.ts'
import { mailContract } from './mailbox-contract.ts'

const list = cloudGroup('13be6971-79db-4f33-9d41-b25589ca25af', 'Seattle News', {
  mailEnabled: true,
  securityEnabled: false,
  mail: 'seattlenews@contoso.com',
})
const syncedList = cloudGroup('23be6971-79db-4f33-9d41-b25589ca25af', 'Old News', {
  mailEnabled: true,
  securityEnabled: false,
  onPremisesSyncEnabled: true,
})

const phone = '1d1a6a6e-0000-4000-8000-000000000002'

const addUser = async ({ view }: MemoryDirectory, name: string, more: EntraProperties = {}): Promise<string> => {
  const mail = `${name}@contoso.com`
  const properties = { displayName: name, mailNickname: name, userPrincipalName: mail, mail, ...more }
  const made = await view.sync.entra?.addUser({ properties, password: new Secret(''), mustChangePassword: false })
  return made?.id ?? ''
}

const rules = [
  { id: 'AQAAAJ5dZ01=', name: 'Newsletters', isEnabled: true, sendsAway: false },
  { id: 'AQAAAJ5dZ02=', name: 'To my own mail', isEnabled: true, sendsAway: true },
]

const people = async () => {
  const directory = await memoryDirectory({ cloudGroups: [list, syncedList] })
  const [owner, colleague, nobody] = [
    await addUser(directory, 'adele.vance'),
    await addUser(directory, 'miriam.graham'),
    await addUser(directory, 'no.body'),
  ]
  const synced = await addUser(directory, 'lee.gu', { onPremisesSyncEnabled: true })
  directory.mailboxes.give(owner, 'adele.vance@contoso.com', { rules })
  directory.mailboxes.give(colleague, 'miriam.graham@contoso.com')
  directory.mailboxes.pair(colleague, { id: phone, name: 'iPhone of Miriam' })
  directory.mailboxes.give(synced, 'lee.gu@contoso.com')
  return { directory, owner, colleague, nobody, synced }
}

mailContract('the projection over a tenant in memory', async () => {
  const { directory, owner, nobody } = await people()
  const at = (days: number): string => new Date(directory.clock.now() + days * 86_400_000).toISOString()
  const attendees = ['miriam.graham@contoso.com', 'buyer@fabrikam.com']
  for (const [days, subject, isSeries] of [
    [1, 'Sales round', true],
    [2, 'Offer', false],
    [3, '', false],
  ] as const)
    directory.mailboxes.meet(owner, { id: `AAMk${days}`, subject, isSeries, start: at(days), attendees })
  return { mail: directory.entra, now: () => at(0), owner, nobody, close: async () => {} }
})

exchangeContract('the projection over a tenant in memory', async () => {
  const { directory, ...ids } = await people()
  return {
    exchange: directory.exchange,
    entra: directory.entra,
    ...ids,
    ownerAddress: 'adele.vance@contoso.com',
    colleagueAddress: 'miriam.graham@contoso.com',
    phone,
    list: { id: list.id, name: list.displayName, address: 'seattlenews@contoso.com' },
    syncedList: syncedList.id,
    later: async () => {},
    close: async () => {},
  }
})
