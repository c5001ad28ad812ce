import type { AdObject } from './ad-object.ts'
import type { AdStore } from './ad-store.ts'
import { guidFromBytes, isGuid } from './guid.ts'
import { practiceDomain } from './practice-domain.ts'
import { classNamed } from './schema/ad-schema.ts'
import { isSid, sidFromBytes } from './sid.ts'
import type { Resolved } from './store/resolve-dn.ts'
import { wellKnownContainer } from './well-known-containers.ts'

/** objectCategory names classes of the schema; they are kept as `schema:<common name>` instead of an objectGUID. */
const SCHEMA_TARGET = 'schema:'
export const schemaTarget = (classCommonName: string): string => `${SCHEMA_TARGET}${classCommonName}`

const SPECIAL_DN = /^<(GUID|SID|WKGUID)=([^>]*)>$/i

const found = (object: AdObject | undefined): Resolved =>
  object ? { object } : { object: null, nearest: null, missing: 1 }

/** A GUID as it may stand in a name: in its text form, or its sixteen bytes in hexadecimal. */
export const guidInName = (text: string): string | null =>
  isGuid(text) ? text.toLowerCase() : guidFromBytes(Buffer.from(text, 'hex'))

const bySpecialName = (store: AdStore, kind: string, value: string): Resolved => {
  if (kind === 'WKGUID') return found(wellKnownContainer(store, value))
  if (kind === 'GUID') return found(store.get(guidInName(value) ?? ''))
  const sid = isSid(value) ? value : sidFromBytes(Buffer.from(value, 'hex'))
  return found(sid === null ? undefined : store.bySid(sid))
}

/** The object that a DN, `<GUID=…>`, `<SID=…>` or `<WKGUID=…,…>` names; null where the text is none of these. */
export const findNamed = (store: AdStore, name: string): Resolved | null => {
  const special = SPECIAL_DN.exec(name)
  return special ? bySpecialName(store, (special[1] ?? '').toUpperCase(), special[2] ?? '') : store.resolve(name)
}

/** What a DN-valued attribute keeps for this text; null where nothing is there. */
export const targetOf = (store: AdStore, name: string): string | null => {
  const object = findNamed(store, name)?.object
  if (object) return object.id
  const inSchema = name.toLowerCase().endsWith(`,${practiceDomain.schema.toLowerCase()}`)
  const commonName = /^CN=([^,]+),/i.exec(name)?.[1]
  return inSchema && commonName !== undefined ? schemaTarget(commonName) : null
}

/** The DN of what a DN-valued attribute keeps; empty when it is gone. */
export const dnOfTarget = (store: AdStore, target: string): string =>
  target.startsWith(SCHEMA_TARGET)
    ? `CN=${target.slice(SCHEMA_TARGET.length)},${practiceDomain.schema}`
    : store.dnOf(target)

/** objectCategory may be asked for by class name alone: `person`. */
export const categoryTarget = (className: string): string | null => {
  const category = classNamed(className)?.category
  return category === undefined ? null : schemaTarget(category)
}
