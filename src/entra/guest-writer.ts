import { Fault } from '../model/fault.ts'
import type { GuestWriter } from '../ports/guests.ts'
import { member, textIn } from '../wire/json-shape.ts'
import { type Send, stateText } from './graph-request.ts'
import { urls } from './graph-url.ts'

/** Invitations over Graph. */
export const guestWriter = (send: Send): GuestWriter => ({
  async inviteGuest({ mail, displayName, redirectUrl, sendMail }) {
    const doing = `inviting ${mail}`
    const body = {
      invitedUserEmailAddress: mail,
      invitedUserDisplayName: displayName,
      inviteRedirectUrl: redirectUrl,
      sendInvitationMessage: sendMail,
    }
    const { json } = await send({ method: 'POST', path: urls.invitations, body, doing })
    const id = textIn(member(json, 'invitedUser'), 'id')
    if (id) return { id }
    const params = { doing, detail: 'it lacks the id of the guest', state: stateText('done') }
    throw new Fault('entra/unexpected-answer', params, { effect: 'done' })
  },
})
