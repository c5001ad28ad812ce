import type { HeldLicence, Sku } from '../../src/model/entra-objects.ts'
import type { Mailbox, MailboxType } from '../../src/model/mailbox.ts'
import type { Readers, Writers } from '../../src/ports/systems.ts'
import type { Contoso } from './contoso.ts'

/** Microsoft 365 with a mailbox, and an add-on without. */
export const withExchange: Sku = {
  skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965',
  skuPartNumber: 'SPE_E3',
  appliesTo: 'User',
  capabilityStatus: 'Enabled',
  enabled: 10,
  consumed: 0,
  servicePlans: [
    { servicePlanId: 'efb87545-963c-4e0d-99df-69c6916d9eb0', servicePlanName: 'EXCHANGE_S_ENTERPRISE' },
    { servicePlanId: '113feb6c-3fe4-4440-bddc-54d774bf0318', servicePlanName: 'EXCHANGE_S_FOUNDATION' },
    { servicePlanId: '7547a3fe-08ee-4ccb-b430-5077c5041653', servicePlanName: 'YAMMER_ENTERPRISE' },
  ],
}
export const kiosk: Sku = {
  ...withExchange,
  skuId: '66b55226-6b4f-492c-910c-a3b7a3c9d993',
  skuPartNumber: 'SPE_F1',
  servicePlans: [{ servicePlanId: '4a82b400-a79f-41a4-b4e2-e94f5787b113', servicePlanName: 'EXCHANGE_S_DESKLESS' }],
}
export const visio: Sku = {
  ...withExchange,
  skuId: 'c5928f49-12ba-48f7-ada3-0d743a3601d5',
  skuPartNumber: 'VISIOCLIENT',
  servicePlans: [
    { servicePlanId: '113feb6c-3fe4-4440-bddc-54d774bf0318', servicePlanName: 'EXCHANGE_S_FOUNDATION' },
    { servicePlanId: '663a804f-1c30-4ff0-9915-9db84f0d1cea', servicePlanName: 'VISIO_CLIENT_SUBSCRIPTION' },
  ],
}

/** How long each service takes to know of a conversion, in milliseconds; Infinity where nobody converts. */
export interface Lags {
  readonly exchangeMs: number
  readonly graphMs: number
  /** From leaving a group until the licences that came through it are taken away. */
  readonly groupMs: number
}

/**
 * Contoso with one mailbox, whose conversion each service learns of in its own time. `losses` tells of each moment at which the last licence
 * with Exchange was gone, and what the mailbox truly was by then.
 */
export interface MailboxWorld {
  readonly readers: Readers
  readonly writers: Writers
  readonly losses: MailboxType[]
  /** Somebody converts it by hand. */
  convert(): void
  licences(): Promise<readonly HeldLicence[]>
}

export const laggingMailbox = (
  company: Contoso,
  of: {
    readonly user: string
    readonly skus: readonly Sku[]
    readonly lags: Lags
    readonly inherited: HeldLicence[]
    readonly clock?: Readers['clock']
  },
): MailboxWorld => {
  const { user, skus, lags, inherited, clock = company.clock } = of
  const losses: MailboxType[] = []
  let convertedAt = Number.POSITIVE_INFINITY
  const typeAfter = (lagMs: number): MailboxType => (clock.now() >= convertedAt + lagMs ? 'shared' : 'user')
  /** What it is once the slowest knows: Exchange deletes what it still takes for a person's. */
  const truly = (): MailboxType => typeAfter(Math.max(lags.exchangeMs, lags.graphMs))
  const leaving: { readonly group: string; readonly at: number }[] = []
  const held = async (): Promise<readonly HeldLicence[]> => {
    const isGone = ({ group }: HeldLicence): boolean =>
      leaving.some((left) => left.group === group && clock.now() >= left.at)
    return [...(await company.entra.licencesOf(user)), ...inherited.filter((licence) => !isGone(licence))]
  }
  const carries = ({ skuId }: HeldLicence): boolean =>
    skus.some((sku) => sku.skuId === skuId && /^EXCHANGE_S_(?!FOUND)/.test(sku.servicePlans[0]?.servicePlanName ?? ''))
  const note = (before: readonly HeldLicence[], after: readonly HeldLicence[]): void => {
    if (before.some(carries) && !after.some(carries)) losses.push(truly())
  }
  const mailbox = async (): Promise<Mailbox> => ({
    id: user,
    address: 'adele.vance@contoso.com',
    type: typeAfter(lags.exchangeMs),
    sizeInBytes: 0,
    hasArchive: false,
    isOnHold: false,
    isHidden: false,
    forward: null,
  })
  const reply = { status: 'disabled', internal: '', external: '', audience: 'all', from: null, until: null } as const
  const convert = (): void => {
    convertedAt = Math.min(convertedAt, clock.now())
  }
  const unused = async (): Promise<never> => {
    throw new Error('not part of this world')
  }
  return {
    losses,
    convert,
    licences: held,
    readers: {
      clock,
      entra: {
        ...company.entra,
        licencesOf: held,
        skus: async () => skus,
        mailboxSettings: async () => ({ userPurpose: typeAfter(lags.graphMs), reply }),
      },
      exchange: {
        mailbox,
        grantsOn: async () => [],
        grantsOf: async () => [],
        listsOf: async () => [],
        listsNamed: async () => [],
        mobileDevicesOf: async () => [],
      },
    },
    writers: {
      ...company.writers,
      entra: {
        ...company.entra,
        async assignLicences(id, change) {
          const before = await held()
          await company.entra.assignLicences(id, change)
          note(before, await held())
        },
        async removeMember(groupId, memberId) {
          await company.entra.removeMember(groupId, memberId)
          const before = await held()
          note(
            before,
            before.filter(({ group }) => group !== groupId),
          )
          leaving.push({ group: groupId, at: clock.now() + lags.groupMs })
        },
      },
      exchange: {
        setType: async (_id, type) => {
          if (type === 'shared') convert()
        },
        setForward: unused,
        setHidden: unused,
        addGrant: unused,
        removeGrant: unused,
        addListMember: unused,
        removeListMember: unused,
        removeMobileDevice: unused,
      },
    },
  }
}
