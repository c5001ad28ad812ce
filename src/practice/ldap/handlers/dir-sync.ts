import { type AdObject, createdAt, isNcHead, valueIn } from '../../ad/ad-object.ts'
import { accessRefusal, protocolRefusal, resultCode, serviceRefusal, win32 } from '../../ad/ad-refusal.ts'
import type { AdStore } from '../../ad/ad-store.ts'
import { attributeNamed, isBackLink } from '../../ad/schema/ad-schema.ts'
import type { AttributeSchema } from '../../ad/schema/schema.ts'
import { findObjects } from '../../ad/search/find-objects.ts'
import { attributesShown, readText, toWire } from '../../ad/search/read-attributes.ts'
import { type Controls, controlOid, dirSyncValue } from '../controls.ts'
import { isAdministrator } from '../rights.ts'
import { done, encodeEntry, encodeResult, type WireAttribute } from '../wire/encode-response.ts'
import type { SearchRequest } from '../wire/ldap-message.ts'
import { namedObject } from './named-object.ts'

type DirSync = NonNullable<Controls['dirSync']>

/** Whoever has no right to replicate sees what they may read, if they say so. */
const OBJECT_SECURITY = 0x1
const ANCESTORS_FIRST = 0x800
const REPLICATION_DENIED = 0x2105
/** More is not sent at a time, whatever the client would take. */
const MOST_BYTES = 1_048_576
const COOKIE = /^usn (\d+)$/

/** The update that the client has seen last; 0 for one that has seen nothing. */
const seenBy = ({ cookie }: DirSync): number => {
  if (cookie.length === 0) return 0
  const usn = COOKIE.exec(cookie.toString('latin1'))?.[1]
  if (usn !== undefined) return Number(usn)
  throw protocolRefusal(resultCode.unavailableCriticalExtension, win32.invalidParameter, 'Error processing control')
}

const checkAllowed = (store: AdStore, account: string, request: SearchRequest, { flags }: DirSync): void => {
  const asReader = (flags & OBJECT_SECURITY) !== 0
  if (!isNcHead(namedObject(store, request.base))) {
    throw asReader ? serviceRefusal(win32.unwilling) : accessRefusal(REPLICATION_DENIED)
  }
  if (request.scope !== 'sub') throw serviceRefusal(win32.unwilling)
  if (!asReader && !isAdministrator(store, account)) throw accessRefusal(REPLICATION_DENIED)
}

const updatedAt = (object: AdObject): number => Number(valueIn(object, 'uSNChanged') ?? 0)

/** What of a deleted object changed with its deletion. */
const OF_DELETION: ReadonlySet<string> = new Set([
  'isDeleted',
  'name',
  'cn',
  'ou',
  'lastKnownParent',
  'msDS-LastKnownRDN',
])

const isNews = (store: AdStore, object: AdObject, { name }: AttributeSchema, seen: number): boolean => {
  if (createdAt(object) > seen) return true
  return store.grave(object.id) ? OF_DELETION.has(name) : store.isChangedSince(object.id, name, seen)
}

/** Attributes that were replicated: neither computed ones nor the back sides of links. */
const asked = (object: AdObject, names: readonly string[]): readonly AttributeSchema[] => {
  const all = names.length === 0 || names.includes('*')
  const named = names.flatMap((name) => attributeNamed(name.split(';')[0] ?? '') ?? [])
  const found = all ? [...attributesShown(object), ...named] : named
  return [...new Set(found)].filter((each) => !each.constructed && !isBackLink(each))
}

/** What is news of an object: attributes with their values, and without any where they were taken away. */
const newsOf = (store: AdStore, object: AdObject, names: readonly string[], seen: number): readonly WireAttribute[] =>
  asked(object, names)
    .filter((attribute) => attribute.name !== 'objectGUID' && isNews(store, object, attribute, seen))
    .map((attribute) => ({ type: attribute.name, values: toWire(attribute, readText(store, object, attribute)) }))
    .filter(({ values }) => values.length > 0 || (seen > 0 && createdAt(object) <= seen))

const idOf = (store: AdStore, object: AdObject): WireAttribute => {
  const attribute = attributeNamed('objectGUID')
  return { type: 'objectGUID', values: attribute ? toWire(attribute, readText(store, object, attribute)) : [] }
}

const depth = (store: AdStore, object: AdObject): number =>
  object.parent === null ? 0 : 1 + depth(store, store.get(object.parent) ?? { ...object, parent: null })

interface Entry {
  readonly object: AdObject
  readonly bytes: Buffer
}

/**
 * Answers what changed since a cookie, deleted objects included. The cookie is the last update that was told.
 * https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-adts/2213a7f2-0a36-483c-b2a4-8574d53aa1e3
 */
export const answerDirSync = (
  store: AdStore,
  account: string,
  id: number,
  request: SearchRequest,
  sync: DirSync,
): readonly Buffer[] => {
  checkAllowed(store, account, request, sync)
  const seen = seenBy(sync)
  const changed = findObjects(store, namedObject(store, request.base), 'sub', request.filter, { deleted: true })
    .flatMap((found) => store.get(found) ?? store.grave(found)?.object ?? [])
    .filter((object) => updatedAt(object) > seen)
    .sort((a, b) => updatedAt(a) - updatedAt(b))
  const most = Math.min(sync.maxBytes > 0 ? sync.maxBytes : MOST_BYTES, MOST_BYTES)
  const entries: Entry[] = []
  let told = store.highestUsn
  let bytes = 0
  let more = false
  for (const object of changed) {
    const news = newsOf(store, object, request.attributes, seen)
    if (news.length === 0) continue
    const entry = encodeEntry(id, store.dnOf(object.id), [idOf(store, object), ...news])
    const last = entries.at(-1)
    if (last && bytes + entry.length > most) {
      told = updatedAt(last.object)
      more = true
      break
    }
    entries.push({ object, bytes: entry })
    bytes += entry.length
  }
  if (sync.flags & ANCESTORS_FIRST) entries.sort((a, b) => depth(store, a.object) - depth(store, b.object))
  const control = { oid: controlOid.dirSync, value: dirSyncValue(more, Buffer.from(`usn ${told}`)) }
  return [...entries.map((entry) => entry.bytes), encodeResult(id, 'search', done, [control])]
}
