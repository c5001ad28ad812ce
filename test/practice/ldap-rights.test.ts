import { expect, test } from 'vitest'
import {
  account,
  base,
  change,
  find,
  goodPassword,
  groupsOu,
  practiceDirectory,
  quoted,
  sales,
  shortRefusal,
  staff,
} from './practice-directory.ts'

const john = `CN=John Smith,${sales}`
const group = { objectClass: 'group', sAMAccountName: 'Book Club' }

test('the service account may work where that was delegated to it', async () => {
  const { connect } = await practiceDirectory()
  const client = await connect()

  for (const unit of [sales, `OU=Contractors,${base}`, `OU=Disabled,${base}`]) {
    await client.add(`CN=Adele Vance,${unit}`, account('adele.vance'))
    await client.modify(`CN=Adele Vance,${unit}`, change('replace', 'title', 'Clerk'))
    await client.del(`CN=Adele Vance,${unit}`)
  }
  await client.add(`CN=Book Club,${groupsOu}`, group)
  await client.modify(`CN=Book Club,${groupsOu}`, change('add', 'member', john))

  expect(await find(client, `(memberOf=CN=Book Club,${groupsOu})`)).toEqual(['John Smith'])
})

test.each([
  ['add an account elsewhere', (c) => c.add(`CN=Adele Vance,CN=Users,${base}`, account('adele.vance')), '50 00000005'],
  [
    'change a built-in group',
    (c) => c.modify(`CN=Domain Admins,CN=Users,${base}`, change('add', 'member', john)),
    '50 00002098',
  ],
  [
    'change itself',
    (c) => c.modify(`CN=svc-joinery,OU=Service Accounts,${base}`, change('replace', 'info', 'x')),
    '50 00002098',
  ],
  [
    'change an administrator',
    (c) => c.modify(`CN=Allan Deyoung,OU=IT,${staff}`, change('replace', 'title', 'Clerk')),
    '50 00002098',
  ],
  [
    'reset the password of an administrator',
    (c) => c.modify(`CN=Allan Deyoung,OU=IT,${staff}`, change('replace', 'unicodePwd', quoted(goodPassword))),
    '50 00002098',
  ],
  [
    'move an administrator',
    (c) => c.modifyDN(`CN=Allan Deyoung,OU=IT,${staff}`, `CN=Allan Deyoung,OU=Disabled,${base}`),
    '50 00002098',
  ],
  ['delete an administrator', (c) => c.del(`CN=Allan Deyoung,OU=IT,${staff}`), '50 00000005'],
  ['move somebody out of where it may work', (c) => c.modifyDN(john, `CN=John Smith,CN=Users,${base}`), '50 00002098'],
  ['rename a unit that it was only given to fill', (c) => c.modifyDN(staff, `OU=Crew,${base}`), '50 00002098'],
  ['change the domain', (c) => c.modify(base, change('replace', 'lockoutThreshold', '0')), '50 00002098'],
] as readonly (readonly [
  string,
  (client: Awaited<ReturnType<Awaited<ReturnType<typeof practiceDirectory>>['connect']>>) => Promise<unknown>,
  string,
])[])('the service account may not %s', async (_what, attempt, refusal) => {
  const { company, connect } = await practiceDirectory()
  const client = await connect()
  const before = company.ad.highestUsn

  expect(await shortRefusal(attempt(client))).toBe(refusal)

  expect(company.ad.highestUsn).toBe(before)
})

test('other accounts read everything and write nothing', async () => {
  const { connect } = await practiceDirectory()
  await (await connect()).modify(john, change('replace', 'unicodePwd', quoted(goodPassword)))
  const client = await connect('john.smith@contoso.com', goodPassword)

  expect(await find(client, '(employeeID=00105)')).toEqual(['Lee Gu'])
  expect(await shortRefusal(client.modify(john, change('replace', 'title', 'Director')))).toBe('50 00002098')
  expect(await shortRefusal(client.add(`CN=Adele Vance,${sales}`, account('adele.vance')))).toBe('50 00000005')
  expect(await shortRefusal(client.del(`CN=Lee Gu,OU=IT,${staff}`))).toBe('50 00000005')
})
