import { expect, test } from 'vitest'
import { allKinds, type Change, changeOf, kindOf } from '../../src/changes/change.ts'
import { resolvedChange } from '../../src/changes/resolved-change.ts'
import { applyContext } from '../support/memory-directory.ts'

test('every kind is called <system>.<object>.<verb>, and waits wait', () => {
  for (const kind of allKinds())
    expect(kind.kind).toMatch(
      /^(ad|entra|intune|drive|mailbox|calendar|teams|message|task|wait|handover)\.[a-z-]+\.[a-z]+$/,
    )
  const waits = allKinds().filter(({ wait }) => wait)
  expect(waits.map(({ kind }) => kind)).toEqual(
    allKinds()
      .map(({ kind }) => kind)
      .filter((kind) => kind.startsWith('wait.')),
  )
})

test('every kind that writes to a directory says which rights it needs', () => {
  for (const { kind, system, needs } of allKinds()) {
    if (system === 'ad') expect(needs.ad, kind).toBeDefined()
    if (system === 'entra') expect(needs.graph, kind).toBeDefined()
    if (system === 'exchange') expect(needs.exchange, kind).toBeDefined()
  }
})

test('no kind asks for a permission over everything', () => {
  const tooMuch = [
    'Directory.ReadWrite.All',
    'RoleManagement.ReadWrite.Directory',
    'Application.ReadWrite.All',
    'Group.ReadWrite.All',
  ]

  expect(
    allKinds()
      // Graph knows no smaller permission for owners. https://learn.microsoft.com/graph/api/group-post-owners#permissions
      .filter(({ kind }) => !kind.startsWith('entra.owner.'))
      .flatMap(({ needs }) => needs.graph ?? [])
      .filter((permission) => tooMuch.includes(permission)),
  ).toEqual([])
})

test('a kind that a plan of another version asks for is refused', () => {
  expect(() => changeOf({ kind: 'ad.entry.explode' })).toThrow(expect.objectContaining({ code: 'plan/unknown-change' }))
  expect(() => changeOf({ kind: 'toString' })).toThrow(expect.objectContaining({ code: 'plan/unknown-change' }))
  expect(() => changeOf({})).toThrow(expect.objectContaining({ code: 'plan/unknown-change' }))
})

test('references to what a run has made become ids, so that undo needs no other plan', () => {
  const change: Change = {
    kind: 'ad.member.add',
    group: { id: 'g', name: 'CN=Sales' },
    member: { madeBy: 'c1', name: 'CN=Adele Vance' },
    groupName: 'Sales',
    memberName: 'Adele Vance',
  }

  const resolved = resolvedChange(change, applyContext(new Map([['c1', { id: 'a' }]])))

  expect(resolved).toEqual({ ...change, member: { id: 'a', name: 'CN=Adele Vance' } })
  expect(kindOf(resolved).refs(resolved)).toEqual([change.group, { id: 'a', name: 'CN=Adele Vance' }])
})
