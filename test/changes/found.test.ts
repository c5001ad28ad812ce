import { describe, expect, test } from 'vitest'
import { type Change, kindOf } from '../../src/changes/change.ts'
import { applyContext, e3, type MemoryDirectory, salesTeam } from '../support/memory-directory.ts'
import { make, withAdele } from './support.ts'

const addAdele = {
  kind: 'entra.user.add',
  properties: {
    accountEnabled: true,
    displayName: 'Adele Vance',
    mailNickname: 'adele.vance',
    userPrincipalName: 'adele.vance@contoso.com',
    employeeId: '00123',
    usageLocation: 'PL',
  },
  mustChangePassword: true,
  avoid: [],
  key: { property: 'employeeId', value: '00123' },
} as const

/** Adele in both directories, with a group of each and somebody whom she can report to. */
const adeleEverywhere = async () => {
  const { directory, dn, target } = await withAdele()
  const made = await make(directory, addAdele)
  const user = { id: String(made.id), name: 'adele.vance@contoso.com' }
  const sales = await directory.ad.byDn(`CN=Sales,OU=Groups,${directory.base}`, [])
  const group = { id: sales?.id ?? '', name: sales?.dn ?? '' }
  const { userPrincipalName: _, ...properties } = addAdele.properties
  const miriam = { ...properties, displayName: 'Miriam Graham', userPrincipalName: 'miriam.graham@contoso.com' }
  const manager = await make(directory, { ...addAdele, properties: miriam })
  return { directory, dn, target, user, group, manager: { id: String(manager.id), name: 'Miriam Graham' } }
}

type Everywhere = Awaited<ReturnType<typeof adeleEverywhere>>

const changes: { readonly [title: string]: (of: Everywhere) => Change } = {
  'attributes of an AD account': ({ target }) => ({
    kind: 'ad.entry.modify',
    target,
    type: 'account',
    changes: { title: { before: [], after: ['Clerk'] }, employeeID: { before: ['00123'], after: ['00124'] } },
  }),
  'the place of an AD account': ({ target, dn, directory }) => ({
    kind: 'ad.entry.move',
    target,
    type: 'account',
    from: dn,
    to: `CN=Adele Vance,OU=HR,OU=Staff,${directory.base}`,
  }),
  'a membership in AD': ({ target, group }) => ({
    kind: 'ad.member.add',
    group,
    member: target,
    groupName: 'Sales',
    memberName: 'Adele Vance',
  }),
  'properties of an Entra user': ({ user }) => ({
    kind: 'entra.user.modify',
    target: user,
    changes: { jobTitle: { before: null, after: 'Clerk' }, usageLocation: { before: 'PL', after: 'DE' } },
  }),
  'a manager in Entra': ({ user, manager }) => ({ kind: 'entra.manager.set', user, manager, before: null }),
  'a membership in Entra': ({ user }) => ({
    kind: 'entra.member.add',
    group: { id: salesTeam.id, name: salesTeam.displayName },
    member: user,
    groupName: 'Sales Team',
    memberName: 'Adele Vance',
  }),
  'licences in Entra': ({ user }) => ({
    kind: 'entra.licence.assign',
    user,
    add: [{ skuId: e3.skuId, skuPartNumber: 'SPE_E3', disabledPlans: [] }],
    remove: [],
  }),
}

const foundIn = ({ readers }: MemoryDirectory, change: Change) =>
  kindOf(change).found?.(change, readers, applyContext())

describe('what is found where a change was wanted', () => {
  test.each(Object.keys(changes))('%s: as before it, and as wanted once it is made', async (title) => {
    const everywhere = await adeleEverywhere()
    const { directory } = everywhere
    const change = changes[title]?.(everywhere)
    if (!change) throw new Error(title)
    const { before, after } = kindOf(change).describe(change)

    const early = await foundIn(directory, change)
    const made = await make(directory, change)
    const late = await foundIn(directory, change)

    expect([early, late]).toEqual([before, after])
    const back = kindOf(change).inverse(change, made) as Change
    await make(directory, back)
    expect(await foundIn(directory, back)).toEqual(kindOf(back).describe(back).after)
  })

  test.each(['attributes of an AD account', 'properties of an Entra user'])(
    '%s that is gone: nothing',
    async (title) => {
      const everywhere = await adeleEverywhere()
      const { directory, target, user } = everywhere
      const change = changes[title]?.(everywhere)
      if (!change) throw new Error(title)

      await directory.ad.delete('id' in target ? target.id : '')
      await directory.entra.deleteUser(user.id)

      expect(await foundIn(directory, change)).toBeNull()
    },
  )
})
