import { type Rdn, tryParseDn } from '../../../model/distinguished-name.ts'
import { type AdObject, valuesIn } from '../ad-object.ts'
import { attributeRefusal, nameRefusal, resultCode, serviceRefusal, updateRefusal, win32 } from '../ad-refusal.ts'
import type { AdStore } from '../ad-store.ts'
import { resetPassword } from '../rules/password.ts'
import { isForwardLink, lineage, mayStandUnder } from '../schema/ad-schema.ts'
import type { AttributeSchema, ClassSchema } from '../schema/schema.ts'
import { keyOf, namedAttribute, namedClass, type RawAttribute, readValue, readValues } from '../value-rules.ts'
import { applyModification } from './apply-modification.ts'
import { newObjectDefaults } from './new-object-defaults.ts'
import { applyAttributeRules, checkClassRules } from './object-rules.ts'
import { checkAddable } from './writable.ts'

export interface NewEntry {
  readonly dn: string
  readonly attributes: readonly RawAttribute[]
}

interface Place {
  readonly rdn: Rdn
  readonly parent: AdObject
}

/** Where the new object will stand; refuses a name that is none or taken, and a container that is not there. */
const findPlace = (store: AdStore, dn: string): Place => {
  const [rdn, ...above] = tryParseDn(dn) ?? []
  if (!rdn) throw nameRefusal(resultCode.invalidDnSyntax, win32.badNameSyntax, 'badName', dn)
  const resolved = store.resolveParts(above)
  if (!resolved.object) {
    throw nameRefusal(
      resultCode.noSuchObject,
      win32.notFound,
      'noObject',
      resolved.nearest ? store.dnOf(resolved.nearest.id) : '',
    )
  }
  return { rdn, parent: resolved.object }
}

/** The most derived of the classes named; refuses none, unknown ones and those of which there are no objects. */
const structuralClass = (names: readonly string[]): ClassSchema => {
  if (names.length === 0)
    throw updateRefusal(resultCode.objectClassViolation, win32.objectClassRequired, 'classViolation')
  const classes = names.map(namedClass)
  const concrete = classes.filter(({ kind }) => kind === 'structural' || kind === '88')
  const derived = concrete.sort((a, b) => lineage(b.name).length - lineage(a.name).length)[0]
  if (!derived) {
    throw updateRefusal(resultCode.objectClassViolation, win32.classMustBeConcrete, 'classViolation')
  }
  return derived
}

/** RDN types are spelled in capitals in AD's names. */
const checkNaming = (store: AdStore, place: Place, objectClass: ClassSchema, dn: string): Rdn => {
  if (place.rdn.type.toLowerCase() !== objectClass.rdn.toLowerCase()) {
    throw nameRefusal(resultCode.namingViolation, win32.rdnDoesNotMatchSchema, 'naming', dn)
  }
  readValue(store, namedAttribute(objectClass.rdn), Buffer.from(place.rdn.value))
  if (!mayStandUnder(objectClass.name, valuesIn(place.parent, 'objectClass'))) {
    throw nameRefusal(resultCode.namingViolation, win32.illegalSuperior, 'naming', store.dnOf(place.parent.id))
  }
  if (store.childNamed(place.parent.id, place.rdn)) {
    throw updateRefusal(resultCode.entryAlreadyExists, win32.nameExists, 'entryExists')
  }
  return { type: objectClass.rdn.toUpperCase(), value: place.rdn.value }
}

interface Given {
  readonly attribute: AttributeSchema
  readonly values: readonly Buffer[]
}

/** Attributes of the request by schema; the same one twice counts as values given twice. */
const readGiven = (attributes: readonly RawAttribute[]): readonly Given[] => {
  const given = new Map<string, Given>()
  for (const { type, values } of attributes) {
    const attribute = namedAttribute(type)
    checkAddable(attribute)
    given.set(attribute.name, { attribute, values: [...(given.get(attribute.name)?.values ?? []), ...values] })
  }
  return [...given.values()]
}

/** A naming attribute may be given too, if it says the same. */
const checkSameName = (store: AdStore, { attribute, values }: Given, rdn: Rdn): void => {
  const [value, ...more] = readValues(store, attribute, values)
  if (value === undefined || more.length > 0 || keyOf(attribute, value) !== keyOf(attribute, rdn.value)) {
    throw attributeRefusal(resultCode.namingViolation, win32.rdnDoesNotMatchSchema, 'constraint', attribute)
  }
}

const HANDLED_APART: ReadonlySet<string> = new Set([
  'objectClass',
  'instanceType',
  'distinguishedName',
  'name',
  'unicodePwd',
])

const textOf = (given: readonly Given[], name: string): readonly string[] =>
  given.find(({ attribute }) => attribute.name === name)?.values.map((value) => value.toString('utf8')) ?? []

/** Links and password need the object to be there already. */
const completeObject = (store: AdStore, object: AdObject, given: readonly Given[]): void => {
  for (const { attribute, values } of given) {
    if (isForwardLink(attribute))
      applyModification(store, object, { op: 'add', attribute, values }, { permissive: false })
    if (attribute.name !== 'unicodePwd') continue
    const [password, ...more] = values
    if (!password || more.length > 0) throw serviceRefusal(win32.invalidParameter)
    resetPassword(store, object.id, password)
  }
}

/** Adds an object and answers its id. https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/7dfeb38c-3cb9-4215-ae1c-ef209fd251ae */
export const addEntry = (store: AdStore, entry: NewEntry): string =>
  store.transaction(() => {
    const place = findPlace(store, entry.dn)
    const given = readGiven(entry.attributes)
    const objectClass = structuralClass(textOf(given, 'objectClass'))
    const rdn = checkNaming(store, place, objectClass, entry.dn)
    const values = new Map<string, readonly string[]>()
    for (const each of given) {
      const { attribute } = each
      if (attribute.name === objectClass.rdn) checkSameName(store, each, rdn)
      else if (!HANDLED_APART.has(attribute.name) && !isForwardLink(attribute)) {
        values.set(attribute.name, readValues(store, attribute, each.values))
      }
    }
    const object = newObjectDefaults(store, { parent: place.parent.id, rdn, objectClass, values })
    store.insert(object)
    completeObject(store, object, given)
    checkClassRules(
      store,
      object.id,
      given.map(({ attribute }) => attribute.name),
    )
    applyAttributeRules(
      store,
      object,
      ruledOnAdd.filter((name) => object.values.has(name)),
    )
    if (values.has('pwdLastSet')) applyAttributeRules(store, object, ['pwdLastSet'])
    return object.id
  })

/** Defaults are asked about too, except pwdLastSet: a password given with the object sets it to what no client may. */
const ruledOnAdd = [
  'sAMAccountName',
  'userPrincipalName',
  'servicePrincipalName',
  'userAccountControl',
  'groupType',
  'description',
]
