import { describe, expect, test } from 'vitest'
import { type Change, kindOf } from '../../../src/changes/change.ts'
import { openProjection } from '../../../src/planner/projection/projection.ts'
import type { Readers, Writers } from '../../../src/ports/systems.ts'
import { digestOf } from '../../support/directory-digest.ts'
import { applyContext, memoryDirectory, salesTeam } from '../../support/memory-directory.ts'
import { openPractice } from '../../support/practice-systems.ts'

interface Tenant {
  readonly readers: Readers
  readonly writers: Writers
  readonly group: string
}

const upn = 'adele.vance@contoso.com'
const hire: Change = {
  kind: 'entra.user.add',
  properties: { accountEnabled: true, displayName: 'Adele Vance', mailNickname: 'adele.vance', userPrincipalName: upn },
  mustChangePassword: true,
  avoid: [],
  key: { property: 'employeeId', value: '01024' },
}

const make = async (change: Change, { writers }: Tenant): Promise<string> =>
  String((await kindOf(change).apply(change, writers, applyContext())).id)

/** A user in a group, with everything that the tenant shows of it. */
const withAdele = async (tenant: Tenant) => {
  const id = await make(hire, tenant)
  await tenant.writers.entra?.addMember(tenant.group, id)
  return {
    target: { id, name: upn },
    before: await digestOf({ ...tenant.readers, ad: undefined } as never, { upns: [upn] }),
  }
}

const checkRoundTrip = async (tenant: Tenant): Promise<void> => {
  const { target, before } = await withAdele(tenant)
  const remove: Change = { kind: 'entra.user.delete', target }
  const restore: Change = { kind: 'entra.user.restore', target }
  const held = async () => (await kindOf(restore).holds(restore, tenant.readers, applyContext()))?.id ?? null

  await make(remove, tenant)
  const whileGone = [await held(), (await tenant.readers.entra?.deletedUser(target.id))?.userPrincipalName]
  await make(restore, tenant)

  expect(whileGone).toEqual([null, upn])
  expect([await held(), await tenant.readers.entra?.deletedUser(target.id)]).toEqual([target.id, null])
  expect(await digestOf({ ...tenant.readers, ad: undefined } as never, { upns: [upn] })).toBe(before)
}

describe('restoring a deleted user brings back id, name and groups', () => {
  test('in memory', async () => {
    await checkRoundTrip({ ...(await memoryDirectory()), group: salesTeam.id })
  })

  test('on the practice tenant, and planning it shows the same', async () => {
    const systems = await openPractice(20)
    try {
      const [team] = (await systems.readers.entra?.groupsNamed('Sales Team')) ?? []
      const tenant = { ...systems, group: team?.id ?? '' }
      await checkRoundTrip(tenant)
      const [user] = (await systems.readers.entra?.usersBy('userPrincipalName', upn)) ?? []
      const target = { id: user?.id ?? '', name: upn }
      await make({ kind: 'entra.user.delete', target }, tenant)

      const projection = openProjection(systems.readers)
      await projection.make({ kind: 'entra.user.restore', target }, 'c1')

      expect(await projection.readers.entra?.user(target.id)).toMatchObject({ userPrincipalName: upn })
      expect(await systems.readers.entra?.user(target.id)).toBeNull()
    } finally {
      await systems.close()
    }
  })
})
