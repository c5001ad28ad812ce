import { expect, test } from 'vitest'
import type { Change } from '../../../src/changes/change.ts'
import { refTo } from '../../../src/model/object-ref.ts'
import { openProjection } from '../../../src/planner/projection/projection.ts'
import type { AdWriter } from '../../../src/ports/ad.ts'
import { memoryDirectory } from '../../support/memory-directory.ts'
import { checkProjectionLaw } from '../../support/projection-property.ts'

const account = (base: string, name: string): Change => ({
  kind: 'ad.entry.add',
  type: 'account',
  dn: `CN=${name},OU=Staff,${base}`,
  key: { attribute: 'sAMAccountName', value: name },
  attributes: { objectClass: ['user'], sAMAccountName: [name], userAccountControl: ['514'] },
})

test('a change can point to what an earlier one makes, and sees it', async () => {
  const { readers, base } = await memoryDirectory()
  const projection = openProjection(readers)
  const { id } = await projection.make(account(base, 'patti'), 'c1')
  const patti = await projection.readers.ad?.byId(String(id), [])

  const lee = account(base, 'lee') as Extract<Change, { kind: 'ad.entry.add' }>
  await projection.make({ ...lee, links: { manager: refTo({ id: String(id) }, patti?.dn ?? '') } }, 'c2')

  const found = await projection.readers.ad?.byDn(lee.dn, ['manager'])
  expect(found?.attributes).toEqual({ manager: [patti?.dn] })
  expect(await readers.ad.byDn(lee.dn, [])).toBeNull()
})

test('passwords, passes and notes are planned without any secret', async () => {
  const { readers, base, notes } = await memoryDirectory()
  const projection = openProjection(readers)
  const add = account(base, 'lee') as Extract<Change, { kind: 'ad.entry.add' }>
  const target = { madeBy: 'c1', name: add.dn }
  await projection.make(add, 'c1')
  await projection.make({ kind: 'ad.password.set', target, avoid: [], mustChange: true }, 'c2')
  const give = { kind: 'handover.secret.give', secretFrom: 'c2', fileName: 'lee', lines: [], person: 'Lee' } as const

  const made = await projection.make({ ...give, target: { to: 'file', folder: 'handover' } }, 'c3')

  expect(made).toEqual({ id: null })
  expect(notes.size).toBe(0)
})

test('an organisation without a system has no such reader, and a change for it is refused', async () => {
  const { readers, base } = await memoryDirectory()
  const { entra, clock } = readers
  const projection = openProjection({ entra, clock })

  expect(projection.readers.ad).toBeUndefined()
  await expect(projection.make(account(base, 'lee'), 'c1')).rejects.toMatchObject({ code: 'plan/no-such-system' })
})

test.each([
  ['that loses a write', 'holds after', async () => {}],
  ['that writes more than it was told to', 'the projection came true', null],
])('the law that projections are held to notices a directory %s', async (_what, law, lost) => {
  const { readers, writers, base } = await memoryDirectory()
  const meddling: AdWriter['modify'] = (id, modifications) =>
    writers.ad.modify(id, [...modifications, { op: 'replace', attribute: 'company', values: ['Fabrikam'] }])
  const wrong = { ...writers, ad: { ...writers.ad, modify: lost ?? meddling } }
  const arena = { base, ous: [`OU=Staff,${base}`], upnSuffix: 'contoso.com' }
  const add = { verb: 0, which: 0, other: 0, text: 'Sales' }
  const modify = { verb: 3, which: 0, other: 1, text: 'HR' }

  const check = checkProjectionLaw({ readers, writers: wrong }, arena, { before: [add], planned: [modify] })

  await expect(check).rejects.toThrow(law)
})
