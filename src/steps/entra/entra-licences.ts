import { z } from 'zod'
import type { LicenceChange } from '../../changes/entra/entra-licence-assign.ts'
import type { EntraUser, HeldLicence, Sku } from '../../model/entra-objects.ts'
import { Fault } from '../../model/fault.ts'
import { refTo } from '../../model/object-ref.ts'
import { noAccount } from '../ad/no-account.ts'
import { collectFaults } from '../collect-faults.ts'
import { required } from '../required.ts'
import { defineStep, type StepAnswer, type StepContext } from '../step.ts'
import { findSku, planIds, planNames, refuseWithoutSeat } from './find-sku.ts'

const skus = z.array(z.string().min(1))
const input = z
  .strictObject({
    add: skus.optional().describe('SKUs to hold, by part number (SPE_E3) or skuId.'),
    remove: skus.optional().describe('SKUs not to hold directly.'),
    only: skus.optional().describe('SKUs to hold directly, and no others.'),
    without: z
      .record(z.string(), z.array(z.string().min(1)))
      .default({})
      .describe('Service plans to switch off, by SKU: { SPE_E3: [YAMMER_ENTERPRISE] }.'),
  })
  .refine((given) => given.add ?? given.remove ?? given.only, {
    message: 'says nothing to do: give add, remove or only',
  })
  .refine((given) => !(given.only && (given.add || given.remove)), {
    message: 'only says it all: give either only, or add and remove',
  })
type Input = z.output<typeof input>

/** The person's Entra account holds these licences. */
export const entraLicences = defineStep<Input>({
  verb: 'entra.licences',
  summary: "The person's Entra account holds these licences.",
  about:
    'Free seats and the usage location are checked while planning, over the whole batch. A licence that comes through a group counts as held and is not assigned again; it cannot be removed here, ' +
    'only by leaving the group. All SKUs of a person go in one request, because some depend on others.',
  systems: ['entra'],
  kinds: ['entra.licence.assign'],
  reads: ['User.Read.All', 'LicenseAssignment.Read.All'],
  input,
  outputs: { added: 'list<string>', removed: 'list<string>' },
  examples: [
    {
      title: 'What the role gives, without Yammer',
      yaml: '- entra.licences: { add: "${{ roles.licences }}", without: { SPE_E3: [YAMMER_ENTERPRISE] } }',
      plans: ['assign SPE_E3 without YAMMER_ENTERPRISE to adele.vance@contoso.com (everyone)'],
    },
  ],

  async plan(context, given) {
    const user = await context.accounts.entra()
    if (!user) return noAccount(context, 'Entra')
    const entra = required(context.read.entra)
    const tenant = await entra.skus()
    const held = await entra.licencesOf(user.id)
    const faults: Fault[] = []
    const find = async (names: readonly string[] = []): Promise<readonly Sku[]> => {
      const found: Sku[] = []
      for (const name of names) await collectFaults(faults, () => void found.push(findSku(context, tenant, name)))
      return found
    }
    const wanted = await find(given.only ?? given.add)
    const unwanted = given.only ? otherDirect(tenant, held, wanted) : await find(given.remove)
    const add = await additions(context, wanted, held, given.without, faults)
    if (add.some(({ disabledBefore }) => disabledBefore === undefined))
      await collectFaults(faults, () => refuseWithoutLocation(context, user))
    const { remove, notes } = removals(unwanted, held)
    return {
      ...answerOf(context, user, add, remove),
      holds: wanted.length - add.length + unwanted.length - remove.length,
      notes,
      faults,
    }
  },
})

const otherDirect = (tenant: readonly Sku[], held: readonly HeldLicence[], wanted: readonly Sku[]): readonly Sku[] =>
  tenant.filter(
    ({ skuId }) =>
      held.some((licence) => licence.skuId === skuId && licence.group === null) &&
      !wanted.some((sku) => sku.skuId === skuId),
  )

const additions = async (
  context: StepContext,
  wanted: readonly Sku[],
  held: readonly HeldLicence[],
  without: Input['without'],
  faults: Fault[],
): Promise<readonly LicenceChange[]> => {
  const add: LicenceChange[] = []
  for (const sku of new Map(wanted.map((each) => [each.skuId, each])).values()) {
    await collectFaults(faults, () => {
      const change = addition(context, sku, held, without[sku.skuPartNumber] ?? without[sku.skuId])
      if (change) add.push(change)
    })
  }
  return add
}

/** What has to be assigned so that a SKU is held with the right plans; null where it is. Plans that nobody named stay as they are. */
const addition = (
  context: StepContext,
  sku: Sku,
  held: readonly HeldLicence[],
  off: readonly string[] | undefined,
): LicenceChange | null => {
  const { skuId, skuPartNumber } = sku
  const ofSku = held.filter((licence) => licence.skuId === skuId)
  const direct = ofSku.find(({ group }) => group === null)
  if (ofSku.length > 0 && !direct) return null
  const disabledPlans = off === undefined ? (direct?.disabledPlans ?? []) : planIds(context, sku, off)
  const described = { skuId, skuPartNumber, disabledPlans, disabledPlanNames: planNames(sku, disabledPlans) }
  if (!direct) {
    refuseWithoutSeat(context, sku)
    return described
  }
  const same =
    direct.disabledPlans.length === disabledPlans.length &&
    disabledPlans.every((plan) => direct.disabledPlans.includes(plan))
  return same ? null : { ...described, disabledBefore: direct.disabledPlans }
}

const refuseWithoutLocation = (context: StepContext, user: EntraUser): void => {
  if (user.properties['usageLocation']) return
  throw new Fault('plan/no-usage-location', { account: user.userPrincipalName }, { where: context.where('country') })
}

const removals = (
  unwanted: readonly Sku[],
  held: readonly HeldLicence[],
): { readonly remove: readonly LicenceChange[]; readonly notes: readonly string[] } => {
  const remove: LicenceChange[] = []
  const notes: string[] = []
  for (const sku of unwanted) {
    const ofSku = held.filter(({ skuId }) => skuId === sku.skuId)
    const direct = ofSku.find(({ group }) => group === null)
    const { skuId, skuPartNumber } = sku
    if (direct)
      remove.push({
        skuId,
        skuPartNumber,
        disabledPlans: direct.disabledPlans,
        disabledPlanNames: planNames(sku, direct.disabledPlans),
      })
    else if (ofSku.length > 0) notes.push(`${skuPartNumber} comes through a group and goes when the group is left`)
  }
  return { remove, notes }
}

const answerOf = (
  context: StepContext,
  user: EntraUser,
  add: readonly LicenceChange[],
  remove: readonly LicenceChange[],
): Omit<StepAnswer, 'holds'> => {
  const outputs = {
    added: add.map(({ skuPartNumber }) => skuPartNumber),
    removed: remove.map(({ skuPartNumber }) => skuPartNumber),
  }
  if (add.length === 0 && remove.length === 0) return { changes: [], outputs }
  const reasons = [...new Set(add.map(({ skuPartNumber }) => context.reasonFor('licences', skuPartNumber)))].filter(
    (reason) => reason !== undefined,
  )
  const change = { kind: 'entra.licence.assign', user: refTo(user, user.userPrincipalName), add, remove } as const
  return { changes: [{ change, because: reasons.length > 0 ? reasons.join(', ') : undefined }], outputs }
}
