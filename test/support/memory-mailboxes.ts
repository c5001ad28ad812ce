import type { EntraGroup } from '../../src/model/entra-objects.ts'
import type {
  AutomaticReply,
  DistributionList,
  InboxRule,
  Mailbox,
  MailboxGrant,
  MobilePartnership,
} from '../../src/model/mailbox.ts'
import type { Meeting } from '../../src/model/meeting.ts'
import type { CalendarReader } from '../../src/ports/calendars.ts'
import type { EntraMailReader } from '../../src/ports/entra-mail.ts'
import type { ExchangeReader } from '../../src/ports/exchange.ts'

export const replyOff: AutomaticReply = {
  status: 'disabled',
  internal: '',
  external: '',
  audience: 'all',
  from: null,
  until: null,
}

/** Mailboxes that were there before; a test puts them. */
export interface MemoryMailboxes {
  readonly graph: EntraMailReader & CalendarReader
  readonly exchange: ExchangeReader
  /** Gives a user a mailbox; one of 2 GB that nobody has touched, where nothing else is said. */
  give(
    userId: string,
    address: string,
    more?: Partial<Mailbox> & { readonly rules?: readonly InboxRule[]; readonly reply?: AutomaticReply },
  ): void
  allow(grant: MailboxGrant): void
  /** Puts a meeting that the user organises into the calendar. */
  meet(userId: string, meeting: Meeting): void
  /** Lets a phone synchronise the mailbox of a user. */
  pair(userId: string, phone: MobilePartnership): void
}

interface Kept {
  readonly mailbox: Mailbox
  readonly rules: readonly InboxRule[]
  readonly reply: AutomaticReply
}

const listOf = ({ id, displayName, mail, onPremisesSyncEnabled }: EntraGroup): DistributionList => ({
  id,
  displayName,
  address: mail ?? '',
  isSynced: onPremisesSyncEnabled,
})

const isList = ({ mailEnabled, groupTypes }: EntraGroup): boolean => mailEnabled && !groupTypes.includes('Unified')

export const memoryMailboxes = (groups: readonly EntraGroup[]): MemoryMailboxes => {
  const kept = new Map<string, Kept>()
  const grants: MailboxGrant[] = []
  const meetings: (Meeting & { readonly of: string })[] = []
  const phones: (MobilePartnership & { readonly of: string })[] = []
  const lists = groups.filter(isList).map(listOf)
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
  return {
    graph: {
      async mailboxSettings(userId) {
        const found = kept.get(userId)
        return found ? { userPurpose: found.mailbox.type, reply: found.reply } : null
      },
      inboxRules: async (userId) => kept.get(userId)?.rules ?? [],
      meetingsOf: async (userId, from, until) =>
        meetings
          .filter(
            ({ of, start }) =>
              of === userId && Date.parse(start) >= Date.parse(from) && Date.parse(start) < Date.parse(until),
          )
          .map(({ of: _of, ...meeting }) => meeting),
      isMeetingOn: async (userId, meetingId) => meetings.some(({ of, id }) => of === userId && id === meetingId),
      isInAddressLists: async (userId) => (kept.get(userId)?.mailbox.isHidden ? false : null),
    },
    exchange: {
      mailbox: async (userId) => kept.get(userId)?.mailbox ?? null,
      grantsOn: async (userId) => grants.filter(({ mailbox }) => mailbox === userId),
      grantsOf: async (userId) => grants.filter(({ user }) => user === userId),
      listsOf: async () => [],
      listsNamed: async (name) =>
        lists.filter(({ displayName, address }) => same(displayName, name) || same(address, name)),
      mobileDevicesOf: async (userId) => phones.filter(({ of }) => of === userId).map(({ id, name }) => ({ id, name })),
    },
    give(id, address, { rules = [], reply = replyOff, ...more } = {}) {
      const fresh: Mailbox = {
        id,
        address,
        type: 'user',
        sizeInBytes: 2 * 1024 ** 3,
        hasArchive: false,
        isOnHold: false,
        isHidden: false,
        forward: null,
      }
      kept.set(id, { mailbox: { ...fresh, ...more }, rules, reply })
    },
    allow: (grant) => void grants.push(grant),
    meet: (of, meeting) => void meetings.push({ of, ...meeting }),
    pair: (of, phone) => void phones.push({ of, ...phone }),
  }
}
