import type { LicenceChange } from '../../changes/entra/entra-licence.ts'
import type { EntraUser, HeldLicence, Sku } from '../../model/entra-objects.ts'
import { Fault } from '../../model/fault.ts'
import { refTo } from '../../model/object-ref.ts'
import { collectFaults, findEach } from '../collect-faults.ts'
import { behindGrace } from '../grace.ts'
import { requireUser } from '../require-account.ts'
import { required } from '../required.ts'
import { defineStep, type StepContext, type Wanted } from '../step.ts'
import { findSku, planIds, refuseWithoutSeat } from './find-sku.ts'
import { explainInherited, waitUntilGone } from './inherited-licences.ts'
import { directLicences, heldSkus, type LicenceDelta, licenceDelta } from './licence-delta.ts'
import { type LicencesInput, licencesInput } from './licences-input.ts'

/** The person's Entra account holds these licences. */
export const entraLicences = defineStep<LicencesInput>({
  verb: 'entra.licences',
  summary: "The person's Entra account holds these licences.",
  about:
    'Free seats and the usage location are checked while planning, over the whole batch. A licence that comes through a group counts as held and is not assigned again; it cannot be removed here, ' +
    'only by leaving the group, which the plan says with the name of the group. The last licence with Exchange is not taken before the mailbox reads shared. All SKUs of a person go in one request, because some ' +
    'depend on others and some exclude one another.',
  systems: ['entra'],
  kinds: ['entra.licence.assign', 'wait.licence.gone', 'wait.until.time'],
  reads: ['User.Read.All', 'LicenseAssignment.Read.All', 'GroupMember.Read.All'],
  input: licencesInput,
  outputs: { added: 'list<string>', removed: 'list<string>', inherited: 'list<string>' },
  examples: [
    {
      title: 'What the role gives, without Yammer',
      yaml: '- entra.licences: { add: "${{ roles.licences }}", without: { SPE_E3: [YAMMER_ENTERPRISE] } }',
      plans: ['assign SPE_E3 without YAMMER_ENTERPRISE to adele.vance@contoso.com (everyone)'],
    },
    {
      title: 'None, once the mailbox is shared and the groups that give some are left',
      yaml: '- entra.licences: { only: [], verify: true }',
      plans: ['remove SPE_E3 from adele.vance@contoso.com'],
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
    const named = await find(given.remove)
    const kept = new Set((await find(given.keep)).map(({ skuId }) => skuId))
    const { unwanted, extras } = sortedOut(tenant, held, given, [...wanted, ...named])
    const off = await plansOff(context, tenant, given.without, faults)
    const leaving = [...named, ...unwanted].filter(({ skuId }) => !kept.has(skuId))
    const delta = licenceDelta({ wanted, unwanted: leaving, held, off })
    for (const { sku } of delta.assign) await collectFaults(faults, () => refuseWithoutSeat(context, sku))
    if (delta.assign.length > 0) await collectFaults(faults, () => refuseWithoutLocation(context, user))
    const inherited = await explainInherited(context, delta.inherited)
    const removal = { named, byHand: given.only ? [] : unwanted }
    return {
      changes: [
        ...assignments(context, user, { delta, wanted, ...removal }, given),
        ...(given.verify ? waitUntilGone(user, inherited, given.within) : []),
      ],
      outputs: {
        added: delta.assign.map(({ sku }) => sku.skuPartNumber),
        removed: delta.remove.map(({ skuPartNumber }) => skuPartNumber),
        inherited: [...new Set(inherited.map(({ licence }) => licence.skuPartNumber))],
      },
      holds: delta.holds,
      notes: [...inherited.map(({ note }) => note), ...keptNotes(extras)],
      faults,
    }
  },
})

type AskedSku = Sku & { readonly askedAs: string }

/** In an order that does not depend on the tenant's answer. */
const byPartNumber = (a: Sku, b: Sku): number =>
  a.skuPartNumber < b.skuPartNumber ? -1 : Number(a.skuPartNumber > b.skuPartNumber)

/** SKUs that nobody named: those that go all the same, and those that stay and are listed. */
const sortedOut = (
  tenant: readonly Sku[],
  held: readonly HeldLicence[],
  { only, extras }: LicencesInput,
  asked: readonly Sku[],
): { readonly unwanted: readonly Sku[]; readonly extras: readonly Sku[] } => {
  if (only) return { unwanted: heldSkus(tenant, held), extras: [] }
  const others = directLicences(tenant, held).filter(({ skuId }) => !asked.some((sku) => sku.skuId === skuId))
  if (extras === 'remove') return { unwanted: others, extras: [] }
  return { unwanted: [], extras: extras === 'keep' ? others : [] }
}

const keptNotes = (extras: readonly Sku[]): readonly string[] =>
  extras.length === 0 ? [] : [`licences by hand, kept: ${extras.map(({ skuPartNumber }) => skuPartNumber).join(', ')}`]

/** Ids of the service plans to switch off, by SKU. A SKU that nobody asked for here is checked all the same: it may be misspelt. */
const plansOff = async (
  context: StepContext,
  tenant: readonly Sku[],
  without: LicencesInput['without'],
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

interface Exchanged {
  readonly delta: LicenceDelta
  readonly wanted: readonly AskedSku[]
  readonly named: readonly AskedSku[]
  readonly byHand: readonly Sku[]
}

/** One request for all SKUs, and one more behind the time of grace for those that are kept that long. */
const assignments = (
  context: StepContext,
  user: EntraUser,
  exchanged: Exchanged,
  { grace, loseMailbox }: LicencesInput,
): readonly Wanted[] => {
  const { assign, adjust, remove } = exchanged.delta
  const add = [...assign.map(({ licence }) => licence), ...adjust]
  const swaps = ({ mailbox }: LicenceChange): boolean => mailbox === true && add.some((licence) => licence.mailbox)
  const atOnce = grace === undefined ? remove : remove.filter(swaps)
  const request = (
    adding: readonly LicenceChange[],
    removing: readonly LicenceChange[],
    about: string,
  ): readonly Wanted[] => {
    if (adding.length + removing.length === 0) return []
    const loses = loseMailbox && removing.some(({ mailbox }) => mailbox)
    const change = {
      kind: 'entra.licence.assign',
      user: refTo(user, user.userPrincipalName),
      add: adding,
      remove: removing,
      ...(loses ? { loseMailbox } : {}),
    } as const
    return [{ change, ...(about ? { about } : {}), because: reasonsOf(context, exchanged, adding, removing) }]
  }
  const late = grace === undefined ? [] : remove.filter((licence) => !swaps(licence))
  return [...request(add, atOnce, ''), ...behindGrace(context, grace, request([], late, 'grace'))]
}

const reasonsOf = (
  context: StepContext,
  { wanted, named, byHand }: Exchanged,
  adding: readonly LicenceChange[],
  removing: readonly LicenceChange[],
): string | undefined => {
  const namesOf = (skus: readonly AskedSku[], { skuId }: LicenceChange): readonly string[] =>
    skus.filter((sku) => sku.skuId === skuId).map(({ askedAs }) => askedAs)
  const reasons = [
    ...adding.flatMap((licence) => namesOf(wanted, licence).map((name) => context.reasonFor('licences', name))),
    ...removing.flatMap((licence) =>
      namesOf(named, licence).map((name) => context.formerReasonFor?.('licences', name)),
    ),
    ...removing.map(({ skuId }) => (byHand.some((sku) => sku.skuId === skuId) ? 'by hand' : undefined)),
  ]
  return [...new Set(reasons.filter((reason) => reason !== undefined))].join(', ') || undefined
}
