import { AddRequest, Attribute, Change, DeleteRequest, ModifyDNRequest, ModifyRequest } from 'ldapts'
import type { AttributeValues } from '../model/ad-entry.ts'
import { firstRdn, joinDn, parseDn, spellDn } from '../model/distinguished-name.ts'
import { Fault } from '../model/fault.ts'
import { isSettableAttribute } from '../model/writable-attribute.ts'
import type { AdModification, AdReader, AdWriter } from '../ports/ad.ts'
import type { AdLink } from './ad-link.ts'
import { restoreChanges } from './deleted-objects.ts'
import { byGuid } from './entry-from-ldap.ts'
import { encodeValue, isGuid } from './ldap-values.ts'
import { gatherMembers } from './member-gatherer.ts'

const placeOf = (id: string): string => {
  if (!isGuid(id)) throw new Fault('ad/bad-dn', { dn: byGuid(id) })
  return byGuid(id)
}

/** An attribute as it is sent. What is no valid Unicode would reach the directory as other text than was approved. */
const toAttribute = (name: string, values: AttributeValues, target: string): Attribute => {
  if (!isSettableAttribute(name)) throw new Fault('ad/attribute-not-allowed', { attribute: name })
  if (!values.every((value) => value.isWellFormed())) {
    throw new Fault('ad/constraint', { target, attribute: name, text: 'not sent, for it is no valid Unicode text' })
  }
  return new Attribute({ type: name, values: values.map((value) => encodeValue(name, value)) })
}

const change = (operation: AdModification['op'], modification: Attribute): Change =>
  new Change({ operation, modification })

/** The password as AD wants it: in quotes, in UTF-16 with the lower byte first. MS-ADTS 3.1.1.3.1.5. */
const passwordChanges = (password: string, mustChange: boolean): readonly Change[] => {
  const quoted = Buffer.from(`"${password}"`, 'utf16le')
  const set = change('replace', new Attribute({ type: 'unicodePwd', values: [quoted] }))
  const expire = change('replace', new Attribute({ type: 'pwdLastSet', values: ['0'] }))
  return mustChange ? [set, expire] : [set]
}

const named = (id: string): string => `The object ${id}`

const modify = (link: AdLink, id: string, changes: readonly Change[], attribute?: string): Promise<void> => {
  const dn = placeOf(id)
  return link.write(named(id), (messageId) => new ModifyRequest({ messageId, dn, changes: [...changes] }), attribute)
}

/** The id of what was just added. If that read fails, the object is there all the same, and the fault says so. */
const idOfAdded = async (reader: AdReader, dn: string): Promise<string> => {
  try {
    const entry = await reader.byDn(dn, [])
    if (entry) return entry.id
  } catch (error) {
    if (error instanceof Fault)
      throw new Fault('ad/added-unread', { dn, text: error.message }, { effect: 'done', cause: error })
    throw error
  }
  throw new Fault('ad/added-unread', { dn, text: 'it is not found under its DN' }, { effect: 'done' })
}

/** Writes over one signed-in connection, each one request, and each sent once. */
export const createAdWriter = (link: AdLink, reader: AdReader): AdWriter => {
  const members = gatherMembers((groupId, op, memberIds) => {
    const values = memberIds.map(placeOf)
    return modify(link, groupId, [change(op, new Attribute({ type: 'member', values }))], 'member')
  })
  return {
    async add({ dn, attributes }) {
      const given = Object.entries(attributes).filter(([, values]) => values.length > 0)
      const entry = {
        dn: spellDn(parseDn(dn)),
        attributes: given.map(([name, values]) => toAttribute(name, values, dn)),
      }
      await link.write(dn, (messageId) => new AddRequest({ messageId, ...entry }))
      return { id: await idOfAdded(reader, entry.dn) }
    },
    async modify(id, modifications) {
      const changes = modifications
        .filter(({ op, values }) => op !== 'add' || values.length > 0)
        .map(({ op, attribute, values }) => change(op, toAttribute(attribute, values, named(id))))
      const [first] = modifications
      if (changes.length > 0) await modify(link, id, changes, modifications.length === 1 ? first?.attribute : undefined)
    },
    async move(id, to) {
      const target = { dn: placeOf(id), newRdn: firstRdn(to.rdn), newSuperior: spellDn(parseDn(to.parent)) }
      await link.write(named(id), (messageId) => new ModifyDNRequest({ messageId, ...target, deleteOldRdn: true }))
    },
    async delete(id) {
      const place = placeOf(id)
      await link.write(named(id), (messageId) => new DeleteRequest({ messageId, dn: place }))
    },
    async restore(id, to) {
      // By its name in the container of deleted objects, which has the id in it: Samba does not take <GUID=…> here.
      const deleted = await reader.deletedById(id, [])
      if (!deleted) throw new Fault('ad/no-such-object', { target: named(id) })
      const { changes, controls } = restoreChanges(spellDn(parseDn(joinDn(to.rdn, to.parent))))
      const request = { dn: deleted.dn, changes: [...changes], controls }
      await link.write(named(id), (messageId) => new ModifyRequest({ messageId, ...request }))
    },
    async setPassword(id, password, { mustChange }) {
      await modify(link, id, passwordChanges(password.reveal(), mustChange), 'unicodePwd')
    },
    addMember: (groupId, memberId) => members.change(groupId, 'add', memberId),
    removeMember: (groupId, memberId) => members.change(groupId, 'delete', memberId),
  }
}
