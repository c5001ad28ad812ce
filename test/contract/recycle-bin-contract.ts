import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdEntry, type Attributes, firstValue, valuesOf } from '../../src/model/ad-entry.ts'
import { accounts, allOf, equals } from '../../src/model/ad-query.ts'
import { firstRdn, joinDn, parentOf, rdn, rdnValue } from '../../src/model/distinguished-name.ts'
import { Fault } from '../../src/model/fault.ts'
import type { AdUnderTest } from './ad-contract.ts'

export interface BinTraits {
  /** Why it cannot bring an object back from its recycle bin; absent where it can. */
  readonly cannotRestore?: string
}

const DISABLED = '514'
/** A domain controller is made anew where this is the first time. */
const START_MS = 240_000
const freshName = (begin: string): string => `${begin}-${randomBytes(5).toString('hex')}`

const codeOf = async (action: Promise<unknown>): Promise<string> => {
  try {
    await action
    return 'no fault'
  } catch (error) {
    return error instanceof Fault ? error.code : String(error)
  }
}

/** What the AD port means for deleted objects, where the recycle bin is on. */
export const recycleBinContract = (
  name: string,
  open: () => Promise<AdUnderTest>,
  { cannotRestore }: BinTraits = {},
): void => {
  describe(`Deleted objects, as ${name} gives them`, () => {
    let ad: AdUnderTest

    beforeAll(async () => {
      ad = await open()
    }, START_MS)
    afterAll(() => ad?.cleanup())

    const unit = async (): Promise<string> => {
      const dn = joinDn(rdn('OU', freshName('case')), ad.ou)
      await ad.writer.add({ dn, attributes: { objectClass: ['organizationalUnit'] } })
      return dn
    }

    const account = async (ou: string, cn: string, attributes: Attributes = {}): Promise<AdEntry> => {
      const dn = joinDn(rdn('CN', cn), ou)
      const given = { sAMAccountName: [freshName('a')], userAccountControl: [DISABLED], ...attributes }
      const { id } = await ad.writer.add({ dn, attributes: { objectClass: ['user'], ...given } })
      return { id, dn, attributes: given }
    }

    const group = async (ou: string, cn: string): Promise<string> => {
      const attributes = { objectClass: ['group'], sAMAccountName: [freshName('g')] }
      return (await ad.writer.add({ dn: joinDn(rdn('CN', cn), ou), attributes })).id
    }

    const deletedBy = (attribute: string, value: string, attributes: readonly string[] = []) =>
      ad.reader.deleted({ filter: allOf([accounts, equals(attribute, value)]), attributes })

    const whereIs = ({ dn }: Pick<AdEntry, 'dn'>) => ({ rdn: firstRdn(dn), parent: parentOf(dn) })

    test('the recycle bin is on and may be looked into', async () => {
      expect(await ad.reader.recycleBin()).toEqual({ enabled: true, readable: true })
    })

    test('a deleted account is found by its employee number, with what it was and where', async () => {
      const ou = await unit()
      const employeeID = freshName('E')
      const { id } = await account(ou, 'Vance, Adele', { employeeID: [employeeID], title: ['Clerk'] })
      expect(await deletedBy('employeeID', employeeID)).toEqual([])

      await ad.writer.delete(id)

      const asked = ['employeeID', 'isDeleted', 'lastKnownParent', 'msDS-LastKnownRDN', 'title']
      const [found, ...others] = await deletedBy('employeeID', employeeID, asked)
      expect(others).toEqual([])
      expect(found).toMatchObject({
        id,
        attributes: {
          employeeID: [employeeID],
          isDeleted: ['TRUE'],
          lastKnownParent: [ou],
          'msDS-LastKnownRDN': ['Vance, Adele'],
          title: ['Clerk'],
        },
      })
      expect(rdnValue(found?.dn ?? '')).toBe(`Vance, Adele\nDEL:${id}`)
      expect(await ad.reader.byId(id, [])).toBeNull()
      expect(
        await ad.reader.search({ scope: 'sub', filter: equals('employeeID', employeeID), attributes: [] }),
      ).toEqual([])
    })

    test('many questions at once are answered as each alone', async () => {
      const ou = await unit()
      const numbers = [freshName('E'), freshName('E'), freshName('E')]
      for (const [at, employeeID] of numbers.entries()) {
        const { id } = await account(ou, `Person ${at}`, { employeeID: [employeeID] })
        await ad.writer.delete(id)
      }

      const together = await Promise.all(
        numbers.map((number) => deletedBy('employeeID', number, ['msDS-LastKnownRDN'])),
      )

      expect(together.map(([entry]) => entry && firstValue(entry, 'msDS-LastKnownRDN'))).toEqual([
        'Person 0',
        'Person 1',
        'Person 2',
      ])
    })

    test('a deleted account is read by its id, with the groups it would come back into', async () => {
      const ou = await unit()
      const { id } = await account(ou, 'Adele Vance', { title: ['Clerk'] })
      await ad.writer.addMember(await group(ou, 'Sales'), id)
      expect(await ad.reader.deletedById(id, ['title'])).toBeNull()

      await ad.writer.delete(id)

      const found = await ad.reader.deletedById(id, ['title', 'memberOf'])
      expect(found?.attributes).toEqual({ title: ['Clerk'], memberOf: [joinDn('CN=Sales', ou)] })
    })

    test('what never was there is not among deleted objects', async () => {
      expect(await ad.reader.deletedById('00000000-0000-4000-8000-000000000001', [])).toBeNull()
      expect(await deletedBy('employeeID', freshName('E'))).toEqual([])
    })

    if (cannotRestore !== undefined) {
      test(`nothing comes back from the recycle bin here: ${cannotRestore}`, async () => {
        const ou = await unit()
        const gone = await account(ou, 'Adele Vance')
        await ad.writer.delete(gone.id)

        expect(await codeOf(ad.writer.restore(gone.id, whereIs(gone)))).not.toBe('no fault')
      })
      return
    }

    test('a restored account has its id, attributes, groups, manager and reports again', async () => {
      const ou = await unit()
      const boss = await account(ou, 'Miriam Graham')
      const adele = await account(ou, 'Adele Vance', { title: ['Clerk'], manager: [`<GUID=${boss.id}>`] })
      const report = await account(ou, 'Alex Wilber', { manager: [`<GUID=${adele.id}>`] })
      const sales = await group(ou, 'Sales')
      await ad.writer.addMember(sales, adele.id)
      const asked = [
        'sAMAccountName',
        'userAccountControl',
        'title',
        'manager',
        'memberOf',
        'cn',
        'name',
        'objectClass',
      ]
      const before = await ad.reader.byId(adele.id, asked)
      await ad.writer.delete(adele.id)

      await ad.writer.restore(adele.id, whereIs(adele))

      expect(await ad.reader.byId(adele.id, asked)).toEqual(before)
      expect((await ad.reader.byId(report.id, ['manager']))?.attributes['manager']).toEqual([adele.dn])
      expect((await ad.reader.byId(sales, ['member']))?.attributes['member']).toEqual([adele.dn])
      expect(await ad.reader.deletedById(adele.id, [])).toBeNull()
      const reports = await ad.reader.search({
        base: ou,
        scope: 'sub',
        filter: equals('manager', adele.dn),
        attributes: [],
      })
      expect(reports.map(({ id }) => id)).toEqual([report.id])
      const named = equals('sAMAccountName', valuesOf(adele, 'sAMAccountName')[0] ?? '')
      expect((await ad.reader.search({ scope: 'sub', filter: named, attributes: [] })).map(({ id }) => id)).toEqual([
        adele.id,
      ])
    })

    test('an account can come back to another place under another name, and be changed and deleted again', async () => {
      const [from, to] = [await unit(), await unit()]
      const adele = await account(from, 'Adele Vance', { title: ['Clerk'] })
      await ad.writer.delete(adele.id)

      await ad.writer.restore(adele.id, { rdn: 'CN=Adele Vance (2)', parent: to })
      await ad.writer.modify(adele.id, [
        { op: 'delete', attribute: 'title', values: ['Clerk'] },
        { op: 'add', attribute: 'title', values: ['Director'] },
      ])

      const back = await ad.reader.byId(adele.id, ['cn', 'title', 'lastKnownParent', 'isDeleted'])
      expect([back?.dn, back?.attributes['cn'], back?.attributes['title'], back?.attributes['isDeleted']]).toEqual([
        joinDn('CN=Adele Vance (2)', to),
        ['Adele Vance (2)'],
        ['Director'],
        undefined,
      ])
      expect(await ad.reader.byDn(adele.dn, [])).toBeNull()

      await ad.writer.delete(adele.id)

      expect((await ad.reader.deletedById(adele.id, ['title', 'lastKnownParent']))?.attributes).toEqual({
        title: ['Director'],
        lastKnownParent: [to],
      })
    })

    test('nothing comes back to a taken name or to a place that is not there, and the object stays deleted', async () => {
      const ou = await unit()
      const adele = await account(ou, 'Adele Vance')
      await ad.writer.delete(adele.id)
      await account(ou, 'Adele Vance')

      expect(await codeOf(ad.writer.restore(adele.id, whereIs(adele)))).toBe('ad/name-taken')
      expect(await codeOf(ad.writer.restore(adele.id, { rdn: 'CN=A', parent: joinDn('OU=Nowhere', ou) }))).toBe(
        'ad/no-such-object',
      )
      expect(await ad.reader.deletedById(adele.id, [])).not.toBeNull()
    })

    test('an account does not come back while another one has its user name', async () => {
      const ou = await unit()
      const adele = await account(ou, 'Adele Vance')
      await ad.writer.delete(adele.id)
      await account(ou, 'Adele Vancé', { sAMAccountName: valuesOf(adele, 'sAMAccountName') })

      expect(await codeOf(ad.writer.restore(adele.id, { rdn: 'CN=Adele', parent: ou }))).toBe('ad/name-taken')
    })

    test('what is there cannot be restored', async () => {
      const ou = await unit()
      const adele = await account(ou, 'Adele Vance')

      expect(await codeOf(ad.writer.restore(adele.id, whereIs(adele)))).toBe('ad/no-such-object')
    })
  })
}
