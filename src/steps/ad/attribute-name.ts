import { z } from 'zod'

/** Attributes that have steps and guards of their own, or that no playbook may write, with the reason. */
const REFUSED: { readonly [name: string]: string } = {
  unicodepwd: 'passwords are generated, never given: use password: generated or ad.password',
  userpassword: 'passwords are generated, never given: use password: generated or ad.password',
  dbcspwd: 'passwords are generated, never given',
  useraccountcontrol: 'use enabled:, ad.enable or ad.disable',
  pwdlastset: 'it goes with the password: use ad.password',
  accountexpires: 'use ad.expire',
  lockouttime: 'use ad.unlock',
  member: 'use ad.groups',
  memberof: 'use ad.groups',
  primarygroupid: 'it decides about rights and is not an ordinary attribute',
  objectclass: 'the class of an object does not change',
  objectcategory: 'the class of an object does not change',
  objectguid: 'AD gives it',
  objectsid: 'AD gives it',
  sidhistory: 'it grants the rights of other accounts',
  admincount: 'AD sets it',
  ntsecuritydescriptor: 'permissions are no attribute of a person',
  distinguishedname: 'use ad.move',
  name: 'it follows cn',
  instancetype: 'AD sets it',
  samaccounttype: 'AD sets it',
  serviceprincipalname: 'it decides about sign-in to services',
  'msds-allowedtodelegateto': 'it grants delegation',
  'msds-allowedtoactonbehalfofotheridentity': 'it grants delegation',
  'msds-keycredentiallink': 'it is a way to sign in',
  altsecurityidentities: 'it is a way to sign in',
  'msds-consistencyguid': 'it ties the account to Entra',
}

/** A name of an attribute that a playbook may write. */
export const attributeName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,127}$/, 'an attribute name is letters, digits and hyphens')
  .superRefine((name, check) => {
    const because = REFUSED[name.toLowerCase()]
    if (because)
      check.addIssue({ code: 'custom', message: `the attribute ${name} cannot be written by a playbook: ${because}` })
  })
