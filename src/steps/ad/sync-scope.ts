import { isBelow, sameDn } from '../../model/distinguished-name.ts'
import { Fault } from '../../model/fault.ts'
import { personName } from '../../model/person.ts'
import { required } from '../required.ts'
import type { StepContext } from '../step.ts'
import { fullDn } from './find-ou.ts'

/** What moving an account means for the one in Entra. */
export interface SyncConsequence {
  /** Set where Entra Connect deletes the cloud account, because it no longer sees the one in AD. */
  readonly leavesSync?: true
  readonly notes: readonly string[]
}

const inside = (dn: string, units: readonly string[]): boolean =>
  units.some((unit) => sameDn(dn, unit) || isBelow(dn, unit))

/** The part of a DN right below the domain. */
const branchOf = (dn: string, base: string): string | undefined =>
  dn
    .slice(0, -base.length - 1)
    .split(/(?<!\\),/)
    .at(-1)

/**
 * Whether an account that goes from one place (its DN) to an OU leaves what Entra Connect synchronises. Entra Connect then deletes the cloud
 * account with its mailbox, so unless the playbook wants just that (`leaveSync: true`) it is refused: `plan/leaves-sync`.
 */
export const syncConsequence = async (
  context: StepContext,
  { from, to, leaveSync }: { readonly from: string; readonly to: string; readonly leaveSync: boolean },
): Promise<SyncConsequence> => {
  if (context.mode !== 'hybrid') return { notes: [] }
  const { base } = await required(context.read.ad).domain()
  if (!context.syncedOus) return { notes: notKnown(from, to, base) }
  const units = context.syncedOus.flatMap((ou) => fullDn(ou, base) ?? [])
  if (!inside(from, units) || inside(to, units)) return { notes: [] }
  if (!leaveSync) {
    const params = { person: personName(context.person), ou: to }
    throw new Fault('plan/leaves-sync', params, { where: context.where() })
  }
  return { leavesSync: true, notes: [`Entra Connect does not look into ${to}, so it deletes the cloud account`] }
}

const notKnown = (from: string, to: string, base: string): readonly string[] =>
  branchOf(from, base)?.toLowerCase() === branchOf(to, base)?.toLowerCase()
    ? []
    : [
        `if Entra Connect does not look into ${to}, it deletes the cloud account; ad.syncedOus in joinery.yaml would tell`,
      ]
