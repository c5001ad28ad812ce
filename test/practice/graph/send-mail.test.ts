import { describe, expect, test } from 'vitest'
import { sentMails } from '../../../src/practice/graph/resources/send-mail.ts'
import { graphTenant } from './graph-tenant.ts'

const to = (...addresses: readonly string[]) => addresses.map((address) => ({ emailAddress: { address } }))
const mail = {
  message: {
    subject: 'Adele leaves',
    body: { contentType: 'Text', content: 'Her account is blocked.' },
    toRecipients: to('miriam.graham@contoso.com'),
    ccRecipients: to('office@fabrikam.com'),
  },
}
const DESK = '/users/it@contoso.com/sendMail'

describe('sendMail', () => {
  test('is accepted without a body, and the mail can be looked at', async () => {
    const { ask, company, userNamed } = await graphTenant()

    const reply = await ask('POST', DESK, mail)

    expect([reply.status, reply.text]).toEqual([202, ''])
    expect(sentMails(company.entra).all()).toEqual([
      {
        from: userNamed('it@contoso.com'),
        to: ['miriam.graham@contoso.com'],
        cc: ['office@fabrikam.com'],
        subject: 'Adele leaves',
        contentType: 'text',
        content: 'Her account is blocked.',
        createdDateTime: '2026-12-01T08:00:00Z',
      },
    ])
    expect(company.summary()).toMatchObject({
      mailsSent: 1,
      'mail 1': '"Adele leaves" to miriam.graham@contoso.com',
    })
  })

  test.each([
    ['without a message', {}, 400, 'ErrorInvalidParameter'],
    ['to nobody', { message: { ...mail.message, toRecipients: [], ccRecipients: [] } }, 400, 'ErrorInvalidRecipients'],
    ['to no address', { message: { ...mail.message, toRecipients: to('miriam') } }, 400, 'ErrorInvalidRecipients'],
  ])('is refused %s', async (_what, body, status, code) => {
    const { ask, company } = await graphTenant()

    const reply = await ask('POST', DESK, body)

    expect([reply.status, reply.refusal.split(':')[0]]).toEqual([status, code])
    expect(sentMails(company.entra).all()).toEqual([])
  })

  test('is refused where the sender has no mailbox', async () => {
    const { ask, addUser } = await graphTenant()

    const reply = await ask('POST', `/users/${await addUser('adele.vance')}/sendMail`, mail)

    expect(reply.refusal).toContain('MailboxNotEnabledForRESTAPI')
  })

  test('needs Mail.Send', async () => {
    const { ask, server } = await graphTenant()
    const authorization = `Bearer ${server.tokenFor({ roles: ['User.ReadWrite.All'] })}`

    expect((await ask('POST', DESK, mail, { authorization })).status).toBe(403)
  })
})
