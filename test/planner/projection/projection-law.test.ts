import fc from 'fast-check'
import { expect, test } from 'vitest'
import { memoryDirectory } from '../../support/memory-directory.ts'
import { checkProjectionLaw } from '../../support/projection-property.ts'
import { type Arena, picks } from '../../support/random-changes.ts'

const base = 'DC=corp,DC=contoso,DC=com'
const arena: Arena = {
  base,
  ous: [`OU=Sales,OU=Staff,${base}`, `OU=HR,OU=Staff,${base}`, `OU=Groups,${base}`],
  upnSuffix: 'contoso.com',
  entra: { groups: ['Sales Team', 'Project X'], skus: ['SPE_E3', 'SPE_F1'] },
}

/** What the generator makes; the other kinds have no effect on a directory, or are not taken back. */
const KINDS = [
  'ad.entry.add',
  'ad.entry.modify',
  'ad.entry.move',
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
]

test('for random changes, the projection comes true, each change holds once made, and undo leaves no trace', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(picks(25), picks(40), async (before, planned) => {
      const { readers, writers } = await memoryDirectory()
      for (const kind of await checkProjectionLaw({ readers, writers }, arena, { before, planned })) seen.add(kind)
    }),
    { seed: 20261201, numRuns: 40 },
  )
  expect([...seen].sort()).toEqual(KINDS)
})
