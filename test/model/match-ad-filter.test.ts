import { describe, expect, test } from 'vitest'
import { accounts, allOf, anyOf, equals, groups } from '../../src/model/ad-query.ts'
import { foldDn, foldText } from '../../src/model/fold-text.ts'
import { attributesOf, matchesFilter } from '../../src/model/match-ad-filter.ts'

const adele = {
  attributes: {
    objectClass: ['top', 'person', 'organizationalPerson', 'user'],
    displayName: ['Adèle Vance'],
    description: ['100 % (*)'],
    manager: ['CN=Fernandez\\, Patti,OU=Staff,DC=contoso,DC=com'],
  },
}

describe('a filter decided here', () => {
  test.each([
    [true, 'without case, accents and width', equals('DISPLAYNAME', 'ADELE ＶANCE')],
    [false, 'by the whole value', equals('displayName', 'Adele')],
    [true, 'by its beginning', { op: 'starts', attribute: 'displayName', value: 'adele' } as const],
    [true, 'with every sign taken as itself', equals('description', '100 % (*)')],
    [false, 'with a star that is no wildcard', equals('description', '*')],
    [true, 'by any spelling of a DN', equals('manager', 'cn=fernandez\\2C patti, ou=STAFF,dc=contoso,dc=com')],
    [false, 'by presence', { op: 'present', attribute: 'title' } as const],
    [true, 'for accounts', accounts],
    [false, 'for groups', groups],
    [true, 'for all of nothing', allOf([])],
    [false, 'for any of nothing', anyOf([])],
  ])('answers %s %s', (answer, _how, filter) => {
    expect(matchesFilter(filter, adele)).toBe(answer)
  })

  test('names each attribute that it looks at once', () => {
    const filter = allOf([accounts, anyOf([equals('cn', 'a'), { op: 'not', of: equals('cn', 'b') }])])

    expect(attributesOf(filter)).toEqual(['objectClass', 'cn'])
  })
})

test('names that only a computer tells apart fold to one, others stay apart', () => {
  expect(['Zoë', 'ZOE', 'Ｚoé'].map(foldText)).toEqual(['zoe', 'zoe', 'zoe'])
  expect(foldText('Łukasz')).not.toBe(foldText('Lukasz'))
  expect(foldText('李小龍')).not.toBe(foldText('李小龙'))
  expect(foldDn('CN=Zoë\\, A,OU=X')).toBe(foldDn('cn=ZOE\\2c a , ou=x'))
  expect(foldDn('no dn at all')).toBe('no dn at all')
})
