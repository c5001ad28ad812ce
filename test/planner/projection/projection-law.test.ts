import fc from 'fast-check'
import { expect, test } from 'vitest'
import { memoryDirectory } from '../../support/memory-directory.ts'
import { checkProjectionLaw, type WrittenDirectory } from '../../support/projection-property.ts'
import { memoryArena, memoryWithArena } from '../../support/random-arena.ts'
import { type Arena, picks } from '../../support/random-changes.ts'

/** Which kinds of change came up while the law held. */
const kindsSeen = async (open: () => Promise<WrittenDirectory>, arena: Arena, numRuns: number): Promise<string[]> => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(picks(25), picks(40), async (before, planned) => {
      for (const kind of await checkProjectionLaw(await open(), arena, { before, planned })) seen.add(kind)
    }),
    { seed: 20261201, numRuns, endOnFailure: true },
  )
  return [...seen].sort()
}

test('for random changes of accounts and groups, the projection comes true, each change holds once made, and undo leaves no trace', async () => {
  const { base, ous, upnSuffix, entra = { groups: [], skus: [] } } = memoryArena
  const open = async (): Promise<WrittenDirectory> => {
    const { readers, writers } = await memoryDirectory()
    return { readers: { ad: readers.ad, entra: readers.entra, clock: readers.clock }, writers }
  }

  expect(await kindsSeen(open, { base, ous, upnSuffix, entra }, 100)).toEqual([
    'ad.entry.add',
    'ad.entry.delete',
    'ad.entry.modify',
    'ad.entry.move',
    'ad.entry.restore',
    'ad.member.add',
    'ad.member.remove',
    'ad.password.set',
    'entra.licence.assign',
    'entra.manager.set',
    'entra.member.add',
    'entra.member.remove',
    'entra.pass.issue',
    'entra.user.add',
    'entra.user.modify',
  ])
})

test('so it is for what people may do in the cloud, for their mailboxes, devices and files', async () => {
  const open = async (): Promise<WrittenDirectory> => {
    const { readers, writers } = await memoryWithArena()
    const { entra, exchange, clock } = readers
    return { readers: { entra, exchange, clock }, writers }
  }

  // The other kinds have no effect on a directory, or are not taken back.
  expect(await kindsSeen(open, memoryArena, 80)).toEqual([
    'drive.permission.add',
    'drive.permission.remove',
    'entra.app-role.add',
    'entra.app-role.remove',
    'entra.consent.add',
    'entra.consent.remove',
    'entra.device.modify',
    'entra.eligibility.add',
    'entra.eligibility.remove',
    'entra.guest.invite',
    'entra.licence.assign',
    'entra.manager.set',
    'entra.member.add',
    'entra.member.remove',
    'entra.owner.add',
    'entra.owner.remove',
    'entra.pass.issue',
    'entra.role.add',
    'entra.role.remove',
    'entra.user.add',
    'entra.user.delete',
    'entra.user.modify',
    'mailbox.access.add',
    'mailbox.access.remove',
    'mailbox.forward.set',
    'mailbox.hidden.set',
    'mailbox.list-member.add',
    'mailbox.list-member.remove',
    'mailbox.reply.set',
    'mailbox.rule.set',
    'mailbox.type.set',
  ])
})
