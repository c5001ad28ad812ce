import { describe, expect, test } from 'vitest'
import { type Change, kindOf } from '../../../src/changes/change.ts'
import { type MemoryDirectory, memoryDirectory } from '../../support/memory-directory.ts'
import { holds, make, withAdele } from '../support.ts'

describe('an account that is added', () => {
  const change = (directory: MemoryDirectory) =>
    ({
      kind: 'ad.entry.add',
      type: 'account',
      dn: `CN=Adele Vance,OU=Sales,OU=Staff,${directory.base}`,
      key: { attribute: 'employeeID', value: '00123' },
      attributes: {
        objectClass: ['user'],
        sAMAccountName: ['adele.vance'],
        employeeID: ['00123'],
        userAccountControl: ['514'],
      },
    }) as const

  test('reads as a new object with all its values, and grants nothing while it is disabled', async () => {
    const add = change(await memoryDirectory())

    expect(kindOf(add).describe(add)).toEqual({
      target: { type: 'account', id: null, name: add.dn },
      summary: 'create account adele.vance',
      before: null,
      after: add.attributes,
      count: 'add',
    })
    expect(kindOf(add).hazards(add)).toEqual([])
    const enabled = { ...add, attributes: { ...add.attributes, userAccountControl: ['512'] } }
    expect(kindOf(enabled).hazards(enabled)).toEqual(['grants-access'])
  })

  test('holds only where the object at its place carries the key', async () => {
    const directory = await memoryDirectory()
    const add = change(directory)
    const { id } = await make(directory, add)

    expect(await holds(directory, add)).toEqual({ id })
    expect(await holds(directory, { ...add, key: { attribute: 'employeeID', value: '00124' } })).toBeNull()
    expect(await holds(directory, { ...add, dn: `CN=Adele Vance,OU=HR,OU=Staff,${directory.base}` })).toBeNull()
  })

  test('points to a manager by id, wherever the manager has moved meanwhile', async () => {
    const { directory, id, target } = await withAdele()
    const add = {
      ...change(directory),
      dn: `CN=Lee Gu,OU=Sales,OU=Staff,${directory.base}`,
      links: { manager: target },
    }
    const lee = { ...add, attributes: { ...add.attributes, sAMAccountName: ['lee.gu'] } }
    await directory.ad.move(id, { rdn: 'CN=Adele V', parent: `OU=HR,OU=Staff,${directory.base}` })

    const made = await make(directory, lee)

    const entry = await directory.ad.byId(String(made.id), ['manager'])
    expect(entry?.attributes).toEqual({ manager: [`CN=Adele V,OU=HR,OU=Staff,${directory.base}`] })
    expect(kindOf(lee).refs(lee)).toEqual([target])
  })

  test('is taken back by deleting it, and that by adding one like it', async () => {
    const directory = await memoryDirectory()
    const add = change(directory)
    const made = await make(directory, add)

    const remove = kindOf(add).inverse(add, made) as Extract<Change, { kind: 'ad.entry.delete' }>
    const removed = await make(directory, remove)

    expect(await holds(directory, remove)).toEqual({ id: made.id })
    expect(kindOf(remove).hazards(remove)).toEqual(['deletes-data', 'locks-out'])
    expect(kindOf(remove).inverse(remove, removed)).toEqual(add)
    const { image: _left, ...blind } = remove
    expect(kindOf(blind).inverse(blind, removed)).toHaveProperty('irreversible')
  })
})
