import type { Json, JsonObject } from '../../src/model/json.ts'
import { consentGrants, roleEligibilities } from '../../src/practice/entra/rights-shelves.ts'
import { activeGrants, assignmentId, giveRole } from '../../src/practice/entra/role-assignments.ts'
import { roleFacts } from '../../src/practice/entra/role-facts.ts'
import { GUID, shownIn, typeOf } from './graph-seed-shapes.ts'
import type { Stage, StagedType } from './graph-stage.ts'

/** Deleted users and groups, by id or in the list. */
export const stageDeleted = (stage: Stage, rest: readonly string[], answer: Json): readonly string[] => {
  const [first = '', name = '', ...more] = rest
  if (first.toLowerCase() !== 'deleteditems') return rest
  const cast = /^microsoft\.graph\.(\w+)$/.exec(name)?.[1] as StagedType | undefined
  const at = { deletedDateTime: '2026-11-20T08:00:00Z' }
  const [item = {}] = shownIn(answer)
  const type = cast ?? typeOf(item, 'user')
  const id = stage.put(type, { ...item, ...(GUID.test(name) ? { id: name } : {}), ...at })
  const object = stage.store.deleted(id)
  if (object?.type === 'user') {
    const mangled = `${id.replaceAll('-', '')}${object.properties.userPrincipalName}`
    stage.store.put({ ...object, properties: { ...object.properties, userPrincipalName: mangled } })
  }
  return cast === undefined && name !== '' ? [first, id, ...more] : rest
}

export const putConsent = (stage: Stage, wish: JsonObject): string => {
  const id = /^[\w-]{20,}$/.test(String(wish.id)) ? String(wish.id) : `consent-${stage.newId()}`
  consentGrants(stage.store).put(id, {
    id,
    clientId: stage.put('servicePrincipal'),
    consentType: 'Principal',
    principalId: typeof wish.principalId === 'string' ? wish.principalId : stage.put('user'),
    resourceId: stage.put('servicePrincipal'),
    scope: 'User.Read',
  })
  return id
}

export const stageConsent = (stage: Stage, rest: readonly string[], answer: Json): readonly string[] => {
  const [name = '', ...more] = rest
  if (name === 'delta') return rest
  const [item = {}] = shownIn(answer)
  const id = putConsent(stage, { ...(name === '' ? { id: item.id ?? null } : { id: name }) })
  return name === '' ? [] : [id, ...more]
}

export const firstRole = roleFacts[1]?.id ?? ''

/** Somebody who holds a role and may switch on another. */
export const stageRoles = (stage: Stage, rest: readonly string[], answer: Json): readonly string[] => {
  const [provider = '', collection = '', name = '', ...more] = rest
  if (provider !== 'directory') return rest
  const [item = {}] = shownIn(answer)
  const principalId = stage.put('user', GUID.test(String(item.principalId)) ? { id: item.principalId ?? null } : {})
  const scope = { directoryScopeId: '/', startDateTime: '2026-11-01T08:00:00Z', endDateTime: null }
  const grant = { id: assignmentId(firstRole, principalId, '/'), principalId, roleDefinitionId: firstRole, ...scope }
  giveRole(stage.store, { ...grant, assignmentType: 'Assigned' })
  const eligibility = { ...grant, id: `${grant.id}-e` }
  roleEligibilities(stage.store).put(eligibility.id, eligibility)
  if (name === '' || name.startsWith('filterBy')) return rest
  if (collection === 'roleDefinitions')
    return [provider, collection, roleFacts.some(({ id }) => id === name) ? name : firstRole]
  const schedule = stage.store.ids.uuid('eligibility', eligibility.id)
  const idIn = (set: string): string => {
    if (!set.startsWith('roleElig')) return id
    return set === 'roleEligibilityScheduleInstances' ? eligibility.id : schedule
  }
  const id = activeGrants(stage.store).some((one) => one.id === grant.id) ? grant.id : name
  return [provider, collection, idIn(collection), ...more]
}
