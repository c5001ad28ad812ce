import { expect, test } from 'vitest'
import { certainMatch } from '../../src/ad/certain-match.ts'
import type { AdEntry } from '../../src/model/ad-entry.ts'
import { type AdFilter, allOf, anyOf, equals } from '../../src/model/ad-query.ts'

const adele: AdEntry = {
  id: '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
  dn: 'CN=Vance\\, Adele,OU=Staff,DC=x',
  attributes: {
    department: ['Sales'],
    displayName: ['Adèle Vance'],
    title: ['Retail  Manager'],
    manager: ['CN=Patti,DC=x'],
  },
}

test.each<[AdFilter, string]>([
  [equals('department', 'sALES'), 'yes'],
  [equals('DEPARTMENT', 'Sales'), 'yes'],
  [equals('department', 'Sale'), 'no'],
  [equals('department', 'Sal es'), 'maybe'],
  [equals('displayName', 'Adèle Vance'), 'yes'],
  [equals('displayName', 'Adele Vance'), 'maybe'],
  [equals('displayName', 'ADÈLE VANCE'), 'maybe'],
  [equals('displayName', 'Adela Vance'), 'no'],
  [equals('title', 'retail manager'), 'maybe'],
  [equals('mail', 'adele@contoso.com'), 'no'],
  [equals('objectGUID', '3F2504E0-4F89-11D3-9A0C-0305E82C3301'), 'yes'],
  [equals('distinguishedName', 'cn=Vance\\2C Adele, ou=staff,dc=X'), 'maybe'],
  [equals('manager', 'CN=Patti,DC=x'), 'yes'],
  [equals('manager', 'CN=Megan,DC=x'), 'no'],
  [equals('objectCategory', 'person'), 'maybe'],
  [{ op: 'starts', attribute: 'department', value: 'SA' }, 'yes'],
  [{ op: 'starts', attribute: 'department', value: 'S a' }, 'maybe'],
  [{ op: 'starts', attribute: 'department', value: 'x' }, 'no'],
  [{ op: 'present', attribute: 'department' }, 'yes'],
  [{ op: 'present', attribute: 'mail' }, 'no'],
  [{ op: 'not', of: equals('mail', 'x') }, 'yes'],
  [{ op: 'not', of: equals('displayName', 'Adele Vance') }, 'maybe'],
  [allOf([]), 'yes'],
  [anyOf([]), 'no'],
  [allOf([equals('department', 'Sales'), equals('displayName', 'Adele Vance')]), 'maybe'],
  [allOf([equals('department', 'HR'), equals('displayName', 'Adele Vance')]), 'no'],
  [anyOf([equals('department', 'Sales'), equals('displayName', 'Adele Vance')]), 'yes'],
  [anyOf([equals('department', 'HR'), equals('displayName', 'Adele Vance')]), 'maybe'],
])('%j: %s', (filter, match) => {
  expect(certainMatch(filter, adele)).toBe(match)
})
