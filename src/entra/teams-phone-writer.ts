import type { TeamsPhoneWriter } from '../ports/teams-phone.ts'
import type { Send } from './graph-request.ts'
import { targetOf, teamsPhoneUrls } from './teams-phone-url.ts'

/** Writes to Teams Phone over Graph, which takes orders and answers where to ask what became of them. */
export const teamsPhoneWriter = (send: Send): TeamsPhoneWriter => ({
  async assignTeamsNumber(userId, { telephoneNumber, numberType, category, locationId }) {
    const doing = `giving ${userId} a telephone number`
    const place = locationId === null ? {} : { locationId }
    const order = { telephoneNumber, numberType, assignmentCategory: category, ...place }
    const body = { ...order, assignmentTargetId: targetOf(userId) }
    await send({ method: 'POST', path: teamsPhoneUrls.assign, body, doing })
  },
  async unassignTeamsNumber(userId, { telephoneNumber, numberType }) {
    const doing = `taking a telephone number from ${userId}`
    await send({ method: 'POST', path: teamsPhoneUrls.unassign, body: { telephoneNumber, numberType }, doing })
  },
})
