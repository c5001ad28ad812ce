import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { patchUser } from '../../src/scim/patch-user.ts'
import { readPatch } from '../../src/scim/read-patch.ts'
import { ScimProblem } from '../../src/scim/scim-problem.ts'

const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const BADGES = 'urn:example:params:scim:schemas:badges:2.0:User'

const adele: JsonObject = {
  userName: 'adele@contoso.com',
  name: { givenName: 'Adele', familyName: 'Vance' },
  active: true,
  title: 'Sales Manager',
  emails: [
    { type: 'work', value: 'adele@contoso.com', primary: true },
    { type: 'home', value: 'adele@example.com' },
  ],
  [ENTERPRISE]: { employeeNumber: '00123', department: 'Sales', manager: { value: 'm1' } },
}

const patched = (...Operations: readonly JsonObject[]): JsonObject =>
  patchUser(adele, readPatch({ schemas: [PATCH], Operations }))

const emails = (...operations: readonly JsonObject[]): Json | undefined => patched(...operations)['emails']

const many = (entry: (index: number) => readonly [string, Json]): JsonObject =>
  Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => entry(index)))

describe('an operation', () => {
  test.each<[string, JsonObject, JsonObject]>([
    ['replaces a value', { op: 'replace', path: 'title', value: 'Head of Sales' }, { title: 'Head of Sales' }],
    [
      'replaces a part',
      { op: 'replace', path: 'name.familyName', value: 'Weber' },
      { name: { givenName: 'Adele', familyName: 'Weber' } },
    ],
    [
      'leaves the other parts of a map',
      { op: 'replace', path: 'name', value: { familyName: 'Weber' } },
      { name: { givenName: 'Adele', familyName: 'Weber' } },
    ],
    [
      'without a path is about the user',
      { op: 'replace', value: { title: 'Head', active: false } },
      { title: 'Head', active: false },
    ],
    [
      'without a path may have paths for names',
      { op: 'Add', value: { 'name.givenName': 'Ada', [`${ENTERPRISE}:department`]: 'HR' } },
      { name: { givenName: 'Ada', familyName: 'Vance' } },
    ],
    [
      'compares names without case',
      { op: 'REPLACE', path: 'NAME.GIVENNAME', value: 'Ada' },
      { name: { givenName: 'Ada', familyName: 'Vance' } },
    ],
    ['takes booleans as Entra writes them', { op: 'Replace', path: 'active', value: 'False' }, { active: false }],
    [
      'names the core schema',
      { op: 'replace', path: 'urn:ietf:params:scim:schemas:core:2.0:User:title', value: 'Head' },
      { title: 'Head' },
    ],
    ['with null takes a value away', { op: 'replace', path: 'nickName', value: null }, {}],
  ])('%s', (_, operation, expected) => {
    expect(patched(operation)).toMatchObject({ ...adele, [ENTERPRISE]: expect.anything(), ...expected })
  })

  test('removes a value, a part, and an extension', () => {
    expect(patched({ op: 'remove', path: 'title' })).not.toHaveProperty('title')
    expect(patched({ op: 'remove', path: 'name.givenName' })).toMatchObject({ name: { familyName: 'Vance' } })
    expect(patched({ op: 'remove', path: ENTERPRISE })).not.toHaveProperty([ENTERPRISE])
    expect(patched({ op: 'remove', path: 'nickName' })).toEqual(adele)
  })

  test('changes an extension, and the manager also as the bare id that Entra sends', () => {
    const extension = (operation: JsonObject): Json | undefined => patched(operation)[ENTERPRISE]

    expect(extension({ op: 'add', path: `${ENTERPRISE}:department`, value: 'HR' })).toMatchObject({
      employeeNumber: '00123',
      department: 'HR',
    })
    expect(extension({ op: 'add', path: ENTERPRISE, value: { division: 'North' } })).toMatchObject({
      department: 'Sales',
      division: 'North',
    })
    expect(extension({ op: 'Add', path: `${ENTERPRISE}:manager`, value: 'm2' })).toMatchObject({
      manager: { value: 'm2' },
    })
    expect(extension({ op: 'replace', path: `${ENTERPRISE}:manager.value`, value: 'm3' })).toMatchObject({
      manager: { value: 'm3' },
    })
    expect(extension({ op: 'remove', path: `${ENTERPRISE}:manager` })).not.toHaveProperty('manager')
    expect(extension({ op: 'replace', path: `${ENTERPRISE}:manager`, value: '' })).not.toHaveProperty(
      'manager.value',
      'm1',
    )
  })

  test('keeps what an extension says that nobody here knows', () => {
    expect(patched({ op: 'add', path: `${BADGES}:number`, value: 7 })).toMatchObject({ [BADGES]: { number: 7 } })
    expect(patched({ op: 'add', path: BADGES, value: { door: { side: 'left' } } })).toMatchObject({
      [BADGES]: { door: { side: 'left' } },
    })
  })
})

describe('of several values an operation', () => {
  const work = { type: 'work', value: 'adele@contoso.com', primary: true }
  const home = { type: 'home', value: 'adele@example.com' }

  test('changes those that a filter chooses', () => {
    const operation = { op: 'replace', path: 'emails[type eq "work"].value', value: 'a.vance@contoso.com' }

    expect(emails(operation)).toEqual([{ ...work, value: 'a.vance@contoso.com' }, home])
  })

  test.each(['Add', 'Replace'])('makes the one of a type that is not there, as Entra expects of %s', (op) => {
    const path = 'phoneNumbers[type eq "mobile"].value'

    expect(patched({ op, path, value: '+49 170 1234567' })).toMatchObject({
      phoneNumbers: [{ type: 'mobile', value: '+49 170 1234567' }],
    })
  })

  test('adds one, but none that is there already', () => {
    const other = { type: 'other', value: 'sales@contoso.com' }

    expect(emails({ op: 'add', path: 'emails', value: [other, home] })).toEqual([work, home, other])
    expect(emails({ op: 'add', value: { emails: other } })).toEqual([work, home, other])
  })

  test('replaces all of them, also without a path', () => {
    expect(emails({ op: 'replace', path: 'emails', value: [home] })).toEqual([home])
    expect(emails({ op: 'replace', value: { emails: [home] } })).toEqual([home])
  })

  test('leaves only one that is primary', () => {
    expect(emails({ op: 'replace', path: 'emails[type eq "home"].primary', value: true })).toEqual([
      { ...work, primary: false },
      { ...home, primary: true },
    ])
    const other = { type: 'other', value: 'sales@contoso.com', primary: true }
    expect(emails({ op: 'add', path: 'emails', value: other })).toEqual([{ ...work, primary: false }, home, other])
  })

  test('removes those that a filter chooses, those that the value names, or all', () => {
    expect(emails({ op: 'remove', path: 'emails[type eq "work"]' })).toEqual([home])
    expect(emails({ op: 'Remove', path: 'emails', value: [{ value: 'adele@example.com' }] })).toEqual([work])
    expect(emails({ op: 'remove', path: 'emails' })).toBeUndefined()
    expect(emails({ op: 'remove', path: 'emails[type eq "fax"]' })).toEqual([work, home])
    expect(emails({ op: 'remove', path: 'emails[type eq "work"].primary' })).toEqual([
      { type: 'work', value: 'adele@contoso.com' },
      home,
    ])
  })
})

describe('a PATCH is refused', () => {
  test.each<[string, JsonObject | readonly JsonObject[], string]>([
    ['without operations', [], 'invalidSyntax'],
    ['with one that does nothing known', { op: 'move', path: 'title' }, 'invalidSyntax'],
    ['that removes nothing in particular', { op: 'remove' }, 'noTarget'],
    ['that adds nothing', { op: 'add', path: 'title' }, 'invalidValue'],
    ['at a path that does not exist', { op: 'add', path: 'shoeSize', value: '38' }, 'invalidPath'],
    ['at a path with something behind it', { op: 'remove', path: 'emails[type eq "work"] or 1 eq 1]' }, 'invalidPath'],
    ['at a path to the prototype', { op: 'add', path: '__proto__.isAdmin', value: true }, 'invalidPath'],
    [
      'at a path to a prototype in an extension',
      { op: 'add', path: `${BADGES}:constructor`, value: true },
      'invalidPath',
    ],
    ['that changes the id', { op: 'replace', path: 'id', value: 'x' }, 'mutability'],
    ['that changes its own groups', { op: 'add', path: 'groups', value: [{ value: 'Domain Admins' }] }, 'mutability'],
    ['that changes the version, without a path', { op: 'replace', value: { meta: { version: '9' } } }, 'mutability'],
    ['for values that no filter finds', { op: 'replace', path: 'emails[value eq "x"].value', value: 'y' }, 'noTarget'],
    ['with a word for false that nobody documented', { op: 'replace', path: 'active', value: 'false' }, 'invalidValue'],
    ['with nothing for active', { op: 'replace', path: 'active', value: null }, 'invalidValue'],
    ['that takes active away', { op: 'remove', path: 'active' }, 'invalidValue'],
    ['with a number for a text', { op: 'replace', path: 'title', value: 7 }, 'invalidValue'],
    ['that takes the name of the user away', { op: 'remove', path: 'userName' }, 'invalidValue'],
    ['with text for a map', { op: 'replace', path: 'emails', value: ['adele@contoso.com'] }, 'invalidValue'],
    [
      'with the last of its operations wrong',
      [
        { op: 'replace', path: 'active', value: false },
        { op: 'add', path: 'x', value: 1 },
      ],
      'invalidPath',
    ],
  ])('%s', (_, operations, scimType) => {
    const all = Array.isArray(operations) ? operations : [operations]
    expect(() => patched(...(all as JsonObject[]))).toThrowError(expect.objectContaining({ status: 400, scimType }))
  })

  test.each<[string, () => readonly JsonObject[]]>([
    ['operations', () => Array(1001).fill({ op: 'remove', path: 'title' })],
    ['attributes without a path', () => [{ op: 'add', value: many((index) => [`${BADGES}:a${index}`, 1]) }]],
    ['attributes of an extension', () => [{ op: 'add', path: BADGES, value: many((index) => [`a${index}`, 1]) }]],
    [
      'values',
      () => Array.from({ length: 101 }, (_, index) => ({ op: 'add', path: 'roles', value: { value: `${index}` } })),
    ],
  ])('with more %s than anybody needs, before it takes long', (_, operations) => {
    expect(() => patched(...operations())).toThrowError(expect.objectContaining({ scimType: 'invalidValue' }))
  })

  test('without its schema', () => {
    expect(() => readPatch({ Operations: [{ op: 'remove', path: 'title' }] })).toThrowError(ScimProblem)
  })
})

test('whatever is sent, a PATCH is done or refused, and leaves what was there as it was', () => {
  const before = structuredClone(adele)
  const path = fc.constantFrom(
    'emails',
    'emails[type eq "work"]',
    'emails[type eq "x"].value',
    'name',
    'name.givenName',
    'active',
    ENTERPRISE,
    `${ENTERPRISE}:manager`,
    BADGES,
    `${BADGES}:a.b`,
    'toString',
    'roles',
  )
  const operation = fc.record(
    { op: fc.constantFrom('add', 'Replace', 'remove'), path, value: fc.jsonValue({ maxDepth: 3 }) },
    { requiredKeys: ['op'] },
  )
  fc.assert(
    fc.property(fc.array(operation, { minLength: 1, maxLength: 4 }), (operations) => {
      try {
        const after = patched(...(operations as JsonObject[]))
        expect(after['userName']).toBe('adele@contoso.com')
      } catch (thrown) {
        if (!(thrown instanceof ScimProblem)) throw thrown
      }
    }),
    { seed: 8, numRuns: 2000 },
  )
  expect(adele).toEqual(before)
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
})
