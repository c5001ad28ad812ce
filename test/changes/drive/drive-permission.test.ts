import { expect, test } from 'vitest'
import { type Change, kindOf } from '../../../src/changes/change.ts'
import { memoryDirectory } from '../../support/memory-directory.ts'
import { holds, make } from '../support.ts'

const withDrive = async () => {
  const directory = await memoryDirectory()
  const add = async (name: string) => {
    const upn = `${name}@contoso.com`
    const properties = { accountEnabled: true, displayName: name, mailNickname: name, userPrincipalName: upn }
    const key = { property: 'userPrincipalName', value: upn } as const
    const made = await make(directory, {
      kind: 'entra.user.add',
      properties,
      mustChangePassword: false,
      avoid: [],
      key,
    })
    return { id: String(made.id), name: upn }
  }
  const [owner, user] = [await add('adele.vance'), await add('miriam.graham')]
  const drive = { id: directory.devices.putDrive(owner.id), name: 'OneDrive of adele.vance@contoso.com' }
  const change = { kind: 'drive.permission.add', drive, owner, user, role: 'read', until: null } as const
  const rights = async () =>
    (await directory.entra.drivePermissions(drive.id)).map(({ role, until }) => ({ role, until }))
  return { directory, change, rights }
}

test('a right that was given is taken back, and given again by taking that back', async () => {
  const { directory, change, rights } = await withDrive()
  const before = await holds(directory, change)

  const made = await make(directory, change)
  const held = await holds(directory, change)
  const back = kindOf<Change>(change).inverse(change, made) as Change
  await make(directory, back)
  const gone = [await rights(), await holds(directory, change), await holds(directory, back)]
  await make(directory, kindOf(back).inverse(back, { id: made.id }) as Change)

  expect([before, held]).toEqual([null, made])
  expect(gone).toEqual([[], null, { id: made.id }])
  expect(await rights()).toEqual([{ role: 'read', until: null }])
})

test('a right of another reach or with another end is not the one that was planned', async () => {
  const { directory, change } = await withDrive()
  await make(directory, change)

  expect(await holds(directory, { ...change, role: 'write' })).toBeNull()
  expect(await holds(directory, { ...change, until: '2099-12-31T23:00:00Z' })).toBeNull()
  expect(
    await kindOf<Change>({ ...change, role: 'write' }).found?.(change, directory.readers, {
      idOf: (ref) => ('id' in ref ? ref.id : ''),
    }),
  ).toEqual({
    rights: ['miriam.graham@contoso.com: read'],
  })
})

test('the guards look at whose files they are, not at who may see them', async () => {
  const { change } = await withDrive()

  expect(kindOf<Change>(change).writes(change)).toEqual({ accounts: [change.owner] })
})
