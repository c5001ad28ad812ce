import type { EntraStore } from '../entra/entra-store.ts'
import type { MailboxStore } from './mailbox-store.ts'
import { seedMeetings } from './seed-meetings.ts'
import { seedRecipients, sharedMailboxes } from './seed-recipients.ts'
import { freshMailbox, type StoredMailbox, type StoredRule } from './stored-mailbox.ts'

const GB = 1024 ** 3
const KB = 1024

const rule = (number: number, displayName: string, parts: Pick<StoredRule, 'conditions' | 'actions'>): StoredRule => ({
  id: `AQAAAJ5dZ${String(number).padStart(2, '0')}=`,
  displayName,
  sequence: number,
  isEnabled: true,
  ...parts,
})

const to = (name: string, address: string) => [{ emailAddress: { name, address } }]

/** What some people's mailboxes have that others' have not. By employeeId; the people are those of `seed-people.ts`. */
const notable: { readonly [employeeId: string]: Partial<StoredMailbox> } = {
  // John Smith: mail leaves the company by a rule.
  '00111': {
    rules: [
      rule(1, 'Newsletters', { conditions: { senderContains: ['newsletter'] }, actions: { markAsRead: true } }),
      rule(2, 'To my own mail', { conditions: {}, actions: { forwardTo: to('John', 'john.smith@fabrikam.com') } }),
    ],
  },
  // Zoë Müller: too large for a shared mailbox without a licence, which may have 50 GB.
  '00113': { sizeInBytes: 60 * GB, hasArchive: true },
  // Siobhán O'Brien: kept for a law suit.
  '00116': { litigationHold: true, sizeInBytes: 12 * GB },
  // Johanna Lorenz.
  '00121': {
    rules: [
      rule(1, 'Copy for Debra', {
        conditions: {},
        actions: { redirectTo: to('Debra Berger', 'debra.berger@contoso.com') },
      }),
    ],
    deliverToMailboxAndForward: false,
  },
}

/** Whose phones synchronise the mailbox, by employeeId. */
const phones = [
  { of: '00111', friendlyName: "John's iPhone", model: 'iPhone15C2', client: 'Outlook' },
  { of: '00111', friendlyName: '', model: 'SM-G991B', client: 'EAS' },
  { of: '00120', friendlyName: "Debra's iPhone", model: 'iPhone16C1', client: 'EAS' },
] as const

const pair = (store: MailboxStore, { of, ...device }: (typeof phones)[number]): void => {
  const [user] = store.entra.find('employeeId', of)
  const mailbox = user && store.of(user.id)
  if (!mailbox) return
  const guid = store.entra.ids.uuid('mobile device', mailbox.id, device.model)
  store.put({ ...mailbox, mobile: [...(mailbox.mobile ?? []), { guid, ...device }] })
}

interface Grant {
  readonly on: string
  readonly by: string
  readonly rights: readonly ('FullAccess' | 'SendAs' | 'SendOnBehalf')[]
}

/** Who may do what: `on` an employeeId or the address of a shared mailbox, `by` an employeeId. */
const grants: readonly Grant[] = [
  { on: 'sales@contoso.com', by: '00101', rights: ['FullAccess', 'SendAs'] },
  { on: 'sales@contoso.com', by: '00111', rights: ['FullAccess', 'SendAs'] },
  { on: 'sales@contoso.com', by: '00121', rights: ['FullAccess', 'SendAs', 'SendOnBehalf'] },
  { on: 'reception@contoso.com', by: '00121', rights: ['FullAccess'] },
  // Miriam Graham lets John Smith and Johanna Lorenz into her mailbox, John Smith lets Debra Berger into his.
  { on: '00101', by: '00111', rights: ['FullAccess', 'SendOnBehalf'] },
  { on: '00101', by: '00121', rights: ['SendOnBehalf'] },
  { on: '00111', by: '00120', rights: ['FullAccess', 'SendAs'] },
]

/**
 * The mailboxes of the first day: everybody's who has a licence for one, and two shared ones. Ids come from what they are for and not from the
 * company's counter, so everything else has the ids that it would have without.
 */
export const seedMailboxes = (store: MailboxStore): void => {
  const { entra } = store
  store.found()
  seedRecipients(entra)
  for (const { id, sizeInBytes } of sharedMailboxes(entra)) {
    const guid = entra.ids.uuid('mailbox', id)
    const since = entra.clock.now()
    const today = new Date(since).toISOString().slice(0, 10)
    store.put({ ...freshMailbox({ id, guid, since, licensed: false }, today), kind: 'SharedMailbox', sizeInBytes })
  }
  for (const mailbox of store.all()) {
    const employeeId = String(entra.user(mailbox.id)?.properties.employeeId ?? '')
    const size = mailbox.sizeInBytes || usualSize(entra, mailbox.id)
    store.put({ ...mailbox, sizeInBytes: size, ...notable[employeeId] })
  }
  for (const grant of grants) give(store, grant)
  for (const phone of phones) pair(store, phone)
  seedMeetings(store)
}

/** Up to 8 GB, always the same for the same company. */
const usualSize = ({ ids }: EntraStore, id: string): number => (ids.bytes('mailbox size', id).readUInt32BE() >>> 9) * KB

const give = (store: MailboxStore, { on, by, rights }: Grant): void => {
  const { entra } = store
  const [holder] = entra.find('employeeId', by)
  const [owner] = on.includes('@') ? entra.find('mail', on) : entra.find('employeeId', on)
  const mailbox = owner && store.of(owner.id)
  if (!holder || !mailbox) return
  const { id } = holder
  store.put({
    ...mailbox,
    ...(rights.includes('FullAccess') ? { fullAccess: [...mailbox.fullAccess, { user: id, automap: true }] } : {}),
    ...(rights.includes('SendAs') ? { sendAs: [...mailbox.sendAs, id] } : {}),
    ...(rights.includes('SendOnBehalf') ? { sendOnBehalf: [...mailbox.sendOnBehalf, id] } : {}),
  })
}
