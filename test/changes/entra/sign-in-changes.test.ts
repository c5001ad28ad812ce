import { describe, expect, test } from 'vitest'
import { kindOf } from '../../../src/changes/change.ts'
import { methodText } from '../../../src/changes/entra/entra-method-remove.ts'
import { applyContext, memoryDirectory } from '../../support/memory-directory.ts'
import { holds, make } from '../support.ts'

const withAdele = async () => {
  const directory = await memoryDirectory()
  const { id } = await make(directory, {
    kind: 'entra.user.add',
    properties: {
      accountEnabled: true,
      displayName: 'Adele Vance',
      mailNickname: 'adele.vance',
      userPrincipalName: 'adele.vance@contoso.com',
      employeeId: '00123',
    },
    mustChangePassword: true,
    avoid: [],
    key: { property: 'employeeId', value: '00123' },
  })
  return { directory, user: { id: String(id), name: 'adele.vance@contoso.com' } }
}

describe('ending sessions', () => {
  test('holds once the time is later than in the plan', async () => {
    const { directory, user } = await withAdele()
    const { validFrom } = await directory.entra.sessionsOf(user.id)
    const revoke = { kind: 'entra.sessions.revoke', user, before: validFrom } as const

    const before = await holds(directory, revoke)
    const made = await make(directory, revoke)

    expect([before, await holds(directory, revoke)]).toEqual([null, made])
  })

  test('is never found done by somebody else before it was tried: that may have been before the account was blocked', async () => {
    const { directory, user } = await withAdele()
    const revoke = { kind: 'entra.sessions.revoke', user, before: null } as const
    await directory.entra.revokeSessions(user.id)
    const asked = (triedAt: string | null) =>
      kindOf(revoke).holds(revoke, directory.readers, { ...applyContext(), triedAt })

    expect(await asked(null)).toBeNull()
    expect(await asked('2026-12-01T08:00:00Z')).toEqual({ id: user.id })
  })
})

describe('removing methods', () => {
  const phone = { id: 'p1', type: 'phone', name: 'mobile +44 7700 900123' }
  const app = { id: 'p2', type: 'microsoftAuthenticator', name: null }

  test('holds when none of them is left, and tells which are', async () => {
    const { directory, user } = await withAdele()
    directory.methods.set(user.id, [phone, app])
    const remove = { kind: 'entra.method.remove', user, methods: [phone, app] } as const

    await directory.entra.removeMethods(user.id, [app])
    const half = await holds(directory, remove)
    const found = await kindOf(remove).found?.(remove, directory.readers, applyContext())
    const made = await make(directory, remove)

    expect([half, found]).toEqual([null, { methods: ['phone "mobile +44 7700 900123"'] }])
    expect(await holds(directory, remove)).toEqual(made)
  })

  test('holds for somebody who is gone', async () => {
    const { directory, user } = await withAdele()
    await directory.entra.deleteUser(user.id)

    expect(await holds(directory, { kind: 'entra.method.remove', user, methods: [phone] })).toEqual({ id: user.id })
  })

  test('calls a type without a name of its own as Graph does', () => {
    expect(methodText({ type: 'hardwareOath', name: null })).toBe('hardwareOath')
  })
})

test('what cannot be taken back says why', async () => {
  const { user } = await withAdele()
  const changes = [
    { kind: 'entra.sessions.revoke', user, before: null },
    { kind: 'entra.method.remove', user, methods: [] },
    { kind: 'message.mail.send', sender: user, to: ['a@contoso.com'], cc: [], subject: 'x', text: 'x' },
    { kind: 'message.webhook.send', webhook: 'desk', subject: 'x', text: 'x', facts: [] },
    { kind: 'message.ticket.note', ticket: 'INC-1', text: 'x', person: { employeeId: '00123', name: 'Adele Vance' } },
  ] as const

  for (const change of changes) {
    expect(kindOf(change).undo, change.kind).toBe('irreversible')
    expect(kindOf(change).inverse(change as never, { id: null }), change.kind).toMatchObject({
      irreversible: expect.any(String),
    })
  }
})
