import type { SourcePath, YamlSource } from '../files/yaml-source.ts'
import { Fault } from '../model/fault.ts'
import { privilegeOf } from './privileged-names.ts'

/** Keys under which groups, roles, places and people are named that get something. */
const naming = new Set([
  'add',
  'only',
  'groups',
  'cloudGroups',
  'roles',
  'members',
  'member',
  'owner',
  'owners',
  'ou',
  'to',
  'target',
  'account',
  'group',
  'is',
])

/**
 * Privileged names that stand in a file as they are. A first look, for `joinery check`: names that come from expressions, and groups that are
 * privileged by nesting, are refused when a plan is made.
 */
export const privilegedNames = (
  value: unknown,
  path: SourcePath,
  source: YamlSource,
  allowed: readonly string[] = [],
): readonly Fault[] => {
  if (typeof value === 'string') {
    const key = path.findLast((part) => typeof part === 'string')
    const what = typeof key === 'string' && naming.has(key) ? privilegeOf(value, allowed) : null
    return what ? [new Fault('playbook/privileged', { name: value, what }, { where: source.at(path) })] : []
  }
  if (typeof value !== 'object' || value === null) return []
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return entries.flatMap(([key, inner]) => privilegedNames(inner, [...path, key], source, allowed))
}
