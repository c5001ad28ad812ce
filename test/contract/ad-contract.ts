import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdEntry, type Attributes, accountControl, firstValue, valuesOf } from '../../src/model/ad-entry.ts'
import { type AdFilter, type AdQuery, accounts, allOf, anyOf, equals, groups } from '../../src/model/ad-query.ts'
import { isBelow, joinDn, rdn, rdnValue, sameDn } from '../../src/model/distinguished-name.ts'
import { Fault } from '../../src/model/fault.ts'
import { Secret } from '../../src/model/secret.ts'
import type { AdReader, AdWriter } from '../../src/ports/ad.ts'
import { type HostileRow, hostileRows } from '../support/hostile-rows.ts'

export interface AdUnderTest {
  readonly reader: AdReader
  readonly writer: AdWriter
  /** An OU in which everything may be done. */
  readonly ou: string
  cleanup(): Promise<void>
}

export interface AdTraits {
  /** Whether it knows a schema and a password policy, as a server does and the projection does not. Default: true. */
  readonly hasRules?: boolean
}

const DISABLED = String(accountControl.normalAccount | accountControl.disabled)
const ENABLED = String(accountControl.normalAccount)
/** A global security group. https://learn.microsoft.com/windows/win32/adschema/a-grouptype */
const GLOBAL_GROUP = '-2147483646'
const GOOD_PASSWORD = (): Secret => new Secret(`Ready-${randomBytes(9).toString('hex')}!A`)
const NOBODY = '00000000-0000-4000-8000-000000000001'

const literals = (kind: string): readonly HostileRow[] => hostileRows(kind).filter((row) => row.expect === 'literal')

/** A user name that no other test of the domain has. */
const freshName = (begin: string): string => `${begin}-${randomBytes(5).toString('hex')}`

const codeOf = async (action: Promise<unknown>): Promise<string> => {
  try {
    await action
    return 'no fault'
  } catch (error) {
    return error instanceof Fault ? error.code : String(error)
  }
}

/** What a test works with: an OU of its own, and ways to put things into it. */
class Scene {
  readonly reader: AdReader
  readonly writer: AdWriter
  readonly ou: string

  constructor(ad: Pick<AdUnderTest, 'reader' | 'writer'>, ou: string) {
    this.reader = ad.reader
    this.writer = ad.writer
    this.ou = ou
  }

  /** Adds an account that may not sign in, and reads it as it was stored. */
  async account(cn: string, attributes: Attributes = {}, ou = this.ou): Promise<AdEntry> {
    const given = {
      objectClass: ['user'],
      sAMAccountName: [freshName('a')],
      userAccountControl: [DISABLED],
      ...attributes,
    }
    return this.#added(joinDn(rdn('CN', cn), ou), given)
  }

  async group(cn: string, attributes: Attributes = {}): Promise<AdEntry> {
    const given = { objectClass: ['group'], sAMAccountName: [freshName('g')], groupType: [GLOBAL_GROUP], ...attributes }
    return this.#added(joinDn(rdn('CN', cn), this.ou), given)
  }

  async unit(name: string, ou = this.ou): Promise<string> {
    return (await this.#added(joinDn(rdn('OU', name), ou), { objectClass: ['organizationalUnit'] })).dn
  }

  async read(id: string, ...attributes: string[]): Promise<AdEntry> {
    const entry = await this.reader.byId(id, attributes)
    if (!entry) throw new Error(`${id} is not there`)
    return entry
  }

  /** Common names of what is found below the test's OU. */
  async find(filter: AdFilter, query: Partial<AdQuery> = {}): Promise<readonly string[]> {
    const found = await this.reader.search({ base: this.ou, scope: 'sub', filter, attributes: ['cn'], ...query })
    return found.map((entry) => rdnValue(entry.dn))
  }

  async #added(dn: string, attributes: Attributes): Promise<AdEntry> {
    const { id } = await this.writer.add({ dn, attributes })
    return this.read(id, 'cn', 'sAMAccountName')
  }
}

/**
 * What the AD port means, as tests that hold for everything that implements it: a real domain controller, the practice tenant, and the
 * projection on which plans are made.
 */
export const adContract = (
  name: string,
  open: () => Promise<AdUnderTest>,
  { hasRules = true }: AdTraits = {},
): void => {
  describe(`Active Directory, as ${name} gives it`, () => {
    let ad: AdUnderTest
    let count = 0

    beforeAll(async () => {
      ad = await open()
    })
    afterAll(() => ad?.cleanup())

    const scene = async (): Promise<Scene> => {
      count++
      return new Scene(ad, await new Scene(ad, ad.ou).unit(`case ${count}`))
    }

    describe('an object that was added', () => {
      test('reads back by id and by DN with the values it was given', async () => {
        const { reader, writer, ou } = await scene()
        const dn = joinDn(rdn('CN', 'Vance, Adele'), ou)
        const sAMAccountName = freshName('adele')
        const attributes = {
          objectClass: ['user'],
          sAMAccountName: [sAMAccountName],
          displayName: ['Adèle Vance'],
          employeeID: ['00123'],
        }

        const { id } = await writer.add({ dn, attributes: { ...attributes, userAccountControl: [DISABLED] } })

        const asked = [
          'cn',
          'name',
          'sAMAccountName',
          'displayName',
          'employeeID',
          'userAccountControl',
          'distinguishedName',
        ]
        const entry = await reader.byId(id, asked)
        expect(entry).toEqual(await reader.byDn(dn, asked))
        expect(entry?.id).toBe(id)
        expect(sameDn(entry?.dn ?? '', dn)).toBe(true)
        expect(entry?.attributes).toEqual({
          cn: ['Vance, Adele'],
          name: ['Vance, Adele'],
          sAMAccountName: [sAMAccountName],
          displayName: ['Adèle Vance'],
          employeeID: ['00123'],
          userAccountControl: [DISABLED],
          distinguishedName: [entry?.dn],
        })
      })

      test('has all classes above its own', async () => {
        const at = await scene()

        const { id } = await at.account('Adele Vance')

        const classes = valuesOf(await at.read(id, 'objectClass'), 'objectClass')
        expect([...classes].sort()).toEqual(['organizationalPerson', 'person', 'top', 'user'])
      })

      test('gives only what is asked for, under the name it is asked for by, and nothing where there is no value', async () => {
        const at = await scene()
        const { id } = await at.account('Adele Vance', { title: ['Retail Manager'] })

        const entry = await at.read(id, 'TITLE', 'department')

        expect(entry.attributes).toEqual({ TITLE: ['Retail Manager'] })
        expect(firstValue(entry, 'title')).toBe('Retail Manager')
      })

      test('is found by its DN whatever its case and escapes', async () => {
        const at = await scene()
        const { id } = await at.account('Vance, Adele')

        const found = await at.reader.byDn(`cn=VANCE\\2c adele,${at.ou.toUpperCase()}`, [])

        expect(found?.id).toBe(id)
      })

      test('is not found where it is not', async () => {
        const at = await scene()

        expect(await at.reader.byId(NOBODY, ['cn'])).toBeNull()
        expect(await at.reader.byDn(joinDn(rdn('CN', 'Nobody'), at.ou), ['cn'])).toBeNull()
        expect(await at.reader.byDn(joinDn('CN=Nobody,OU=Nowhere', at.ou), ['cn'])).toBeNull()
      })

      test('needs an OU that exists', async () => {
        const at = await scene()

        const code = await codeOf(at.account('Adele Vance', {}, joinDn('OU=Nowhere', at.ou)))

        expect(code).toBe('ad/no-such-object')
        expect(await at.find(equals('cn', 'Adele Vance'))).toEqual([])
      })

      test.each(literals('ldap-dn'))(
        'may be called what $id says, or is refused as a whole ($why)',
        async ({ value }) => {
          const at = await scene()
          const dn = joinDn(rdn('CN', value), at.ou)

          const code = await codeOf(at.account(value))

          const inside = await at.reader.search({ base: at.ou, scope: 'one', filter: accounts, attributes: ['cn'] })
          const there = await at.reader.byDn(dn, ['cn'])
          if (code === 'no fault') {
            expect(inside).toEqual([there])
            expect(firstValue(there ?? { attributes: {} }, 'cn')).toBe(value)
            expect(rdnValue(there?.dn ?? '')).toBe(value)
          } else {
            expect(code).toMatch(/^ad\/(constraint|bad-dn|unwilling)$/)
            expect([inside, there]).toEqual([[], null])
          }
        },
      )
    })

    describe('a name', () => {
      test('is taken for its OU, whatever its case', async () => {
        const at = await scene()
        await at.account('Adele Vance')

        expect(await codeOf(at.account('ADELE VANCE'))).toBe('ad/name-taken')
        expect(await codeOf(at.account('Adele Vance', {}, await at.unit('Elsewhere')))).toBe('no fault')
      })

      test('for signing in is taken for the whole domain, for groups too', async () => {
        const at = await scene()
        const sAMAccountName = [freshName('adele')]
        await at.account('Adele Vance', { sAMAccountName })

        expect(
          await codeOf(at.account('Adele Vance 2', { sAMAccountName: [sAMAccountName[0]?.toUpperCase() ?? ''] })),
        ).toBe('ad/name-taken')
        expect(await codeOf(at.group('Adele', { sAMAccountName }))).toBe('ad/name-taken')
        expect(await at.find(anyOf([accounts, groups]))).toEqual(['Adele Vance'])
      })

      test('with a domain (UPN) is taken for all accounts', async () => {
        const at = await scene()
        const userPrincipalName = [`${freshName('adele')}@${(await at.reader.domain()).dnsName}`]
        await at.account('Adele Vance', { userPrincipalName })
        const megan = await at.account('Megan Bowen')

        expect(await codeOf(at.account('Adele Vance 2', { userPrincipalName }))).toBe('ad/upn-taken')
        const change = at.writer.modify(megan.id, [
          { op: 'add', attribute: 'userPrincipalName', values: userPrincipalName },
        ])
        expect(await codeOf(change)).toBe('ad/upn-taken')
        expect((await at.read(megan.id, 'userPrincipalName')).attributes).toEqual({})
      })
    })

    describe('a change of attributes', () => {
      test('replaces the value that was read', async () => {
        const at = await scene()
        const { id } = await at.account('Adele Vance', { title: ['Clerk'] })

        await at.writer.modify(id, [
          { op: 'delete', attribute: 'title', values: ['Clerk'] },
          { op: 'add', attribute: 'title', values: ['Retail Manager'] },
          { op: 'add', attribute: 'department', values: ['Sales'] },
        ])

        const entry = await at.read(id, 'title', 'department')
        expect(entry.attributes).toEqual({ title: ['Retail Manager'], department: ['Sales'] })
      })

      test('is refused as a whole when somebody else was quicker', async () => {
        const at = await scene()
        const { id } = await at.account('Adele Vance', { title: ['Director'] })

        const change = at.writer.modify(id, [
          { op: 'add', attribute: 'department', values: ['Sales'] },
          { op: 'delete', attribute: 'title', values: ['Clerk'] },
          { op: 'add', attribute: 'title', values: ['Retail Manager'] },
        ])

        expect(await codeOf(change)).toBe('ad/value-changed')
        expect((await at.read(id, 'title', 'department')).attributes).toEqual({ title: ['Director'] })
      })

      test('is refused when a value to add is there already, or one to delete is not', async () => {
        const at = await scene()
        const { id } = await at.account('Adele Vance', { title: ['Clerk'], proxyAddresses: ['SMTP:adele@contoso.com'] })

        const again = at.writer.modify(id, [
          { op: 'add', attribute: 'proxyAddresses', values: ['SMTP:adele@contoso.com'] },
        ])
        const absent = at.writer.modify(id, [{ op: 'delete', attribute: 'department', values: ['Sales'] }])

        expect([await codeOf(again), await codeOf(absent)]).toEqual(['ad/value-changed', 'ad/value-changed'])
      })

      test('can set and clear whatever was there', async () => {
        const at = await scene()
        const { id } = await at.account('Adele Vance', { title: ['Clerk'], description: ['old'] })

        await at.writer.modify(id, [
          { op: 'replace', attribute: 'title', values: ['Director'] },
          { op: 'replace', attribute: 'description', values: [] },
          { op: 'replace', attribute: 'department', values: [] },
        ])

        expect((await at.read(id, 'title', 'description', 'department')).attributes).toEqual({ title: ['Director'] })
      })

      test('keeps many values of one attribute', async () => {
        const at = await scene()
        const { id } = await at.account('Adele Vance', { proxyAddresses: ['SMTP:a@contoso.com', 'smtp:b@contoso.com'] })

        await at.writer.modify(id, [
          { op: 'delete', attribute: 'proxyAddresses', values: ['smtp:b@contoso.com'] },
          { op: 'add', attribute: 'proxyAddresses', values: ['smtp:c@contoso.com', 'smtp:d@contoso.com'] },
        ])

        const addresses = valuesOf(await at.read(id, 'proxyAddresses'), 'proxyAddresses')
        expect([...addresses].sort()).toEqual(['SMTP:a@contoso.com', 'smtp:c@contoso.com', 'smtp:d@contoso.com'])
      })

      test('of an object that is not there is refused', async () => {
        const at = await scene()

        const change = at.writer.modify(NOBODY, [{ op: 'replace', attribute: 'title', values: ['Clerk'] }])

        expect(await codeOf(change)).toBe('ad/no-such-object')
      })

      test('can point to a manager, who keeps the report when renamed, and who must exist', async () => {
        const at = await scene()
        const manager = await at.account('Patti Fernandez')
        const { id } = await at.account('Adele Vance')

        await at.writer.modify(id, [{ op: 'add', attribute: 'manager', values: [manager.dn] }])
        await at.writer.move(manager.id, { rdn: rdn('CN', 'Fernandez, Patti'), parent: at.ou })

        const { dn } = await at.read(manager.id)
        const held = firstValue(await at.read(id, 'manager'), 'manager') ?? ''
        expect([rdnValue(held), sameDn(held, dn)]).toEqual(['Fernandez, Patti', true])
        expect(valuesOf(await at.read(manager.id, 'directReports'), 'directReports').map(rdnValue)).toEqual([
          'Adele Vance',
        ])
        const nobody = at.writer.modify(id, [
          { op: 'replace', attribute: 'manager', values: [joinDn('CN=Nobody', at.ou)] },
        ])
        expect(await codeOf(nobody)).toBe('ad/no-such-object')
      })

      if (hasRules) {
        test('is refused for an attribute that the schema does not have, or a value it does not allow', async () => {
          const at = await scene()
          const { id } = await at.account('Adele Vance')
          const set = (attribute: string, value: string): Promise<string> =>
            codeOf(at.writer.modify(id, [{ op: 'replace', attribute, values: [value] }]))

          expect(await set('favouriteColour', 'blue')).toBe('ad/unknown-attribute')
          expect(await set('title', 'x'.repeat(200))).toBe('ad/constraint')
          expect(await codeOf(at.account('Megan Bowen', { favouriteColour: ['blue'] }))).toBe('ad/unknown-attribute')
          expect(await at.find(accounts)).toEqual(['Adele Vance'])
        })
      }
    })

    describe('an object that moves', () => {
      test('keeps its id and its memberships', async () => {
        const at = await scene()
        const sales = await at.group('Sales')
        const { id } = await at.account('Adele Vance')
        await at.writer.addMember(sales.id, id)
        const parent = await at.unit('Leavers')

        await at.writer.move(id, { rdn: rdn('CN', 'Vance, Adele \\'), parent })

        const dn = joinDn(rdn('CN', 'Vance, Adele \\'), parent)
        const entry = await at.read(id, 'cn', 'name', 'memberOf')
        expect(sameDn(entry.dn, dn)).toBe(true)
        expect([firstValue(entry, 'cn'), firstValue(entry, 'name')]).toEqual(['Vance, Adele \\', 'Vance, Adele \\'])
        expect((await at.reader.byDn(dn, []))?.id).toBe(id)
        expect(valuesOf(entry, 'memberOf').map(rdnValue)).toEqual(['Sales'])
        const members = valuesOf(await at.read(sales.id, 'member'), 'member')
        expect(members.map((member) => sameDn(member, dn))).toEqual([true])
      })

      test('is no longer where it was', async () => {
        const at = await scene()
        const before = await at.account('Adele Vance')
        const parent = await at.unit('Leavers')

        await at.writer.move(before.id, { rdn: rdn('CN', 'Adele Vance'), parent })

        expect(await at.reader.byDn(before.dn, [])).toBeNull()
        expect(await at.find(accounts, { scope: 'one' })).toEqual([])
        expect(await at.find(accounts, { base: parent })).toEqual(['Adele Vance'])
        expect(await codeOf(at.account('Adele Vance'))).toBe('no fault')
      })

      test('may change the case of its name', async () => {
        const at = await scene()
        const { id } = await at.account('adele vance')

        await at.writer.move(id, { rdn: rdn('CN', 'Adele Vance'), parent: at.ou })

        expect(firstValue(await at.read(id, 'cn'), 'cn')).toBe('Adele Vance')
      })

      test('takes what is below it along', async () => {
        const at = await scene()
        const sales = await at.unit('Sales')
        const { id } = await at.account('Adele Vance', {}, sales)
        const unit = await at.reader.byDn(sales, [])
        const parent = await at.unit('Europe')

        await at.writer.move(unit?.id ?? '', { rdn: rdn('OU', 'Sales'), parent })

        expect(isBelow((await at.read(id)).dn, parent)).toBe(true)
      })

      test('stays where it is when the name is taken there or the OU does not exist', async () => {
        const at = await scene()
        await at.account('Megan Bowen')
        const { id, dn } = await at.account('Adele Vance')

        const taken = at.writer.move(id, { rdn: rdn('CN', 'Megan Bowen'), parent: at.ou })
        const nowhere = at.writer.move(id, { rdn: rdn('CN', 'Adele Vance'), parent: joinDn('OU=Nowhere', at.ou) })

        expect([await codeOf(taken), await codeOf(nowhere)]).toEqual(['ad/name-taken', 'ad/no-such-object'])
        expect(sameDn((await at.read(id)).dn, dn)).toBe(true)
      })
    })

    describe('an object that is deleted', () => {
      test('is gone for every read, and from its groups', async () => {
        const at = await scene()
        const sales = await at.group('Sales')
        const { id, dn } = await at.account('Adele Vance')
        await at.writer.addMember(sales.id, id)

        await at.writer.delete(id)

        expect([await at.reader.byId(id, []), await at.reader.byDn(dn, [])]).toEqual([null, null])
        expect(await at.find(accounts)).toEqual([])
        expect((await at.read(sales.id, 'member')).attributes).toEqual({})
        expect(await codeOf(at.writer.delete(id))).toBe('ad/no-such-object')
      })

      test('must have nothing below it', async () => {
        const at = await scene()
        const sales = await at.unit('Sales')
        await at.account('Adele Vance', {}, sales)
        const unit = await at.reader.byDn(sales, [])

        expect(await codeOf(at.writer.delete(unit?.id ?? ''))).toBe('ad/has-children')
        expect(await at.find(accounts)).toEqual(['Adele Vance'])
      })
    })

    describe('a membership', () => {
      test('shows on both ends', async () => {
        const at = await scene()
        const [sales, adele, megan] = [
          await at.group('Sales'),
          await at.account('Adele Vance'),
          await at.account('Megan Bowen'),
        ]

        await Promise.all([at.writer.addMember(sales.id, adele.id), at.writer.addMember(sales.id, megan.id)])

        const members = valuesOf(await at.read(sales.id, 'member'), 'member')
        expect(members.map(rdnValue).sort()).toEqual(['Adele Vance', 'Megan Bowen'])
        expect(valuesOf(await at.read(adele.id, 'memberOf'), 'memberOf').map(rdnValue)).toEqual(['Sales'])
        expect(await at.find(equals('memberOf', sales.dn))).toEqual(['Adele Vance', 'Megan Bowen'])
        expect(await at.find(equals('member', adele.dn))).toEqual(['Sales'])
      })

      test('can be had once and taken away once', async () => {
        const at = await scene()
        const [sales, adele] = [await at.group('Sales'), await at.account('Adele Vance')]
        await at.writer.addMember(sales.id, adele.id)

        expect(await codeOf(at.writer.addMember(sales.id, adele.id))).toBe('ad/already-member')
        await at.writer.removeMember(sales.id, adele.id)
        expect(await codeOf(at.writer.removeMember(sales.id, adele.id))).toBe('ad/not-member')
        expect((await at.read(adele.id, 'memberOf')).attributes).toEqual({})
      })

      test('needs a group and a member that exist', async () => {
        const at = await scene()
        const [sales, adele] = [await at.group('Sales'), await at.account('Adele Vance')]

        expect(await codeOf(at.writer.addMember(NOBODY, adele.id))).toBe('ad/no-such-object')
        expect(await codeOf(at.writer.addMember(sales.id, NOBODY))).toBe('ad/no-such-object')
      })

      test('of a group in a group shows as such', async () => {
        const at = await scene()
        const [staff, sales] = [await at.group('Staff'), await at.group('Sales')]

        await at.writer.addMember(staff.id, sales.id)

        expect(valuesOf(await at.read(sales.id, 'memberOf'), 'memberOf').map(rdnValue)).toEqual(['Staff'])
      })

      test('fails for those only for whom it cannot be, however many are asked for at once', async () => {
        const at = await scene()
        const sales = await at.group('Sales')
        const people = await Promise.all(Array.from({ length: 20 }, (_, n) => at.account(`Person ${n + 10}`)))
        const [first, second] = people
        await at.writer.addMember(sales.id, second?.id ?? '')

        const ids = [...people.map((person) => person.id), NOBODY, first?.id ?? '']
        const codes = await Promise.all(ids.map((id) => codeOf(at.writer.addMember(sales.id, id))))

        const expected = ids.map((id, n) =>
          id === NOBODY ? 'ad/no-such-object' : n === 1 || n === 21 ? 'ad/already-member' : 'no fault',
        )
        expect(codes).toEqual(expected)
        expect(valuesOf(await at.read(sales.id, 'member'), 'member')).toHaveLength(20)
      })

      test('is added and removed in the order in which that is asked for', async () => {
        const at = await scene()
        const [sales, adele, megan] = [
          await at.group('Sales'),
          await at.account('Adele Vance'),
          await at.account('Megan Bowen'),
        ]

        await Promise.all([
          at.writer.addMember(sales.id, adele.id),
          at.writer.addMember(sales.id, megan.id),
          at.writer.removeMember(sales.id, adele.id),
        ])

        expect(valuesOf(await at.read(sales.id, 'member'), 'member').map(rdnValue)).toEqual(['Megan Bowen'])
      })
    })

    describe('a password', () => {
      test('has to be chosen anew at the next sign-in where that is asked for', async () => {
        const at = await scene()
        const { id } = await at.account('Adele Vance')

        await at.writer.setPassword(id, GOOD_PASSWORD(), { mustChange: true })

        expect(firstValue(await at.read(id, 'pwdLastSet'), 'pwdLastSet')).toBe('0')
      })

      test('makes an account that can be enabled', async () => {
        const at = await scene()
        const { id } = await at.account('Adele Vance')
        await at.writer.setPassword(id, GOOD_PASSWORD(), { mustChange: false })

        await at.writer.modify(id, [{ op: 'replace', attribute: 'userAccountControl', values: [ENABLED] }])

        const entry = await at.read(id, 'userAccountControl', 'pwdLastSet')
        expect(firstValue(entry, 'userAccountControl')).toBe(ENABLED)
        expect(firstValue(entry, 'pwdLastSet')).not.toBe('0')
      })

      test('of somebody who is not there cannot be set', async () => {
        const at = await scene()

        expect(await codeOf(at.writer.setPassword(NOBODY, GOOD_PASSWORD(), { mustChange: true }))).toBe(
          'ad/no-such-object',
        )
      })

      if (hasRules) {
        test('that is weak is refused, and nothing is changed', async () => {
          const at = await scene()
          const { id } = await at.account('Adele Vance')
          await at.writer.setPassword(id, GOOD_PASSWORD(), { mustChange: false })
          const before = await at.read(id, 'pwdLastSet')

          expect(await codeOf(at.writer.setPassword(id, new Secret('abc'), { mustChange: true }))).toBe(
            'ad/password-refused',
          )
          expect(await codeOf(at.writer.setPassword(id, new Secret('allsmallletters'), { mustChange: true }))).toBe(
            'ad/password-refused',
          )
          expect(await at.read(id, 'pwdLastSet')).toEqual(before)
        })
      }
    })

    describe('a search', () => {
      test('takes every character of a value as itself', async () => {
        const at = await scene()
        const rows = literals('ldap-filter')
        const ids = await Promise.all(
          rows.map((row) => at.account(row.id, { description: [`<${row.value}>`] }).then((entry) => entry.id)),
        )

        const found = await Promise.all(
          rows.map((row) =>
            at.reader.search({
              base: at.ou,
              scope: 'sub',
              filter: equals('description', `<${row.value}>`),
              attributes: ['description'],
            }),
          ),
        )

        for (const [n, row] of rows.entries()) {
          // AD does not tell full-width forms from plain ones; whatever is found is a text that it takes for the same.
          const mine = found[n]?.find((entry) => entry.id === ids[n])
          expect([row.id, firstValue(mine ?? { attributes: {} }, 'description')]).toEqual([row.id, `<${row.value}>`])
          expect(found[n]?.length, row.id).toBeLessThanOrEqual(2)
        }
      })

      test('finds no more for a star than for any other text', async () => {
        const at = await scene()
        await at.account('Adele Vance', { description: ['something'] })

        expect(await at.find(equals('description', '*'))).toEqual([])
        expect(await at.find(equals('description', 'some*'))).toEqual([])
        expect(await at.find({ op: 'starts', attribute: 'description', value: '*' })).toEqual([])
        expect(await at.find(equals('cn', ''))).toEqual([])
      })

      test('does not regard case', async () => {
        const at = await scene()
        await at.account('Adele Vance', { department: ['Sales'] })

        expect(await at.find(equals('DEPARTMENT', 'sALES'))).toEqual(['Adele Vance'])
        expect(await at.find({ op: 'starts', attribute: 'department', value: 'SA' })).toEqual(['Adele Vance'])
      })

      test('combines conditions', async () => {
        const at = await scene()
        await at.account('Adele Vance', { department: ['Sales'], title: ['Clerk'] })
        await at.account('Megan Bowen', { department: ['Marketing'] })
        await at.group('Sales')
        const inSales = equals('department', 'Sales')

        expect(await at.find(allOf([accounts, inSales]))).toEqual(['Adele Vance'])
        expect(await at.find(anyOf([inSales, equals('department', 'Marketing')]))).toEqual([
          'Adele Vance',
          'Megan Bowen',
        ])
        expect(await at.find(allOf([accounts, { op: 'not', of: inSales }]))).toEqual(['Megan Bowen'])
        expect(await at.find(allOf([accounts, { op: 'not', of: { op: 'present', attribute: 'title' } }]))).toEqual([
          'Megan Bowen',
        ])
        expect(await at.find(groups)).toEqual(['Sales'])
        expect(await at.find(anyOf([]))).toEqual([])
      })

      test('keeps to its base and scope', async () => {
        const at = await scene()
        const unit = await at.unit('Sales')
        await at.account('Adele Vance')
        await at.account('Megan Bowen', {}, unit)
        const adele = await at.reader.byDn(joinDn(rdn('CN', 'Adele Vance'), at.ou), [])

        expect(await at.find(accounts, { scope: 'one' })).toEqual(['Adele Vance'])
        expect(await at.find(accounts, { scope: 'sub' })).toEqual(['Adele Vance', 'Megan Bowen'])
        expect(await at.find(accounts, { scope: 'sub', base: unit })).toEqual(['Megan Bowen'])
        expect(await at.find(accounts, { scope: 'base', base: adele?.dn ?? '' })).toEqual(['Adele Vance'])
        expect(await at.find(accounts, { scope: 'base' })).toEqual([])
      })

      test('covers the whole domain without a base', async () => {
        const at = await scene()
        const employeeID = freshName('E1')
        const { id } = await at.account('Adele Vance', { employeeID: [employeeID] })

        const found = await at.reader.search({ scope: 'sub', filter: equals('employeeID', employeeID), attributes: [] })

        expect(found.map((entry) => [entry.id, entry.attributes])).toEqual([[id, {}]])
      })

      test('finds by id and by DN', async () => {
        const at = await scene()
        const { id, dn } = await at.account('Vance, Adele')

        if (hasRules) expect(await at.find(equals('objectGUID', id))).toEqual(['Vance, Adele'])
        expect(await at.find(equals('distinguishedName', dn))).toEqual(['Vance, Adele'])
      })

      test('below something that is not there is a fault and no empty answer', async () => {
        const at = await scene()

        expect(await codeOf(at.find(accounts, { base: joinDn('OU=Nowhere', at.ou) }))).toBe('ad/no-such-object')
      })

      test('answers the same for many questions at once as for each alone', async () => {
        const at = await scene()
        for (const [n, department] of ['Sales', 'sales', 'Säles', 'Marketing'].entries())
          await at.account(`Person ${n}`, { department: [department] })
        const questions = ['Sales', 'Säles', 'Marketing', 'Legal', 'SALES', 'Sales'].map((department) =>
          equals('department', department),
        )

        const together = await Promise.all(questions.map((filter) => at.find(filter)))

        const alone: (readonly string[])[] = []
        for (const filter of questions) alone.push(await at.find(filter))
        expect(together).toEqual(alone)
        expect(together[2]).toEqual(['Person 3'])
      })

      test('answers more than one page of 1,000 completely and in the order of the DNs', {
        timeout: 120_000,
      }, async () => {
        const at = await scene()
        const names = Array.from({ length: 1010 }, (_, n) => `Unit ${n + 1000}`)

        await Promise.all(names.map((unit) => at.unit(unit)))

        const filter = allOf([
          equals('objectClass', 'organizationalUnit'),
          { op: 'starts', attribute: 'ou', value: 'Unit ' },
        ])
        const found = await at.reader.search({ base: at.ou, scope: 'one', filter, attributes: ['ou'] })
        expect(found.map((entry) => firstValue(entry, 'ou'))).toEqual(names)
      })
    })

    test('the domain says what names accounts may have', async () => {
      const domain = await ad.reader.domain()

      expect(isBelow(ad.ou, domain.base)).toBe(true)
      expect(domain.upnSuffixes).toContain(domain.dnsName)
      expect(domain.domainSid).toMatch(/^S-1-5-21-\d+-\d+-\d+$/)
      expect(domain.base.toLowerCase()).toContain(domain.dnsName.split('.')[0])
    })
  })
}
