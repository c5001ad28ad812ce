import { type AdEntry, firstValue, valuesOf } from '../../model/ad-entry.ts'
import { rdnValue } from '../../model/distinguished-name.ts'
import { Fault } from '../../model/fault.ts'
import type { AdReader } from '../../ports/ad.ts'
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

/** What has to be read of a group to tell whether it is privileged. */
export const privilegeAttributes = ['adminCount', 'memberOf', 'objectSid', 'sAMAccountName'] as const

/**
 * Throws `plan/privileged-group` where the group, or a group that it is nested in however deep, gives control over the directory, and the
 * policy does not let this playbook give it.
 */
export const refusePrivileged = async (context: StepContext, group: AdEntry): Promise<void> => {
  const path = await privilegedPath(required(context.read.ad), group)
  if (!path || context.allowsPrivilege?.(spellingsOf(group))) return
  throw new Fault('plan/privileged-group', { group: path.join(', which is in ') }, { where: context.where() })
}

/** What a policy may call the group. */
const spellingsOf = (group: AdEntry): readonly string[] => [group.id, group.dn, nameOf(group), rdnValue(group.dn)]

/**
 * Names of the groups that lead from this one to one that gives control over the directory, both included; null where none does. Groups are
 * followed however deep, each once, so circles end. The group has to be read with `privilegeAttributes`.
 */
export const privilegedPath = async (ad: AdReader, group: AdEntry): Promise<readonly string[] | null> => {
  const seen = new Set([group.id])
  const open: { readonly group: AdEntry; readonly path: readonly string[] }[] = [{ group, path: [nameOf(group)] }]
  for (let next = open.shift(); next; next = open.shift()) {
    if (isPrivileged(next.group)) return next.path
    for (const parent of await parentsOf(ad, next.group)) {
      if (seen.has(parent.id)) continue
      seen.add(parent.id)
      open.push({ group: parent, path: [...next.path, nameOf(parent)] })
    }
  }
  return null
}

const nameOf = (group: AdEntry): string => firstValue(group, 'sAMAccountName') ?? group.dn

const parentsOf = async (ad: AdReader, group: AdEntry): Promise<readonly AdEntry[]> => {
  const parents = [...valuesOf(group, 'memberOf')].sort()
  const read = await Promise.all(parents.map((dn) => ad.byDn(dn, privilegeAttributes)))
  return read.filter((parent) => parent !== null)
}

const isPrivileged = (group: AdEntry): boolean => {
  if (firstValue(group, 'adminCount') === '1') return true
  const sid = firstValue(group, 'objectSid') ?? ''
  const rid = Number(sid.slice(sid.lastIndexOf('-') + 1))
  if (sid.startsWith('S-1-5-32-')) return PRIVILEGED_BUILTIN.has(rid)
  const isOfDomain = sid.startsWith('S-1-5-21-') && PRIVILEGED_RIDS.has(rid)
  return isOfDomain || PRIVILEGED_NAMES.has(nameOf(group).toLowerCase())
}
