import { expect, test } from 'vitest'
import { kindOf } from '../../../src/changes/change.ts'
import { applyContext } from '../../support/memory-directory.ts'
import { holds, withAdele } from '../support.ts'

test('a password is generated when it is set, kept for hand-over, and cannot be taken back or seen', async () => {
  const { directory, id, target } = await withAdele()
  const change = { kind: 'ad.password.set', target, avoid: ['Adele', 'Vance'], mustChange: true } as const
  const own = applyContext(new Map(), 'c1')

  const made = await kindOf(change).apply(change, directory.writers, own)

  expect(own.secretOf('c1').reveal()).toContain('Pass-word')
  expect((await directory.ad.byId(id, ['pwdLastSet']))?.attributes).toEqual({ pwdLastSet: ['0'] })
  expect(await holds(directory, change)).toBeNull()
  expect(kindOf(change)).toMatchObject({ unverifiable: true, undo: 'irreversible' })
  expect(kindOf(change).reissue?.(change, made)).toEqual(change)
  expect(kindOf(change).inverse(change, made)).toHaveProperty('irreversible')
})
