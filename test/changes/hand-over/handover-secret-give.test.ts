import { expect, test } from 'vitest'
import { kindOf } from '../../../src/changes/change.ts'
import { Secret } from '../../../src/model/secret.ts'
import { applyContext, memoryDirectory } from '../../support/memory-directory.ts'

const give = {
  kind: 'handover.secret.give',
  secretFrom: 'c1',
  target: { to: 'file', folder: 'handover' },
  fileName: '00123-password',
  lines: ['For: Adele Vance'],
  person: 'Adele Vance',
} as const

const contextWith = (secret: string) => {
  const context = applyContext()
  context.secrets.set('c1', new Secret(secret))
  return context
}

test('the secret of another change is given with its lines, and the path is noted', async () => {
  const { writers, notes } = await memoryDirectory()

  const made = await kindOf(give).apply(give, writers, contextWith('first-secret'))

  expect(made).toEqual({ id: null, note: 'handover/00123-password.txt' })
  expect(notes.get('00123-password')?.lines).toEqual(['For: Adele Vance'])
  expect(notes.get('00123-password')?.secret.reveal()).toBe('first-secret')
  expect(kindOf(give).secretsFrom?.(give)).toEqual(['c1'])
})

test('a note from before a crash, whose secret opens nothing any more, gives way to the one that does', async () => {
  const { writers, notes } = await memoryDirectory()
  await kindOf(give).apply(give, writers, contextWith('lost-secret'))

  await kindOf(give).apply(give, writers, contextWith('made-anew'))

  expect(notes.get('00123-password')?.secret.reveal()).toBe('made-anew')
})

test('the plan says where the secret goes and from where it comes, never what it is', () => {
  const { summary, after, target } = kindOf(give).describe(give)

  expect({ summary, after, target }).toEqual({
    summary: 'hand over the secret of Adele Vance',
    after: { to: 'file', folder: 'handover', fileName: '00123-password', secret: { knownAfter: 'c1' } },
    target: { type: 'secret', id: null, name: 'handover/00123-password' },
  })
  const encrypted = { ...give, target: { to: 'age', folder: 'handover', recipient: 'age1' } } as const
  expect(kindOf(encrypted).describe(encrypted).summary).toContain('encrypted')
})
