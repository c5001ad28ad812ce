import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import { type GraphTenant, graphTenant, type Reply } from './graph-tenant.ts'

const invite = ({ ask }: GraphTenant, mail: string, more: JsonObject = {}): Promise<Reply> =>
  ask('POST', '/invitations', {
    invitedUserEmailAddress: mail,
    inviteRedirectUrl: 'https://myapplications.microsoft.com',
    ...more,
  })

const guestOf = ({ body }: Reply): string => String((body.invitedUser as JsonObject).id)

describe('an invitation', () => {
  test('makes a guest, named after the address', async () => {
    const tenant = await graphTenant()

    const reply = await invite(tenant, 'lynne.robbins@fabrikam.com', { invitedUserDisplayName: 'Lynne Robbins' })

    expect(reply.status).toBe(201)
    expect(reply.body).toMatchObject({
      status: 'PendingAcceptance',
      invitedUserEmailAddress: 'lynne.robbins@fabrikam.com',
      sendInvitationMessage: false,
    })
    const user = await tenant.get(
      `/users/${guestOf(reply)}?$select=displayName,mail,userType,userPrincipalName,creationType,externalUserState`,
    )
    expect(user.body).toMatchObject({
      displayName: 'Lynne Robbins',
      mail: 'lynne.robbins@fabrikam.com',
      userType: 'Guest',
      userPrincipalName: 'lynne.robbins_fabrikam.com#EXT#@contoso.onmicrosoft.com',
      creationType: 'Invitation',
      externalUserState: 'PendingAcceptance',
    })
  })

  test('of a guest who is there answers the same account', async () => {
    const tenant = await graphTenant()

    const again = await invite(tenant, 'Wanda.Howard@fabrikam.com')

    expect(guestOf(again)).toBe(tenant.userNamed('wanda.howard_fabrikam.com#EXT#@contoso.onmicrosoft.com'))
    expect(again.body).toMatchObject({ status: 'Completed', invitedUserDisplayName: 'Wanda Howard' })
  })

  test.each([
    ['miriam.graham@contoso.com', 'BadRequest: The invited user already exists in the directory as object ID: '],
    ['somebody.new@contoso.com', 'BadRequest: Invitee is in inviter tenant'],
    ['no address', 'BadRequest: The invited user email address is not valid.'],
  ])('of %s is refused', async (mail, refusal) => {
    expect((await invite(await graphTenant(), mail)).refusal).toContain(refusal)
  })

  test('needs an address and a place to land', async () => {
    const { ask } = await graphTenant()

    const replies = await Promise.all([
      ask('POST', '/invitations', { inviteRedirectUrl: 'https://contoso.com' }),
      ask('POST', '/invitations', { invitedUserEmailAddress: 'lynne@fabrikam.com' }),
      ask('POST', '/invitations', { colour: 'red' }),
    ])

    expect(replies.map(({ refusal }) => refusal)).toEqual([
      "Request_BadRequest: A value is required for property 'invitedUserEmailAddress' of resource 'Invitation'.",
      "Request_BadRequest: A value is required for property 'inviteRedirectUrl' of resource 'Invitation'.",
      "Request_BadRequest: Invalid property 'colour'.",
    ])
  })

  test('needs the permission to invite', async () => {
    const tenant = await graphTenant()
    const body = { invitedUserEmailAddress: 'lynne@fabrikam.com', inviteRedirectUrl: 'https://contoso.com' }
    const as = async (role: string) =>
      (
        await tenant.ask('POST', '/invitations', body, {
          authorization: `Bearer ${tenant.server.tokenFor({ roles: [role] })}`,
        })
      ).status

    expect([await as('User.Read.All'), await as('User.Invite.All')]).toEqual([403, 201])
  })
})
