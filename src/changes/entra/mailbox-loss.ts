import type { HeldLicence, Sku } from '../../model/entra-objects.ts'
import { Fault } from '../../model/fault.ts'
import type { MailboxType } from '../../model/mailbox.ts'
import { isMailboxPlan } from '../../model/mailbox-plan.ts'
import type { ObjectRef } from '../../model/object-ref.ts'
import type { Readers } from '../../ports/systems.ts'
import type { Resolve } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { stillInGroup } from './still-in-group.ts'

/** A licence as far as it decides about a mailbox. */
type Carrier = Pick<HeldLicence, 'skuId' | 'disabledPlans'>

/** What a change does to the licences of a user. */
export interface LicenceLoss {
  readonly user: ObjectRef
  /** Whether a licence that is held goes, or is replaced by what comes. */
  goes(licence: HeldLicence): boolean
  readonly comes: readonly Carrier[]
}

/** https://learn.microsoft.com/graph/api/resources/licenseassignmentstate: in any other state the user cannot use it. */
const WORKING = new Set(['Active', 'ActiveWithError'])

/** Mailboxes that Exchange keeps without a licence. */
const KEPT: ReadonlySet<MailboxType> = new Set<MailboxType>(['shared', 'room', 'equipment'])

const carriesMailbox =
  (skus: readonly Sku[]) =>
  ({ skuId, disabledPlans }: Carrier): boolean =>
    skus
      .find((sku) => sku.skuId === skuId)
      ?.servicePlans.some(
        ({ servicePlanId, servicePlanName }) =>
          isMailboxPlan(servicePlanName) && !disabledPlans.includes(servicePlanId),
      ) ?? false

const someStay = async (read: Readers, user: string, licences: readonly HeldLicence[]): Promise<boolean> => {
  for (const { group } of licences) if (group === null || (await stillInGroup(read, user, group))) return true
  return false
}

/** What the mailbox is, to Graph and to Exchange: each answers from a copy of its own, and the last one to know counts. */
const purposesOf = async ({ entra, exchange }: Readers, id: string): Promise<readonly MailboxType[]> => {
  const [settings, mailbox] = await Promise.all([entra?.mailboxSettings(id), exchange?.mailbox(id)])
  return [...(settings ? [settings.userPurpose] : []), ...(mailbox ? [mailbox.type] : [])]
}

/**
 * Why licences must not go at this moment, or null: without one that carries Exchange a mailbox of a person is deleted, and a shared one is
 * not. A mailbox is asked for only where the last such licence goes.
 * https://learn.microsoft.com/exchange/recipients-in-exchange-online/delete-or-restore-mailboxes
 */
export const mailboxLoss = async (
  read: Readers,
  { user, goes, comes }: LicenceLoss,
  context: Resolve,
): Promise<Fault | null> => {
  const entra = required(read.entra, 'entra')
  const id = context.idOf(user)
  const held = await entra.licencesOf(id)
  if (!held.some(goes)) return null
  const skus = await entra.skus()
  const carries = carriesMailbox(skus)
  const losing = held.filter((licence) => goes(licence) && carries(licence))
  if (losing.length === 0 || comes.some(carries)) return null
  const staying = held.filter((licence) => !goes(licence) && WORKING.has(licence.state) && carries(licence))
  if (await someStay(read, id, staying)) return null
  const purpose = (await purposesOf(read, id)).find((one) => !KEPT.has(one))
  if (purpose === undefined) return null
  const names = losing.map(({ skuId }) => skus.find((sku) => sku.skuId === skuId)?.skuPartNumber ?? skuId)
  const licence = [...new Set(names)].join(' and ')
  return new Fault('entra/would-lose-mailbox', { licence, account: user.name, purpose })
}
