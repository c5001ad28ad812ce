import type { HeldLicence } from '../../model/entra-objects.ts'
import type { Hazard } from '../../model/glossary.ts'
import { idIn, type ObjectRef } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import type { EntraLicenceAssign, LicenceChange } from './entra-licence.ts'
import { licenceRemains } from './entra-licence-remains.ts'
import { mailboxLoss } from './mailbox-loss.ts'

const isNew = (licence: LicenceChange): boolean => licence.disabledBefore === undefined

const asRef = ({ skuId, skuPartNumber }: LicenceChange): ObjectRef => ({ id: skuId, name: skuPartNumber })

const named = ({ skuPartNumber, disabledPlans, disabledPlanNames = disabledPlans }: LicenceChange): string =>
  disabledPlanNames.length > 0 ? `${skuPartNumber} without ${disabledPlanNames.join(', ')}` : skuPartNumber

const summaryOf = ({ user, add, remove }: EntraLicenceAssign): string => {
  const list = (licences: readonly LicenceChange[]) => licences.map(named).join(' and ')
  const adding = add.filter(isNew)
  const changing = add.filter((licence) => !isNew(licence))
  const parts = [
    adding.length > 0 && `assign ${list(adding)} to ${user.name}`,
    changing.length > 0 && `change ${list(changing)} of ${user.name}`,
    remove.length > 0 && `remove ${remove.map(({ skuPartNumber }) => skuPartNumber).join(' and ')} from ${user.name}`,
  ]
  return parts.filter(Boolean).join(', ')
}

const countOf = ({ add, remove }: EntraLicenceAssign): 'add' | 'modify' | 'remove' => {
  if (remove.length === 0 && add.every(isNew)) return 'add'
  return add.length === 0 ? 'remove' : 'modify'
}

const before = ({ add, remove }: EntraLicenceAssign): readonly string[] => [
  ...add.filter((licence) => !isNew(licence)).map(({ skuPartNumber }) => skuPartNumber),
  ...remove.map(named),
]

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((value) => b.includes(value))

const shows = (held: readonly HeldLicence[], change: EntraLicenceAssign): boolean => {
  const direct = new Map(held.filter(({ group }) => group === null).map((licence) => [licence.skuId, licence]))
  const isHeld = ({ skuId, disabledPlans }: LicenceChange) =>
    sameSet(direct.get(skuId)?.disabledPlans ?? ['-'], disabledPlans)
  return change.add.every(isHeld) && change.remove.every(({ skuId }) => !direct.has(skuId))
}

const hazardsOf = ({ add, remove, loseMailbox }: EntraLicenceAssign): readonly Hazard[] => [
  ...(add.some(isNew) ? (['costs-licence'] as const) : []),
  ...(remove.length > 0 ? (['revokes-access'] as const) : []),
  ...(loseMailbox ? (['deletes-data'] as const) : []),
]

export const entraLicenceAssign: ChangeKind<EntraLicenceAssign> = {
  kind: 'entra.licence.assign',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['LicenseAssignment.ReadWrite.All', 'MailboxSettings.Read'] },

  describe: (change) => ({
    target: { type: 'licence', id: idIn(change.user), name: change.user.name },
    summary: summaryOf(change),
    before: { licences: before(change) },
    after: { licences: change.add.map(named) },
    count: countOf(change),
  }),

  hazards: hazardsOf,
  refs: (change) => [change.user],
  writes: (change) => ({ accounts: [change.user] }),
  exchanges: ({ user, add, remove }) => ({
    account: user,
    set: 'licences',
    gains: add.filter(isNew).map(asRef),
    loses: remove.map(asRef),
  }),

  async refuses({ user, add, remove, loseMailbox }, read, context) {
    if (loseMailbox) return null
    const touched = new Set([...add, ...remove].map(({ skuId }) => skuId))
    const goes = ({ skuId, group }: HeldLicence): boolean => group === null && touched.has(skuId)
    return mailboxLoss(read, { user, goes, comes: add }, context)
  },

  async apply(change, to, context) {
    const id = context.idOf(change.user)
    const add = change.add.map(({ skuId, disabledPlans }) => ({ skuId, disabledPlans }))
    const remove = change.remove.map(({ skuId }) => skuId)
    await required(to.entra, 'entra').assignLicences(id, { add, remove })
    return { id }
  },

  async holds(change, read, context) {
    const id = context.idOf(change.user)
    const entra = required(read.entra, 'entra')
    if (!(await entra.user(id))) return null
    return shows(await entra.licencesOf(id), change) ? { id } : null
  },

  async found({ user, add, remove }, read, context) {
    const held = await required(read.entra, 'entra').licencesOf(context.idOf(user))
    const about = [...add, ...remove]
    const licences = held
      .filter(({ group }) => group === null)
      .flatMap(({ skuId, disabledPlans }) => {
        const known = about.find((licence) => licence.skuId === skuId)
        return known ? [named({ ...known, disabledPlans, disabledPlanNames: disabledPlans })] : []
      })
    return { licences }
  },

  inverse({ user, add, remove }): EntraLicenceAssign {
    const restored: readonly LicenceChange[] = add.flatMap(
      ({ skuId, skuPartNumber, disabledPlans, disabledBefore, mailbox }) =>
        disabledBefore
          ? [
              {
                skuId,
                skuPartNumber,
                disabledPlans: disabledBefore,
                disabledBefore: disabledPlans,
                ...(mailbox ? { mailbox } : {}),
              },
            ]
          : [],
    )
    const taken = add.filter(isNew)
    // A mailbox that came with the licence goes with it.
    const loses = taken.some(({ mailbox }) => mailbox) && ![...remove, ...restored].some(({ mailbox }) => mailbox)
    return {
      kind: 'entra.licence.assign',
      user,
      add: [...remove, ...restored],
      remove: taken,
      ...(loses ? { loseMailbox: true } : {}),
    }
  },

  remains: licenceRemains,
}
