import { type FoundingValues, found } from '../../seed/founding.ts'
import { AdStore } from '../ad-store.ts'
import { practiceDomain } from '../practice-domain.ts'
import { allAttributes, allClasses } from './ad-schema.ts'
import type { AttributeSchema, ClassSchema, Syntax } from './schema.ts'

/** attributeSyntax and oMSyntax. https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/7cda533e-d7a4-4aec-a517-91d02ff4a1aa */
const syntaxNumbers: { readonly [S in Syntax]: readonly [attributeSyntax: string, oMSyntax: number] } = {
  text: ['2.5.5.12', 64],
  exact: ['2.5.5.3', 27],
  integer: ['2.5.5.9', 2],
  long: ['2.5.5.16', 65],
  boolean: ['2.5.5.8', 1],
  time: ['2.5.5.11', 24],
  octets: ['2.5.5.10', 4],
  guid: ['2.5.5.10', 4],
  sid: ['2.5.5.17', 4],
  oid: ['2.5.5.2', 6],
  descriptor: ['2.5.5.15', 66],
  dn: ['2.5.5.1', 127],
  dnBinary: ['2.5.5.7', 127],
  dnText: ['2.5.5.14', 127],
}
const classKinds = { '88': 0, structural: 1, abstract: 2, auxiliary: 3 } as const
const INDEXED = 1
const ANR = 4

const asFlag = (value: boolean): string => (value ? 'TRUE' : 'FALSE')

const withoutNulls = (values: { readonly [name: string]: FoundingValues[string] | null }): FoundingValues => {
  const given = Object.entries(values).filter((pair): pair is [string, FoundingValues[string]] => pair[1] !== null)
  return Object.fromEntries(given.filter(([, value]) => typeof value !== 'object' || value.length > 0))
}

const attributeValues = (attribute: AttributeSchema): FoundingValues =>
  withoutNulls({
    lDAPDisplayName: attribute.name,
    attributeID: attribute.oid,
    attributeSyntax: syntaxNumbers[attribute.syntax][0],
    oMSyntax: syntaxNumbers[attribute.syntax][1],
    isSingleValued: asFlag(attribute.single),
    systemOnly: asFlag(attribute.systemOnly),
    searchFlags: (attribute.indexed ? INDEXED : 0) + (attribute.anr ? ANR : 0),
    rangeLower: attribute.min,
    rangeUpper: attribute.max,
    linkID: attribute.linkId,
  })

const classValues = (each: ClassSchema): FoundingValues =>
  withoutNulls({
    lDAPDisplayName: each.name,
    governsID: each.oid,
    subClassOf: each.superior,
    objectClassCategory: classKinds[each.kind],
    rDNAttID: each.rdn,
    systemMustContain: each.must,
    systemMayContain: each.may,
    systemAuxiliaryClass: each.auxiliary,
    systemPossSuperiors: each.under,
    defaultHidingValue: asFlag(each.hidden),
  })

const attributeType = ({ oid, name, single }: AttributeSchema): string =>
  `( ${oid} NAME '${name}'${single ? ' SINGLE-VALUE' : ''} )`

const objectClass = ({ oid, name, superior, kind, must, may }: ClassSchema): string => {
  const list = (word: string, names: readonly string[]): string =>
    names.length > 0 ? ` ${word} (${names.join(' $ ')} )` : ''
  const word = kind === '88' ? 'STRUCTURAL' : kind.toUpperCase()
  return `( ${oid} NAME '${name}' SUP ${superior} ${word}${list('MUST', must)}${list('MAY', may)} )`
}

const foundSchema = (main: AdStore): AdStore => {
  const store = new AdStore({ clock: main.clock, ids: main.ids, rootDn: practiceDomain.schema })
  const root = found(store, null, {
    objectClass: 'dMD',
    name: 'Schema',
    values: { instanceType: 5, objectVersion: 88 },
  })
  for (const each of allAttributes()) {
    found(store, root, { objectClass: 'attributeSchema', name: each.cn, values: attributeValues(each) })
  }
  for (const each of allClasses())
    found(store, root, { objectClass: 'classSchema', name: each.cn, values: classValues(each) })
  const aggregate = {
    attributeTypes: [...allAttributes()].map(attributeType),
    objectClasses: [...allClasses()].map(objectClass),
  }
  found(store, root, { objectClass: 'subSchema', name: 'Aggregate', values: aggregate })
  return store
}

const made = new WeakMap<AdStore, AdStore>()

/** The schema's naming context as a directory of its own, made when somebody first reads it. Nobody writes there. */
export const schemaDirectory = (main: AdStore): AdStore => {
  const existing = made.get(main)
  if (existing) return existing
  const store = foundSchema(main)
  made.set(main, store)
  return store
}

/** Whether a DN is the schema's naming context or inside of it. */
export const isInSchema = (dn: string): boolean => {
  const [name, schema] = [dn.toLowerCase(), practiceDomain.schema.toLowerCase()]
  return name === schema || name.endsWith(`,${schema}`)
}
