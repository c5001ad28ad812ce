import type { JsonObject } from '../../../model/json.ts'
import { parseMembershipRule } from '../../entra/dynamic-rule.ts'
import type { EntraStore } from '../../entra/entra-store.ts'
import { isUnified, type StoredGroup } from '../../entra/stored-objects.ts'
import type { GraphCall } from '../graph-call.ts'
import { conflict, GraphFault } from '../graph-fault.ts'
import { requireRoles } from '../permissions.ts'
import { isNickname } from './user-rules.ts'

/** Mail-enabled security groups and distribution lists belong to Exchange. */
export const isExchangeOwned = (group: StoredGroup): boolean =>
  group.properties.mailEnabled === true && !isUnified(group)

/** Whether Graph can make a group of this kind. https://learn.microsoft.com/graph/api/resources/groups-overview */
export const checkGroupKind = (properties: JsonObject): void => {
  const types = Array.isArray(properties.groupTypes) ? properties.groupTypes : []
  if (types.some((type) => type !== 'Unified' && type !== 'DynamicMembership')) throw new GraphFault('invalid-values')
  const unified = types.includes('Unified')
  if (!unified && (properties.mailEnabled === true || properties.securityEnabled === false))
    throw new GraphFault('group-kind')
  if (unified && properties.mailEnabled !== true) throw new GraphFault('invalid-values')
  if (types.includes('DynamicMembership')) checkRule(properties)
}

const checkRule = ({ membershipRule, isAssignableToRole }: JsonObject): void => {
  if (typeof membershipRule !== 'string') throw new GraphFault('required-rule')
  if (parseMembershipRule(membershipRule) === null || isAssignableToRole === true)
    throw new GraphFault('invalid-values')
}

/** Aliases are unique among Microsoft 365 groups. */
export const checkNickname = (store: EntraStore, properties: JsonObject, self: string | null): void => {
  const { mailNickname } = properties
  if (typeof mailNickname !== 'string' || !isNickname(mailNickname)) {
    throw new GraphFault('invalid-value', { property: 'mailNickname', resource: 'Group' })
  }
  const isMailGroup = Array.isArray(properties.groupTypes) && properties.groupTypes.includes('Unified')
  const others = store
    .find('mailNickname', mailNickname)
    .filter((object) => object.id !== self && object.type === 'group' && isUnified(object))
  if (isMailGroup && others.length > 0) throw conflict('user-dup-nickname', 'mailNickname')
}

/** Groups that can hold admin roles need a permission of their own for every write. */
export const guardRoleGroup = (call: GraphCall, properties: JsonObject): void => {
  if (properties.isAssignableToRole !== true) return
  requireRoles(call.caller, ['RoleManagement.ReadWrite.Directory'])
  if (properties.securityEnabled !== true) throw new GraphFault('invalid-values')
}

/** Properties that a group keeps from its creation on. */
export const refuseImmutable = (group: StoredGroup, properties: JsonObject): void => {
  const { isAssignableToRole } = properties
  const before = group.properties.isAssignableToRole === true
  if (isAssignableToRole !== undefined && (isAssignableToRole === true) !== before)
    throw new GraphFault('immutable', { property: 'isAssignableToRole' })
}
