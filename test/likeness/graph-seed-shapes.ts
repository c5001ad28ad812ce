import type { Json, JsonObject } from '../../src/model/json.ts'
import type { StagedType } from './graph-stage.ts'

export const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
export const collections: { readonly [collection: string]: StagedType } = {
  users: 'user',
  groups: 'group',
  devices: 'device',
  serviceprincipals: 'servicePrincipal',
  applications: 'application',
  directoryroles: 'directoryRole',
  directoryobjects: 'user',
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The objects of an answer: the items of a list, or the one that it is. */
export const shownIn = (body: Json): readonly JsonObject[] => {
  if (!isObject(body)) return []
  return Array.isArray(body.value) ? (body.value as readonly Json[]).filter(isObject) : [body]
}

export const typeOf = (item: JsonObject, otherwise: StagedType): StagedType => {
  const name = String(item['@odata.type'] ?? '').replace('#microsoft.graph.', '')
  return Object.values(collections).includes(name as StagedType) ? (name as StagedType) : otherwise
}

export const atLeastOne = (items: readonly JsonObject[]): readonly JsonObject[] => (items.length > 0 ? items : [{}])
