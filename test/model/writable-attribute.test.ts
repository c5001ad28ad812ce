import { expect, test } from 'vitest'
import { isAttributeName, isSettableAttribute, isWritableAttribute } from '../../src/model/writable-attribute.ts'
import { hostileRows } from '../support/hostile-rows.ts'

test.each(hostileRows('ldap-attr'))('a playbook may not write $value ($why)', ({ value }) => {
  expect(isWritableAttribute(value)).toBe(false)
  expect(isWritableAttribute(value.toUpperCase())).toBe(false)
})

test.each([
  'title',
  'department',
  'telephoneNumber',
  'extensionAttribute15',
  'msExchHideFromAddressLists',
  'msDS-cloudExtensionAttribute1',
  'employeeID',
  'proxyAddresses',
])('a playbook may write %s', (name) => {
  expect([isWritableAttribute(name), isSettableAttribute(name), isAttributeName(name)]).toEqual([true, true, true])
})

test('Joinery itself sets what belongs to its own steps, and never passwords, members or identities by name', () => {
  expect(
    ['userAccountControl', 'pwdLastSet', 'accountExpires', 'objectClass', 'groupType'].map(isSettableAttribute),
  ).toEqual(Array(5).fill(true))
  expect(['unicodePwd', 'member', 'sIDHistory', 'primaryGroupID'].map(isSettableAttribute)).toEqual(
    Array(4).fill(false),
  )
})

test.each([
  '',
  ' ',
  'cn ',
  'cn\n',
  '-cn',
  '1cn',
  'cn=x',
  'cn,ou',
  'c*',
  'naïve',
  '__proto__',
  'toString',
  'a'.repeat(300),
])('%j is no attribute name', (name) => {
  expect([isAttributeName(name), isWritableAttribute(name), isSettableAttribute(name)]).toEqual([false, false, false])
})
