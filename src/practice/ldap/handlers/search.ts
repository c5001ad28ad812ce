import type { AdObject } from '../../ad/ad-object.ts'
import { nameRefusal, protocolRefusal, resultCode, win32 } from '../../ad/ad-refusal.ts'
import type { AdStore } from '../../ad/ad-store.ts'
import { practiceDomain } from '../../ad/practice-domain.ts'
import { attributeNamed } from '../../ad/schema/ad-schema.ts'
import { isInSchema, schemaDirectory } from '../../ad/schema/schema-directory.ts'
import { contextsBelow, findObjects } from '../../ad/search/find-objects.ts'
import { readText } from '../../ad/search/read-attributes.ts'
import { descriptorPart } from '../../ad/security-descriptor.ts'
import { syntaxRules } from '../../ad/syntax-rules.ts'
import { type Controls, controlOid, pageValue, type SortKey, sortedValue } from '../controls.ts'
import { dnWriter } from '../extended-dn.ts'
import { keepPages, type LdapSession, takePages } from '../ldap-session.ts'
import { isAdministrator } from '../rights.ts'
import { rootDse } from '../root-dse.ts'
import {
  done,
  encodeEntry,
  encodeReference,
  encodeResult,
  type ResponseControl,
  type Result,
} from '../wire/encode-response.ts'
import type { SearchRequest } from '../wire/ldap-message.ts'
import { answerDirSync } from './dir-sync.ts'
import { namedGrave, namedObject, signedIn } from './named-object.ts'
import { type Asked, selectAttributes } from './select-attributes.ts'

/** MaxPageSize of AD's query policy: nobody gets more entries in one answer. */
const MAX_PAGE = 1000
const tooMany: Result = { code: resultCode.sizeLimitExceeded, message: '', matchedDn: '' }

const answerRootDse = (store: AdStore, id: number, request: SearchRequest): readonly Buffer[] => {
  if (request.scope !== 'base') throw nameRefusal(resultCode.noSuchObject, win32.notFound, 'noObject', '')
  const attributes = rootDse(store, request.attributes).map(([type, values]) => ({
    type,
    values: values.map((value) => Buffer.from(value)),
  }))
  return [encodeEntry(id, '', attributes), encodeResult(id, 'search', done)]
}

const sorted = (store: AdStore, ids: readonly string[], [key]: readonly SortKey[]): readonly string[] => {
  const attribute = key && attributeNamed(key.attribute)
  if (!key || !attribute) return ids
  const { compare } = syntaxRules(attribute.syntax)
  const firstValue = (id: string): string | undefined => {
    const object = store.get(id)
    return object && readText(store, object, attribute)[0]
  }
  const inOrder = [...ids].map((id) => ({ id, value: firstValue(id) }))
  inOrder.sort((a, b) => {
    if (a.value === undefined || b.value === undefined)
      return Number(a.value === undefined) - Number(b.value === undefined)
    return (compare(a.value, b.value) ?? 0) * (key.reverse ? -1 : 1)
  })
  return inOrder.map(({ id }) => id)
}

/** Everything a search finds, or what an earlier page of it left. */
const remaining = (
  store: AdStore,
  session: LdapSession,
  base: AdObject,
  request: SearchRequest,
  controls: Controls,
): readonly string[] => {
  if (controls.page && controls.page.cookie.length > 0) {
    const rest = takePages(session, controls.page.cookie)
    if (rest) return rest
    throw protocolRefusal(resultCode.unavailableCriticalExtension, win32.invalidParameter, 'Error processing control')
  }
  const found = findObjects(store, base, request.scope, request.filter, { deleted: controls.showDeleted })
  return sorted(store, found, controls.sort)
}

/** Nobody but administrators may read what is audited, and a wish for all parts is one for that too. MS-ADTS 3.1.1.3.4.1.11. */
const readableParts = (
  store: AdStore,
  { account }: LdapSession,
  { descriptorParts }: Controls,
): Pick<Asked, 'descriptor' | 'descriptorUnasked'> => {
  const { owner, group, rights, audit } = descriptorPart
  const wanted = descriptorParts || owner | group | rights | audit
  const mayAll = account !== null && isAdministrator(store, account)
  return { descriptor: mayAll || !(wanted & audit) ? wanted : 0, descriptorUnasked: descriptorParts !== null }
}

const referencesBelow = (
  store: AdStore,
  id: number,
  base: AdObject,
  request: SearchRequest,
  controls: Controls,
): readonly Buffer[] => {
  if (request.scope !== 'sub' || controls.domainScope) return []
  return contextsBelow(store, base).map((context) =>
    encodeReference(id, [`ldap://${practiceDomain.dnsName}/${encodeURI(store.dnOf(context.id))}`]),
  )
}

interface Cut {
  readonly now: readonly string[]
  readonly later: readonly string[]
  readonly result: Result
}

/** What fits into this answer. Without the paged control the rest is lost and the client is told so. */
const cut = (ids: readonly string[], request: SearchRequest, page: Controls['page']): Cut => {
  const own = request.sizeLimit > 0 ? request.sizeLimit : Number.POSITIVE_INFINITY
  const most = Math.min(own, page && page.size > 0 ? page.size : MAX_PAGE, MAX_PAGE)
  const now = ids.slice(0, most)
  const isCut = ids.length > most
  if (page && most < own) return { now, later: ids.slice(most), result: done }
  return { now, later: [], result: isCut ? tooMany : done }
}

/** Answers a search: entries, references to other naming contexts, and the result. */
export const answerSearch = (
  store: AdStore,
  session: LdapSession,
  id: number,
  request: SearchRequest,
  controls: Controls,
): readonly Buffer[] => {
  if (request.base === '') return answerRootDse(store, id, request)
  const account = signedIn(session)
  if (controls.dirSync) return answerDirSync(store, account, id, request, controls.dirSync)
  return answerIn(isInSchema(request.base) ? schemaDirectory(store) : store, session, id, request, controls)
}

const answerIn = (
  store: AdStore,
  session: LdapSession,
  id: number,
  request: SearchRequest,
  controls: Controls,
): readonly Buffer[] => {
  const grave = controls.showDeleted ? namedGrave(store, request.base) : undefined
  const base = grave?.object ?? namedObject(store, request.base)
  const { now, later, result } = cut(remaining(store, session, base, request, controls), request, controls.page)
  const writeDn = dnWriter(store, controls)
  const entries = now.flatMap((found) => {
    const bin = store.grave(found)
    const object = store.get(found) ?? bin?.object
    if (!object) return []
    const links = controls.showDeactivatedLinks ? bin?.links : undefined
    const parts = readableParts(store, session, controls)
    const asked = { names: request.attributes, typesOnly: request.typesOnly, links, writeDn, ...parts }
    return [encodeEntry(id, writeDn(store.dnOf(found)), selectAttributes(store, object, asked))]
  })
  const answered: ResponseControl[] = []
  if (controls.page) {
    const cookie = later.length > 0 ? keepPages(session, later) : Buffer.alloc(0)
    answered.push({ oid: controlOid.paged, value: pageValue(cookie) })
  }
  if (controls.sort.length > 0) answered.push({ oid: controlOid.serverSorted, value: sortedValue() })
  const references = later.length === 0 ? referencesBelow(store, id, base, request, controls) : []
  return [...entries, ...references, encodeResult(id, 'search', result, answered)]
}
