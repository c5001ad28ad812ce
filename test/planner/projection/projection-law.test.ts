import fc from 'fast-check'
import { test } from 'vitest'
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

test('for random changes, the projection comes true, each change holds once made, and undo leaves no trace', async () => {
  await fc.assert(
    fc.asyncProperty(picks(25), picks(40), async (before, planned) => {
      const { readers, writers } = await memoryDirectory()
      await checkProjectionLaw({ readers, writers }, arena, { before, planned })
    }),
    { seed: 20261201, numRuns: 60 },
  )
})
