import type { Json } from '../../src/model/json.ts'
import { roleFacts } from '../../src/practice/entra/role-facts.ts'
import { skuFacts } from '../../src/practice/entra/sku-facts.ts'
import { firstRole } from './graph-seed-areas.ts'
import { collections, GUID, isObject } from './graph-seed-shapes.ts'
import type { Stage } from './graph-stage.ts'

/** Of which every tenant has more than it needs. */
const FREE_SKU = skuFacts.find(({ skuPartNumber }) => skuPartNumber === 'FLOW_FREE')?.skuId ?? ''

/** Documentation leaves some bodies out: the least that the operation takes. */
export const bodyUnshown = (method: string, path: string): Json => {
  if (path.endsWith('/wipeManagedAppRegistrationsByDeviceTag')) return { deviceTag: 'a-tag' }
  if (path.endsWith('/$ref')) return { '@odata.id': 'https://graph.microsoft.com/v1.0/users/{id}' }
  if (method === 'PATCH' && path.endsWith('/emailMethods/3ddfcfc8-9383-446f-83cc-3ab9be4be18f'))
    return { emailAddress: 'kim@example.com' }
  if (method === 'PATCH' && path.includes('/phoneMethods/'))
    return { phoneNumber: '+1 2065555555', phoneType: 'mobile' }
  if (method === 'PATCH' && path.startsWith('/servicePrincipals/{')) return { appRoleAssignmentRequired: true }
  if (method === 'POST' && path === '/servicePrincipals') return { appId: 'of-an-application' }
  return null
}

/** Puts in what the body points to: references, principals, resources, licences. */
export const stageBody = (stage: Stage, body: Json, path: string): Json => {
  if (Array.isArray(body)) return body.map((item: Json) => stageBody(stage, item, path))
  if (!isObject(body)) return body
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, stageValue(stage, name, value, path)]))
}

const stageValue = (stage: Stage, name: string, value: Json, path: string): Json => {
  if (name === '@odata.id' || name.endsWith('@odata.bind'))
    return Array.isArray(value)
      ? value.map((url: Json) => reference(stage, String(url)))
      : reference(stage, String(value))
  if (name === 'principalId') return stage.put('user', GUID.test(String(value)) ? { id: value } : {})
  if (name === 'appId') return String(stage.store.object(stage.put('application'))?.properties.appId)
  if (name === 'consentType' && value !== 'Principal' && value !== 'AllPrincipals') return 'Principal'
  if (name === 'clientId' || name === 'resourceId')
    return stage.put('servicePrincipal', GUID.test(String(value)) ? { id: value } : {})
  if (name === 'roleDefinitionId') return firstRole
  if (/getByIds$/.test(path) && name === 'ids') return [stage.put('user'), stage.put('user')]
  if (name === 'skuId') return FREE_SKU
  if (name === 'roleTemplateId') return roleFacts.at(-1)?.id ?? value
  if (name === 'disabledPlans') return []
  if (name === 'removeLicenses' && Array.isArray(value))
    return value.length === 0 ? [] : [stage.store.skus[0]?.skuId ?? '']
  return stageBody(stage, value, path)
}

const reference = (stage: Stage, url: string): string => {
  const [, collection = '', name = ''] = /\/([\w]+)\/([^/]+)$/.exec(url) ?? []
  const type = collections[collection.toLowerCase()] ?? 'user'
  const id = stage.put(type, GUID.test(name) ? { id: name } : {})
  return `https://graph.microsoft.com/v1.0/${collection || 'directoryObjects'}/${id}`
}
