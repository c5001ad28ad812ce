import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EntraReader } from '../../src/ports/entra.ts'
import type { ExchangeReader, ExchangeWriter } from '../../src/ports/exchange.ts'
import { codeOf } from '../changes/support.ts'

/** Exchange on which the contract is tried, and what it has to find there. Users and lists are told by their Entra ids. */
export interface ExchangeUnderTest {
  readonly exchange: ExchangeReader & ExchangeWriter
  /** The Entra side of the same tenant. */
  readonly entra: Pick<EntraReader, 'mailboxSettings' | 'isInAddressLists' | 'groupsOf'>
  /** Somebody whose account is of the cloud, with a mailbox of a person in which nobody else may do anything. */
  readonly owner: string
  readonly ownerAddress: string
  /** Somebody else with a mailbox. */
  readonly colleague: string
  readonly colleagueAddress: string
  /** Id of the one mobile partnership of the colleague's mailbox. */
  readonly phone: string
  /** Somebody with a mailbox whose account comes from Active Directory. */
  readonly synced: string
  /** Somebody without a mailbox. */
  readonly nobody: string
  /** A list of the cloud that none of them is in, with a name that no other has. */
  readonly list: { readonly id: string; readonly name: string; readonly address: string }
  readonly syncedList: string
  /** Lets the time pass that a conversion takes at most. */
  later(): Promise<void>
  close(): Promise<void>
}

const NOBODY = '5f0c6a3e-1111-4222-8333-444444444444'

/** The meaning of the port to Exchange. Whatever stands behind it has to pass: the projection, and the practice tenant through each driver. */
export const exchangeContract = (name: string, open: () => Promise<ExchangeUnderTest>): void => {
  describe(`Exchange as ${name}`, () => {
    let tested: ExchangeUnderTest
    beforeAll(async () => {
      tested = await open()
    })
    afterAll(() => tested.close())

    describe('a mailbox', () => {
      test('is shown with what it is for, and is null for whoever has none', async () => {
        const { exchange, owner, ownerAddress, nobody } = tested

        const mailbox = await exchange.mailbox(owner)

        expect(mailbox).toMatchObject({ id: owner, type: 'user', isHidden: false, forward: null, isOnHold: false })
        expect(mailbox?.address.toLowerCase()).toBe(ownerAddress.toLowerCase())
        expect(mailbox?.sizeInBytes).toBeGreaterThan(0)
        expect([await exchange.mailbox(nobody), await exchange.mailbox(NOBODY)]).toEqual([null, null])
      })

      test('is shared some time after it was converted, for Exchange and for Graph, and a person’s again', async () => {
        const { exchange, entra, owner, later } = tested
        const types = async () => [
          (await exchange.mailbox(owner))?.type,
          (await entra.mailboxSettings(owner))?.userPurpose,
        ]

        await exchange.setType(owner, 'shared')
        await later()
        const shared = await types()
        await exchange.setType(owner, 'user')
        await later()

        expect([shared, await types()]).toEqual([
          ['shared', 'shared'],
          ['user', 'user'],
        ])
      })

      test('forwards with a copy, without one, and not at all', async () => {
        const { exchange, owner, colleagueAddress } = tested
        const seen: unknown[] = []

        for (const forward of [
          { to: colleagueAddress, keepsCopy: true },
          { to: 'adele@fabrikam.example', keepsCopy: false },
          null,
        ]) {
          await exchange.setForward(owner, forward)
          const found = (await exchange.mailbox(owner))?.forward ?? null
          seen.push(found && { ...found, to: found.to.toLowerCase() })
        }

        expect(seen).toEqual([
          { to: colleagueAddress.toLowerCase(), keepsCopy: true },
          { to: 'adele@fabrikam.example', keepsCopy: false },
          null,
        ])
      })

      test('is hidden and shown; one whose account comes from Active Directory is hidden there', async () => {
        const { exchange, owner, synced } = tested
        const seen: unknown[] = []

        for (const hidden of [true, false]) {
          await exchange.setHidden(owner, hidden)
          seen.push((await exchange.mailbox(owner))?.isHidden)
        }

        expect(seen).toEqual([true, false])
        expect(await codeOf(exchange.setHidden(synced, true))).toBe('exchange/mastered-on-premises')
      })

      test('that is not there takes nothing', async () => {
        const { exchange, nobody, colleague } = tested
        const grant = { mailbox: nobody, user: colleague, right: 'FullAccess' } as const

        const codes = [
          await codeOf(exchange.setType(nobody, 'shared')),
          await codeOf(exchange.setForward(nobody, { to: 'adele@fabrikam.example', keepsCopy: true })),
          await codeOf(exchange.setHidden(nobody, true)),
          await codeOf(exchange.addGrant(grant)),
        ]

        expect(codes).toEqual(Array(4).fill('exchange/not-found'))
      })
    })

    describe('a right', () => {
      test.each(['FullAccess', 'SendAs', 'SendOnBehalf'] as const)(
        'to %s is seen from both sides, given twice like once, and taken',
        async (right) => {
          const { exchange, owner, colleague } = tested
          const grant = { mailbox: owner, user: colleague, right }
          const plain = (grants: readonly { mailbox: string; user: string; right: string }[]) =>
            grants.map(({ mailbox, user, right: found }) => ({ mailbox, user, right: found }))
          const before = plain(await exchange.grantsOf(colleague))

          await exchange.addGrant(grant)
          await exchange.addGrant(grant)
          const [on, of] = [await exchange.grantsOn(owner), await exchange.grantsOf(colleague)]
          await exchange.removeGrant(grant)
          await exchange.removeGrant(grant)

          expect(plain(on)).toEqual([grant])
          expect(on[0]?.name.toLowerCase()).toBe(tested.colleagueAddress.toLowerCase())
          expect(plain(of).filter(({ mailbox }) => mailbox === owner)).toEqual([grant])
          expect(await exchange.grantsOn(owner)).toEqual([])
          expect(plain(await exchange.grantsOf(colleague))).toEqual(before)
        },
      )

      test('is given to somebody who exists', async () => {
        const grant = { mailbox: tested.owner, user: NOBODY, right: 'FullAccess' } as const

        expect(await codeOf(tested.exchange.addGrant(grant))).toBe('exchange/not-found')
        expect(await tested.exchange.grantsOn(tested.owner)).toEqual([])
      })
    })

    describe('a mobile partnership', () => {
      test('is told of the mailbox that it is with, and taken once', async () => {
        const { exchange, owner, nobody, colleague, phone } = tested
        const before = (await exchange.mobileDevicesOf(colleague)).map(({ id }) => id)

        await exchange.removeMobileDevice(colleague, phone)
        const again = await codeOf(exchange.removeMobileDevice(colleague, phone))

        expect([before, again]).toEqual([[phone], 'exchange/not-found'])
        expect(await exchange.mobileDevicesOf(colleague)).toEqual([])
        expect([await exchange.mobileDevicesOf(owner), await exchange.mobileDevicesOf(nobody)]).toEqual([[], []])
      })
    })

    describe('a list', () => {
      test('is found by its name and its address in any letter case', async () => {
        const { exchange, list } = tested
        const names = [list.name, list.name.toUpperCase(), list.address, list.address.toUpperCase()]

        const found = await Promise.all(names.map((text) => exchange.listsNamed(text)))

        expect(found.map((lists) => lists.map(({ id }) => id))).toEqual(Array(4).fill([list.id]))
        expect(found[0]?.[0]).toMatchObject({ displayName: list.name, isSynced: false })
        expect(await exchange.listsNamed("Nobody's list")).toEqual([])
      })

      test('is joined once and left once, which Entra shows as well', async () => {
        const { exchange, entra, owner, list } = tested
        const isIn = async () => [
          (await exchange.listsOf(owner)).some(({ id }) => id === list.id),
          (await entra.groupsOf(owner)).some(({ id }) => id === list.id),
        ]

        await exchange.addListMember(list.id, owner)
        const joined = await isIn()
        const again = await codeOf(exchange.addListMember(list.id, owner))
        await exchange.removeListMember(list.id, owner)
        const left = await isIn()
        const gone = await codeOf(exchange.removeListMember(list.id, owner))

        expect([joined, again, left, gone]).toEqual([
          [true, true],
          'exchange/already-member',
          [false, false],
          'exchange/not-member',
        ])
      })

      test('from Active Directory, or that is not there, takes nobody', async () => {
        const { exchange, owner, syncedList } = tested

        expect(await codeOf(exchange.addListMember(syncedList, owner))).toBe('exchange/mastered-on-premises')
        expect(await codeOf(exchange.addListMember(NOBODY, owner))).toBe('exchange/not-found')
      })
    })
  })
}
