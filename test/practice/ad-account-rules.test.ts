import { describe, expect, test } from 'vitest'
import {
  account,
  change,
  goodPassword,
  practiceDirectory,
  quoted,
  readEntry,
  refusalOf,
  sales,
  shortRefusal,
} from './practice-directory.ts'

const ADELE = `CN=Adele Vance,${sales}`
const PC = `CN=PC-1,${sales}`
const computer = { objectClass: 'computer', sAMAccountName: 'pc-1$', userAccountControl: '4098' }

/** A directory in which the service account has added Adele. */
const withAdele = async (more: { readonly [attribute: string]: string } = {}) => {
  const directory = await practiceDirectory()
  const client = await directory.connect()
  await client.add(ADELE, account('adele.vance', more))
  return { ...directory, client }
}

describe('the kind of an account', () => {
  test('gives a computer its primary group, and another one when it becomes a plain account', async () => {
    const client = await (await practiceDirectory()).connect()
    await client.add(PC, computer)
    const before = await readEntry(client, PC, 'primaryGroupID', 'sAMAccountType', 'isCriticalSystemObject')

    await client.modify(PC, change('replace', 'userAccountControl', '546'))

    expect(before).toEqual({
      primaryGroupID: ['515'],
      sAMAccountType: ['805306369'],
      isCriticalSystemObject: ['FALSE'],
    })
    expect(await readEntry(client, PC, 'primaryGroupID', 'sAMAccountType')).toEqual({
      primaryGroupID: ['513'],
      sAMAccountType: ['805306368'],
    })
  })

  test.each([
    ['a trust between domains', () => change('replace', 'userAccountControl', '2080'), '50 00000005'],
    ['nothing at all', () => change('delete', 'userAccountControl'), '53 00002077'],
  ])('cannot become %s', async (_what, make, refusal) => {
    const { client } = await withAdele({ userAccountControl: '514' })

    expect(await shortRefusal(client.modify(ADELE, make()))).toBe(refusal)
    expect(await readEntry(client, ADELE, 'userAccountControl')).toEqual({ userAccountControl: ['514'] })
  })

  test('loses the bit for the logon script, which means nothing to AD', async () => {
    const { client } = await withAdele({ userAccountControl: '515' })

    expect(await readEntry(client, ADELE, 'userAccountControl')).toEqual({ userAccountControl: ['514'] })
  })
})

describe('an account cannot', () => {
  test.each([
    ['be added with a primary group', { primaryGroupID: '513' }, '53 00002035'],
    ['have two descriptions', { description: ['Clerk', 'Director'] }, '19 00002081'],
  ])('%s', async (_what, attributes, refusal) => {
    const client = await (await practiceDirectory()).connect()

    expect(await shortRefusal(client.add(ADELE, account('adele.vance', attributes)))).toBe(refusal)
  })

  test.each(['countryCode', 'codePage', 'accountExpires', 'primaryGroupID', 'pwdLastSet'])(
    'lose its %s',
    async (name) => {
      const { client } = await withAdele()

      expect(await shortRefusal(client.modify(ADELE, change('delete', name)))).toBe('53 00002077')
    },
  )
})

describe('a group', () => {
  test.each(['0', '3', '6', '-2147483648', '-2147483643', '1073741826'])(
    'cannot be of the type %s',
    async (groupType) => {
      const client = await (await practiceDirectory()).connect()
      const group = { objectClass: 'group', sAMAccountName: 'east', groupType }

      expect(await shortRefusal(client.add(`CN=East,${sales}`, group))).toBe('53 00002077')
    },
  )
})

describe('a wrong old password in a change of it', () => {
  const wrongly = () => [
    change('delete', 'unicodePwd', quoted('Not-The-One-1')),
    change('add', 'unicodePwd', quoted('Snow-over-Oslo-8')),
  ]

  test('counts like a failed sign-in, and locks the account in the end', async () => {
    const { client, clock, connect } = await withAdele()
    await client.modify(ADELE, change('replace', 'unicodePwd', quoted(goodPassword)))
    await client.modify(ADELE, change('replace', 'userAccountControl', '512'))
    clock.at += 2 * 86_400_000

    const first = await shortRefusal(client.modify(ADELE, wrongly()))
    const counted = await readEntry(client, ADELE, 'badPwdCount')
    for (let n = 0; n < 9; n += 1) await client.modify(ADELE, wrongly()).catch(() => {})

    expect(first).toBe('19 00000056')
    expect(counted).toEqual({ badPwdCount: ['1'] })
    expect(await shortRefusal(client.modify(ADELE, wrongly()))).toBe('19 00000775')
    expect((await refusalOf(connect('adele.vance@corp.contoso.com', goodPassword))).text).toContain('data 775')
  })
})

describe('a successful sign-in', () => {
  test('sets the time that is replicated to all domain controllers once in two weeks', async () => {
    const { client, clock, connect } = await withAdele()
    await client.modify(ADELE, [
      change('replace', 'unicodePwd', quoted(goodPassword)),
      change('replace', 'userAccountControl', '512'),
    ])
    const stamp = async () => (await readEntry(client, ADELE, 'lastLogonTimestamp'))['lastLogonTimestamp']?.[0]

    await connect('adele.vance@corp.contoso.com', goodPassword)
    const first = await stamp()
    clock.at += 7 * 86_400_000
    await connect('adele.vance@corp.contoso.com', goodPassword)
    const second = await stamp()
    clock.at += 8 * 86_400_000
    await connect('adele.vance@corp.contoso.com', goodPassword)

    expect(first).toMatch(/^\d{18}$/)
    expect(second).toBe(first)
    expect(BigInt((await stamp()) ?? '0')).toBeGreaterThan(BigInt(first ?? '0'))
  })
})
