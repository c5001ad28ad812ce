import { z } from 'zod'
import type { EntraUser, Sku } from '../../model/entra-objects.ts'
import { Fault } from '../../model/fault.ts'
import { refTo } from '../../model/object-ref.ts'
import { collectFaults, findEach } from '../collect-faults.ts'
import { requireUser } from '../require-account.ts'
import { required } from '../required.ts'
import { defineStep, type StepAnswer, type StepContext } from '../step.ts'
import { findSku, planIds, refuseWithoutSeat } from './find-sku.ts'
import { directLicences, type LicenceDelta, licenceDelta } from './licence-delta.ts'

const skus = z.array(z.string().min(1))
const input = z
  .strictObject({
    add: skus.optional().describe('SKUs to hold, by part number (SPE_E3) or skuId.'),
    remove: skus.optional().describe('SKUs not to hold directly, unless they stand under add as well.'),
    only: skus.optional().describe('SKUs to hold directly, and no others.'),
    without: z
      .record(z.string(), z.array(z.string().min(1)))
      .default({})
      .describe(
        'Service plans to switch off, by SKU: { SPE_E3: [YAMMER_ENTERPRISE] }. Counts for those SKUs that are asked for.',
      ),
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
    const user = await requireUser(context)
    const entra = required(context.read.entra)
    const tenant = [...(await entra.skus())].sort(byPartNumber)
    const held = await entra.licencesOf(user.id)
    const faults: Fault[] = []
    const find = (names: readonly string[] = []): Promise<readonly AskedSku[]> =>
      findEach(faults, names, (name) => ({ ...findSku(context, tenant, name), askedAs: name }))
    const wanted = await find(given.only ?? given.add)
    const unwanted = given.only ? directLicences(tenant, held) : await find(given.remove)
    const off = await plansOff(context, tenant, given.without, faults)
    const delta = licenceDelta({ wanted, unwanted, held, off })
    for (const { sku } of delta.assign) await collectFaults(faults, () => refuseWithoutSeat(context, sku))
    if (delta.assign.length > 0) await collectFaults(faults, () => refuseWithoutLocation(context, user))
    return { ...answerOf(context, user, wanted, delta), holds: delta.holds, notes: delta.notes, faults }
  },
})

type AskedSku = Sku & { readonly askedAs: string }

/** In an order that does not depend on the tenant's answer. */
const byPartNumber = (a: Sku, b: Sku): number =>
  a.skuPartNumber < b.skuPartNumber ? -1 : Number(a.skuPartNumber > b.skuPartNumber)

/** Ids of the service plans to switch off, by SKU. A SKU that nobody asked for here is checked all the same: it may be misspelt. */
const plansOff = async (
  context: StepContext,
  tenant: readonly Sku[],
  without: Input['without'],
  faults: Fault[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const off = await findEach(faults, Object.keys(without), (name) => {
    const sku = findSku(context, tenant, name)
    return [sku.skuId, planIds(context, sku, without[name] ?? [])] as const
  })
  return new Map(off)
}

const refuseWithoutLocation = (context: StepContext, user: EntraUser): void => {
  if (user.properties['usageLocation']) return
  throw new Fault('plan/no-usage-location', { account: user.userPrincipalName }, { where: context.where('country') })
}

const answerOf = (
  context: StepContext,
  user: EntraUser,
  wanted: readonly AskedSku[],
  { assign, adjust, remove }: LicenceDelta,
): Omit<StepAnswer, 'holds'> => {
  const add = [...assign.map(({ licence }) => licence), ...adjust]
  const outputs = {
    added: assign.map(({ sku }) => sku.skuPartNumber),
    removed: remove.map(({ skuPartNumber }) => skuPartNumber),
  }
  if (add.length === 0 && remove.length === 0) return { changes: [], outputs }
  const reasons = add.flatMap(({ skuId }) => {
    const names = wanted.filter((sku) => sku.skuId === skuId).map(({ askedAs }) => askedAs)
    return names.flatMap((name) => context.reasonFor('licences', name) ?? [])
  })
  const because = reasons.length > 0 ? [...new Set(reasons)].join(', ') : undefined
  const change = { kind: 'entra.licence.assign', user: refTo(user, user.userPrincipalName), add, remove } as const
  return { changes: [{ change, because }], outputs }
}
