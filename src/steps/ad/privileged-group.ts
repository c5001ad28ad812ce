import { type AdEntry, valueOf, valuesOf } from '../../model/ad-entry.ts'
import { Fault } from '../../model/fault.ts'
import { required } from '../required.ts'
import type { StepContext } from '../step.ts'

/**
 * Relative ids of domain groups that give control over the domain, whatever they are called in its language.
 * https://learn.microsoft.com/windows-server/identity/ad-ds/manage/understand-security-identifiers
 */
const PRIVILEGED_RIDS = new Set([498, 512, 516, 517, 518, 519, 520, 521, 522, 526, 527, 553])
/** Built-in groups (S-1-5-32-…) with rights over domain controllers: administrators, operators of accounts, servers, printers and backups, … */
const PRIVILEGED_BUILTIN = new Set([544, 547, 548, 549, 550, 551, 552, 556, 557, 562, 569, 574, 577, 578, 580])
/** Groups that get such rights by their name alone, because their ids differ from domain to domain. */
const PRIVILEGED_NAMES = new Set([
  'dnsadmins',
  'exchange windows permissions',
  'exchange trusted subsystem',
  'organization management',
  'enterprise key admins',
  'key admins',
])
const DEEPEST_NESTING = 20

/** Throws `plan/privileged-group` where the group, or a group that it is nested in, gives control over the directory. */
export const refusePrivileged = async (context: StepContext, group: AdEntry): Promise<void> => {
  const path = await privilegedPath(context, group, [])
  if (!path) return
  throw new Fault('plan/privileged-group', { group: path.join(', which is in ') }, { where: context.where() })
}

/** The chain of groups that leads to a privileged one, or null. Each group is looked at once; circles end. */
const privilegedPath = async (
  context: StepContext,
  group: AdEntry,
  above: readonly string[],
): Promise<readonly string[] | null> => {
  const path = [...above, valueOf(group, 'sAMAccountName') ?? group.dn]
  if (isPrivileged(group)) return path
  if (path.length >= DEEPEST_NESTING) return path
  for (const dn of valuesOf(group, 'memberOf')) {
    const parent = await required(context.read.ad).byDn(dn, ['adminCount', 'memberOf', 'objectSid', 'sAMAccountName'])
    if (!parent || path.includes(valueOf(parent, 'sAMAccountName') ?? parent.dn)) continue
    const found = await privilegedPath(context, parent, path)
    if (found) return found
  }
  return null
}

const isPrivileged = (group: AdEntry): boolean => {
  const sid = valueOf(group, 'objectSid') ?? ''
  const rid = Number(sid.slice(sid.lastIndexOf('-') + 1))
  if (valueOf(group, 'adminCount') === '1') return true
  if (sid.startsWith('S-1-5-32-')) return PRIVILEGED_BUILTIN.has(rid)
  return (
    (sid.startsWith('S-1-5-21-') && PRIVILEGED_RIDS.has(rid)) ||
    PRIVILEGED_NAMES.has((valueOf(group, 'sAMAccountName') ?? '').toLowerCase())
  )
}
