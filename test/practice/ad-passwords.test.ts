import { describe, expect, test } from 'vitest'
import {
  base,
  change,
  goodPassword,
  practiceDirectory,
  quoted,
  readEntry,
  sales,
  shortRefusal,
} from './practice-directory.ts'

const john = `CN=John Smith,${sales}`
const upn = 'john.smith@contoso.com'
const MINUTE = 60_000
const DAY = 1440 * MINUTE

const setPassword = (password: string) => change('replace', 'unicodePwd', quoted(password))

describe('a password that an administrator sets', () => {
  test.each([
    ['is too short', 'Ab1!xy', '53 0000052D'],
    ['has two kinds of characters only', 'rainoveroslo7', '53 0000052D'],
    ['has the user name in it', 'Rain-JOHN.smith-7', '53 0000052D'],
    ['has a part of the display name in it', 'Rain-over-sMith-7', '53 0000052D'],
  ])('is refused when it %s', async (_what, password, refusal) => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    expect(await shortRefusal(client.modify(john, setPassword(password)))).toBe(refusal)
  })

  test('is refused when it does not come as AD wants it', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    expect(await shortRefusal(client.modify(john, change('replace', 'unicodePwd', goodPassword)))).toBe('53 0000001F')
    const twice = client.modify(john, change('replace', 'unicodePwd', quoted(goodPassword), quoted('Other-Word-22')))
    expect(await shortRefusal(twice)).toBe('19 00002081')
    expect(await shortRefusal(client.modify(john, change('add', 'unicodePwd', quoted(goodPassword))))).toBe(
      '53 00002035',
    )
  })

  test.each(['Rain-over-Oslo-7', 'żółw nad Odrą 7', '日本語Password7', 'ABCDEF123456!'])(
    'may be %s',
    async (password) => {
      const { connect } = await practiceDirectory()
      const client = await connect()

      await client.modify(john, setPassword(password))

      await expect(connect(upn, password)).resolves.toBeDefined()
    },
  )

  test('may be one that was used before', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    await client.modify(john, setPassword(goodPassword))
    await client.modify(john, setPassword(goodPassword))

    await expect(connect(upn, goodPassword)).resolves.toBeDefined()
  })

  test('has to be changed at the next sign-in when pwdLastSet says so, also in the same request', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    await client.modify(john, [setPassword(goodPassword), change('replace', 'pwdLastSet', '0')])

    expect(await readEntry(client, john, 'pwdLastSet')).toEqual({ pwdLastSet: ['0'] })
    await expect(connect(upn, goodPassword)).rejects.toThrow('data 773')
    await client.modify(john, change('replace', 'pwdLastSet', '-1'))
    await expect(connect(upn, goodPassword)).resolves.toBeDefined()
  })
})

describe('a password that its owner changes', () => {
  const changing = (from: string, to: string) => [
    change('delete', 'unicodePwd', quoted(from)),
    change('add', 'unicodePwd', quoted(to)),
  ]

  test('needs the old one, some age, and may not be an earlier one', async () => {
    const { connect, clock } = await practiceDirectory()
    await (await connect()).modify(john, setPassword(goodPassword))
    const client = await connect(upn, goodPassword)

    expect(await shortRefusal(client.modify(john, changing('wrong', 'Snow-over-Oslo-8')))).toBe('19 00000056')
    expect(await shortRefusal(client.modify(john, changing(goodPassword, 'Snow-over-Oslo-8')))).toBe('19 0000052D')
    clock.at += 2 * DAY
    await client.modify(john, changing(goodPassword, 'Snow-over-Oslo-8'))
    clock.at += 2 * DAY
    expect(await shortRefusal(client.modify(john, changing('Snow-over-Oslo-8', goodPassword)))).toBe('19 0000052D')

    await expect(connect(upn, 'Snow-over-Oslo-8')).resolves.toBeDefined()
  })

  test('is the one thing that everybody may write', async () => {
    const { connect, clock } = await practiceDirectory()
    await (await connect()).modify(john, setPassword(goodPassword))
    clock.at += 2 * DAY
    const client = await connect(upn, goodPassword)

    expect(await shortRefusal(client.modify(john, setPassword('Snow-over-Oslo-8')))).toBe('50 00002098')
    await client.modify(john, changing(goodPassword, 'Snow-over-Oslo-8'))
  })
})

describe('a sign-in', () => {
  test.each([
    ['the user principal name', upn],
    ['the user name with the domain', 'john.smith@corp.contoso.com'],
    ['the domain and the user name', 'CORP\\John.Smith'],
    ['the distinguished name', john],
  ])('takes %s', async (_what, name) => {
    const { connect } = await practiceDirectory()
    await (await connect()).modify(john, setPassword(goodPassword))

    const client = await connect(name, goodPassword)

    expect(await client.exop('1.3.6.1.4.1.4203.1.11.3')).toMatchObject({ value: 'u:CORP\\john.smith' })
  })

  test.each([
    ['a wrong password', upn, 'wrong', [], '52e'],
    ['nobody of that name', 'nobody@contoso.com', goodPassword, [], '525'],
    ['another domain', 'FABRIKAM\\john.smith', goodPassword, [], '525'],
    ['a disabled account', upn, goodPassword, [change('replace', 'userAccountControl', '514')], '533'],
    [
      'an account that has expired',
      upn,
      goodPassword,
      [change('replace', 'accountExpires', '133000000000000000')],
      '701',
    ],
    ['a password that has to be changed', upn, goodPassword, [change('replace', 'pwdLastSet', '0')], '773'],
  ])('is refused for %s', async (_what, name, password, changes, data) => {
    const { connect } = await practiceDirectory()
    await (await connect()).modify(john, [setPassword(goodPassword), ...changes])

    await expect(connect(name, password)).rejects.toThrow(
      `80090308: LdapErr: DSID-0C090439, comment: AcceptSecurityContext error, data ${data}, v4563`,
    )
  })

  test('is refused when the password is too old', async () => {
    const { connect, clock } = await practiceDirectory()
    await (await connect()).modify(john, setPassword(goodPassword))
    clock.at += 43 * DAY

    await expect(connect(upn, goodPassword)).rejects.toThrow('data 532')
  })

  test('locks the account after ten failures, for half an hour or until somebody unlocks it', async () => {
    const { connect, clock } = await practiceDirectory()
    const admin = await connect()
    await admin.modify(john, setPassword(goodPassword))
    const fail = () => connect(upn, 'wrong').catch(() => {})

    for (let n = 1; n <= 9; n++) await fail()
    expect(await readEntry(admin, john, 'badPwdCount')).toEqual({ badPwdCount: ['9'] })
    await fail()

    await expect(connect(upn, goodPassword)).rejects.toThrow('data 775')
    const locked = await readEntry(admin, john, 'msDS-User-Account-Control-Computed', 'userAccountControl')
    expect(locked).toEqual({ 'msDS-User-Account-Control-Computed': ['16'], userAccountControl: ['512'] })
    await admin.modify(john, change('replace', 'lockoutTime', '0'))
    await connect(upn, goodPassword)
    for (let n = 1; n <= 10; n++) await fail()
    clock.at += 31 * MINUTE
    await connect(upn, goodPassword)
    expect(await readEntry(admin, john, 'badPwdCount')).toEqual({ badPwdCount: ['0'] })
  })

  test('with an empty password is nobody', async () => {
    const { anonymous } = await practiceDirectory()
    const client = anonymous()

    await client.bind(upn, '')

    expect(await shortRefusal(client.search(base, { scope: 'base' }))).toBe('1 000004DC')
  })
})
