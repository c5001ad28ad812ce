import { describe, expect, test } from 'vitest'
import { type Change, kindOf } from '../../../src/changes/change.ts'
import type { EntraProperties } from '../../../src/model/entra-objects.ts'
import { immutableIdOf } from '../../../src/model/immutable-id.ts'
import { Secret } from '../../../src/model/secret.ts'
import { applyContext, type MemoryDirectory } from '../../support/memory-directory.ts'
import { holds, withAdele } from '../support.ts'

const minutes = 60_000
const upn = 'adele.vance@contoso.com'

const synced = (account: { id: string; name: string }) =>
  ({
    kind: 'wait.entra.synced',
    account,
    key: { attribute: 'employeeId', value: '00123' },
    upn,
    withinMs: 30 * minutes,
    pollMs: 5000,
  }) as const

/** A user as Entra Connect makes one. */
const syncUser = (directory: MemoryDirectory, properties: EntraProperties) =>
  directory.view.sync.entra?.addUser({ properties, password: new Secret(''), mustChangePassword: false })

const project = (directory: MemoryDirectory, change: Change) =>
  kindOf(change).project?.(change, directory.view, applyContext())

describe('waiting until Entra shows an account', () => {
  test('ends when a user carries the objectGUID of the account, and answers who', async () => {
    const { directory, id, target } = await withAdele()
    const before = await holds(directory, synced(target))

    const user = await syncUser(directory, {
      userPrincipalName: 'other@contoso.com',
      onPremisesImmutableId: immutableIdOf(id),
    })

    expect([before, await holds(directory, synced(target))]).toEqual([null, { id: user?.id }])
  })

  test('ends when a synced user carries the key, but not for a cloud user, and not for two', async () => {
    const { directory, target } = await withAdele()
    const user = (userPrincipalName: string, onPremisesSyncEnabled: boolean) =>
      syncUser(directory, { userPrincipalName, employeeId: '00123', onPremisesSyncEnabled })
    const answers: unknown[] = []

    await user('cloud@contoso.com', false)
    answers.push(await holds(directory, synced(target)))
    const one = await user(upn, true)
    answers.push(await holds(directory, synced(target)))
    await user('second@contoso.com', true)
    answers.push(await holds(directory, synced(target)))

    expect(answers).toEqual([null, { id: one?.id }, null])
  })

  test('is planned as if Entra Connect had been there: the user has what it would copy', async () => {
    const { directory, id, target } = await withAdele({
      displayName: ['Adele Vance'],
      title: ['Clerk'],
      company: ['Contoso'],
      telephoneNumber: ['+48 12 345'],
      userPrincipalName: [upn],
    })

    const made = await project(directory, synced(target))

    const user = await directory.entra.user(String(made?.id))
    expect(user).toMatchObject({ userPrincipalName: upn, displayName: 'Adele Vance' })
    expect(user?.properties).toMatchObject({
      jobTitle: 'Clerk',
      companyName: 'Contoso',
      businessPhones: ['+48 12 345'],
      employeeId: '00123',
      accountEnabled: false,
      onPremisesSyncEnabled: true,
      onPremisesImmutableId: immutableIdOf(id),
      onPremisesSamAccountName: 'adele.vance',
    })
    expect(await holds(directory, synced(target))).toEqual(made)
    expect(await project(directory, synced(target))).toEqual(made)
  })

  test('is planned to tie a cloud user of the same sign-in name to the account', async () => {
    const { directory, target } = await withAdele({ userPrincipalName: [upn] })
    const cloud = await directory.entra.addUser({
      properties: { accountEnabled: true, displayName: 'Adele', mailNickname: 'adele', userPrincipalName: upn },
      password: new Secret(''),
      mustChangePassword: false,
    })

    const made = await project(directory, synced(target))

    expect(made).toEqual(cloud)
    expect((await directory.entra.user(cloud.id))?.properties).toMatchObject({ onPremisesSyncEnabled: true })
  })

  test('has a deadline, a pace and words', () => {
    const change = synced({ id: 'a', name: 'CN=Adele' })

    expect(kindOf(change).wait?.(change)).toEqual({ pollMs: 5000, withinMs: 30 * minutes, for: `Entra to show ${upn}` })
    expect(kindOf(change).describe(change)).toMatchObject({ summary: `wait until Entra shows ${upn}`, count: 'wait' })
  })
})

test('waiting for a time ends when it has come', async () => {
  const { directory } = await withAdele()
  const change = { kind: 'wait.until.time', at: '2026-12-01T09:30:00+01:00' } as const
  const before = await holds(directory, change)

  directory.clock.pass(30 * minutes)

  expect([before, await holds(directory, change)]).toEqual([null, { id: null }])
  expect(kindOf(change).wait?.(change)).toMatchObject({ at: change.at, for: change.at })
})

describe('waiting for a value', () => {
  const wait = (
    where: 'ad' | 'entra',
    account: { id: string; name: string },
    attribute: string,
    equals: string | boolean | null,
  ) => ({ kind: 'wait.until.value', in: where, account, attribute, equals, withinMs: minutes, pollMs: 1000 }) as const

  test('in Active Directory looks among all values, knows its spelling of booleans, and null is absence', async () => {
    const { directory, target } = await withAdele({
      proxyAddresses: ['SMTP:a@x', 'smtp:b@x'],
      msExchHideFromAddressLists: ['TRUE'],
    })
    const held = async (attribute: string, equals: string | boolean | null) =>
      (await holds(directory, wait('ad', target, attribute, equals))) !== null

    expect([await held('proxyAddresses', 'smtp:b@x'), await held('proxyAddresses', 'smtp:c@x')]).toEqual([true, false])
    expect([await held('msExchHideFromAddressLists', true), await held('msExchHideFromAddressLists', false)]).toEqual([
      true,
      false,
    ])
    expect([await held('mail', null), await held('proxyAddresses', null)]).toEqual([true, false])
  })

  test('in Entra compares the value itself', async () => {
    const { directory } = await withAdele()
    const user = await syncUser(directory, { userPrincipalName: upn, accountEnabled: true, mail: null })
    const held = async (attribute: string, equals: string | boolean | null) =>
      (await holds(directory, wait('entra', { id: user?.id ?? '', name: upn }, attribute, equals))) !== null

    expect([
      await held('accountEnabled', true),
      await held('accountEnabled', 'true'),
      await held('mail', null),
    ]).toEqual([true, false, true])
  })

  test('is planned as if the value were there, also where nobody may write it', async () => {
    const { directory, target } = await withAdele()
    const user = await syncUser(directory, { userPrincipalName: upn, onPremisesSyncEnabled: true })
    const changes = [
      wait('ad', target, 'msDS-User-Account-Control-Computed', '0'),
      wait('entra', { id: user?.id ?? '', name: upn }, 'mail', upn),
    ]

    for (const change of changes) await project(directory, change)

    expect(await Promise.all(changes.map((change) => holds(directory, change)))).toEqual([
      { id: target.id },
      { id: user?.id },
    ])
  })
})
