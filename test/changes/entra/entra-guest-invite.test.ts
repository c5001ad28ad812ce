import { expect, test } from 'vitest'
import { type Change, kindOf } from '../../../src/changes/change.ts'
import type { EntraGuestInvite } from '../../../src/changes/entra/entra-guest.ts'
import { memoryDirectory, salesTeam } from '../../support/memory-directory.ts'
import { holds, make } from '../support.ts'

const invite: EntraGuestInvite = {
  kind: 'entra.guest.invite',
  mail: 'wanda.howard@fabrikam.com',
  displayName: 'Wanda Howard',
  redirectUrl: 'https://myapplications.microsoft.com',
  sendMail: false,
}

test('a guest is found again by the address after a crash, and a colleague is not taken for one', async () => {
  const directory = await memoryDirectory()
  const before = await holds(directory, invite)

  const made = await make(directory, invite)

  expect([before, await holds(directory, invite)]).toEqual([null, made])
  await directory.entra.modifyUser(String(made.id), { userType: 'Member' })
  expect(await holds(directory, invite)).toBeNull()
})

test('taking an invitation back deletes the guest, unless the guest is in a group by now', async () => {
  const directory = await memoryDirectory()
  const made = await make(directory, invite)
  const remains = () => kindOf<EntraGuestInvite>(invite).remains?.(invite, made, directory.readers)
  const asMade = await remains()
  await directory.entra.addMember(salesTeam.id, String(made.id))
  const used = await remains()
  await directory.entra.removeMember(salesTeam.id, String(made.id))

  await make(directory, kindOf<EntraGuestInvite>(invite).inverse(invite, made) as Change)

  expect(asMade).toEqual({ change: invite, forced: invite, moved: [] })
  expect(used).toEqual({ change: null, forced: invite, moved: ['it is in Sales Team'] })
  expect(await directory.entra.usersBy('mail', invite.mail)).toEqual([])
  expect(await remains()).toEqual({ change: null, forced: null, moved: [] })
})

test('an invitation tells whether anybody is written to', () => {
  const quiet = kindOf<EntraGuestInvite>(invite)

  expect([quiet.hazards(invite), quiet.hazards({ ...invite, sendMail: true })]).toEqual([
    ['grants-access'],
    ['grants-access', 'notifies-people'],
  ])
  expect(quiet.describe(invite).summary).toBe(
    'invite Wanda Howard (wanda.howard@fabrikam.com) as a guest, without a mail',
  )
})
