import { describe, expect, test } from 'vitest'
import { graphTenant } from './graph-tenant.ts'

const JOHANNA = 'johanna.lorenz@contoso.com'
const PRADEEP = 'pradeep.gupta@contoso.com'

describe('mailbox settings', () => {
  test('say what a mailbox is for, and a user without one has none', async () => {
    const { get, userNamed } = await graphTenant()
    const settings = (name: string) => get(`/users/${userNamed(name)}/mailboxSettings`)

    expect((await settings(JOHANNA)).body).toMatchObject({ userPurpose: 'user' })
    expect((await get(`/users/${userNamed('sales@contoso.com')}/mailboxSettings/userPurpose`)).body).toMatchObject({
      value: 'shared',
    })
    expect(await settings(PRADEEP)).toMatchObject({
      status: 404,
      refusal: expect.stringContaining('MailboxNotEnabledForRESTAPI'),
    })
  })

  test('keep an automatic reply, and what is not named of it', async () => {
    const { ask, get, userNamed } = await graphTenant()
    const path = `/users/${userNamed(JOHANNA)}/mailboxSettings`
    const reply = (automaticRepliesSetting: object) => ask('PATCH', path, { automaticRepliesSetting })

    await reply({ status: 'AlwaysEnabled', externalAudience: 'none', internalReplyMessage: 'I have left.' })
    await reply({ status: 'scheduled', scheduledEndDateTime: { dateTime: '2026-12-31T17:00:00', timeZone: 'UTC' } })

    expect((await get(path)).body).toMatchObject({
      automaticRepliesSetting: {
        status: 'scheduled',
        externalAudience: 'none',
        internalReplyMessage: 'I have left.',
        scheduledEndDateTime: { dateTime: '2026-12-31T17:00:00.0000000', timeZone: 'UTC' },
      },
    })
  })

  test('cannot convert a mailbox', async () => {
    const { ask, userNamed } = await graphTenant()

    const answer = await ask('PATCH', `/users/${userNamed(JOHANNA)}/mailboxSettings`, { userPurpose: 'shared' })

    expect(answer.status).toBe(400)
  })

  test('are read with a narrower right than they are written', async () => {
    const { ask, server, userNamed } = await graphTenant()
    const path = `/users/${userNamed(JOHANNA)}/mailboxSettings`
    const reading = { authorization: `Bearer ${server.tokenFor({ roles: ['MailboxSettings.Read'] })}` }

    const answers = [await ask('GET', path, undefined, reading), await ask('PATCH', path, { timeZone: 'UTC' }, reading)]

    expect(answers.map(({ status }) => status)).toEqual([200, 403])
  })
})

describe('inbox rules', () => {
  test('are switched off, made and taken away', async () => {
    const { ask, list, userNamed } = await graphTenant()
    const path = `/users/${userNamed(JOHANNA)}/mailFolders/inbox/messageRules`
    const [rule] = await list(path)

    await ask('PATCH', `${path}/${rule?.['id']}`, { isEnabled: false })
    const off = await list(path)
    const { body: made } = await ask('POST', path, { displayName: 'Mine', actions: { delete: true } })
    await ask('DELETE', `${path}/${rule?.['id']}`)

    expect(off.map(({ isEnabled }) => isEnabled)).toEqual([false])
    expect((await list(path)).map(({ id }) => id)).toEqual([made['id']])
    expect((await ask('DELETE', `${path}/${rule?.['id']}`)).refusal).toContain('ErrorItemNotFound')
  })
})
