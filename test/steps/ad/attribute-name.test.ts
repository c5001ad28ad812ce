import { describe, expect, test } from 'vitest'
import { isWritableAttribute } from '../../../src/model/writable-attribute.ts'
import { attributeName } from '../../../src/steps/ad/attribute-name.ts'
import { contoso } from '../../support/contoso.ts'
import { hostileRows } from '../../support/hostile-rows.ts'
import { planWith } from '../../support/plan-with.ts'

/** Names by which a playbook could grant rights, set secrets, run programs or fool a program, beside those of the corpus. */
const refused = [
  ...hostileRows('ldap-attr').map(({ value }) => value),
  'msTSInitialProgram',
  'msTSWorkDirectory',
  'msTSHomeDirectory',
  'msTSHomeDrive',
  'msTSProfilePath',
  'msTSProperty01',
  'scriptPath',
  'userParameters',
  'ms-DS-ConsistencyGuid',
  'mS-DS-ConsistencyGuid',
  'msDS-KeyCredentialLink',
  'altSecurityIdentities',
  'servicePrincipalName',
  'adminCount',
  'member',
  'memberOf',
  'accountExpires',
  'cn',
  'name',
  '__proto__',
  'prototype',
  'toString',
  'title;lang-en',
  'title;range=0-*',
  'OID.2.5.4.12',
  '2.5.4.12',
  'title ',
  ' title',
  'titlé',
  'title\n',
]

describe('an attribute that no playbook may write', () => {
  test.each(refused)('%j is refused in any letter case', (name) => {
    for (const spelling of [name, name.toUpperCase(), name.toLowerCase()])
      expect(attributeName.safeParse(spelling).success, spelling).toBe(false)
  })

  test.each(refused.filter((name) => !/[\n"]/.test(name)))('%j is refused before anything is planned', async (name) => {
    const company = await contoso('ad')

    await expect(async () => planWith(company, `- ad.attributes: { "${name}": x }`)).rejects.toThrow()
  })
})

test.each([
  ['userAccountControl', 'use enabled: or ad.enable'],
  ['unicodePwd', 'passwords are generated, never given'],
  ['memberOf', 'use ad.groups'],
  ['msTSInitialProgram', 'it decides about rights or sign-in'],
  ['cn;binary', '"cn;binary" is no attribute name'],
])('%s: the reason is told', (name, why) => {
  expect(attributeName.safeParse(name).error?.issues[0]?.message).toContain(why)
})

test.each([
  'title',
  'extensionAttribute1',
  'msDS-cloudExtensionAttribute1',
  'msExchHideFromAddressLists',
  'proxyAddresses',
])('%s may be written', (name) => {
  expect([attributeName.safeParse(name).success, isWritableAttribute(name)]).toEqual([true, true])
})
