import { describe, expect, test } from 'vitest'
import { adMemberAdd } from '../../../src/changes/ad/ad-member-add.ts'
import { type Change, kindOf } from '../../../src/changes/change.ts'
import { holds, make, withAdele } from '../support.ts'

describe('memberships', () => {
  test('are added and removed by id, and each takes the other back', async () => {
    const { directory, target } = await withAdele()
    const sales = await directory.ad.byDn(`CN=Sales,OU=Groups,${directory.base}`, [])
    const group = { id: sales?.id ?? '', name: sales?.dn ?? '' }
    const add = { kind: 'ad.member.add', group, member: target, groupName: 'Sales', memberName: 'Adele Vance' } as const

    const made = await make(directory, add)
    const heldAfterAdd = await holds(directory, add)
    const remove = kindOf(add).inverse(add, made) as Change
    const removed = await make(directory, remove)

    expect([heldAfterAdd, await holds(directory, add), await holds(directory, remove)]).toEqual([made, null, removed])
    expect(kindOf(remove).inverse(remove, removed)).toEqual(add)
    expect([kindOf(add).describe(add).summary, kindOf(remove).describe(remove).summary]).toEqual([
      'add Adele Vance to Sales',
      'remove Adele Vance from Sales',
    ])
    expect([kindOf(add).hazards(add), kindOf(remove).hazards(remove)]).toEqual([['grants-access'], ['revokes-access']])
    expect(adMemberAdd.hazards({ ...add, privileged: true })).toContain('privileged')
  })

  test('of somebody who is gone are gone', async () => {
    const { directory, target } = await withAdele()
    const sales = await directory.ad.byDn(`CN=Sales,OU=Groups,${directory.base}`, [])
    const group = { id: sales?.id ?? '', name: sales?.dn ?? '' }
    const membership = { group, member: target, groupName: 'Sales', memberName: 'Adele Vance' }
    await directory.ad.delete('id' in target ? target.id : '')

    expect(await holds(directory, { kind: 'ad.member.remove', ...membership })).not.toBeNull()
    expect(await holds(directory, { kind: 'ad.member.add', ...membership })).toBeNull()
  })
})
