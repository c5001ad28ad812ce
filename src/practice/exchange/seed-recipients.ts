import type { EntraStore } from '../entra/entra-store.ts'

const GB = 1024 ** 3

/** Mailboxes that are nobody's own. Each has an account in Entra, without a licence and disabled. */
const shared = [
  { nickname: 'sales', displayName: 'Sales Office', sizeInBytes: 9 * GB },
  { nickname: 'reception', displayName: 'Reception', sizeInBytes: 2 * GB },
  { nickname: 'it', displayName: 'IT Service Desk', sizeInBytes: GB },
] as const

/** Lists whose members Exchange keeps; `members` are employeeIds. */
const lists = [
  {
    nickname: 'seattlenews',
    displayName: 'Seattle News',
    description: 'What happens in the office in Seattle',
    securityEnabled: false,
    members: ['00100', '00111', '00120', '00121'],
  },
  {
    nickname: 'casefiles',
    displayName: 'Case Files',
    description: 'Mail-enabled security group, opens the files of cases',
    securityEnabled: true,
    members: ['00108', '00111', '00116'],
  },
] as const

const idOf = ({ ids }: EntraStore, nickname: string): string => ids.uuid('recipient', nickname)

/** The accounts of the shared mailboxes. */
export const sharedMailboxes = (entra: EntraStore): readonly { readonly id: string; readonly sizeInBytes: number }[] =>
  shared.map(({ nickname, sizeInBytes }) => ({ id: idOf(entra, nickname), sizeInBytes }))

/** Founds in Entra what only Exchange works with. */
export const seedRecipients = (entra: EntraStore): void => {
  for (const { nickname, displayName } of shared) {
    const properties = { ...addressed(nickname, displayName, entra), ...accountOf(nickname), accountEnabled: false }
    entra.put({ type: 'user', id: idOf(entra, nickname), deletedDateTime: null, licences: [], methods: [], properties })
  }
  for (const { nickname, displayName, description, securityEnabled, members } of lists) {
    const id = idOf(entra, nickname)
    const kind = { groupTypes: [], mailEnabled: true, securityEnabled, description }
    const properties = { ...addressed(nickname, displayName, entra), ...kind, renewedDateTime: entra.timestamp() }
    entra.put({ type: 'group', id, deletedDateTime: null, licences: [], properties })
    for (const member of members)
      for (const user of entra.find('employeeId', member)) entra.link('members', id, user.id)
  }
}

const addressOf = (nickname: string): string => `${nickname}@contoso.com`

const addressed = (nickname: string, displayName: string, entra: EntraStore) => ({
  displayName,
  mailNickname: nickname,
  mail: addressOf(nickname),
  proxyAddresses: [`SMTP:${addressOf(nickname)}`],
  createdDateTime: entra.timestamp(),
})

const accountOf = (nickname: string) => ({ userPrincipalName: addressOf(nickname), userType: 'Member' })
