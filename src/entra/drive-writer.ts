import { Fault } from '../model/fault.ts'
import type { DriveWriter } from '../ports/drives.ts'
import { listIn, textIn } from '../wire/json-shape.ts'
import { driveUrls, recipientOf } from './drive-url.ts'
import { type Send, stateText } from './graph-request.ts'

/** Writes to OneDrive over Graph. */
export const driveWriter = (send: Send): DriveWriter => ({
  async addDrivePermission(driveId, { user, role, until }) {
    const doing = `sharing the OneDrive ${driveId} with ${user}`
    const body = {
      recipients: [recipientOf(user)],
      requireSignIn: true,
      sendInvitation: false,
      roles: [role],
      ...(until === null ? {} : { expirationDateTime: until }),
    }
    const { json } = await send({ method: 'POST', path: driveUrls.invite(driveId), body, doing })
    const id = textIn(listIn(json, 'value')?.[0], 'id')
    if (id) return { id }
    const params = { doing, detail: 'it lacks id', state: stateText('done') }
    throw new Fault('entra/unexpected-answer', params, { effect: 'done' })
  },
  async removeDrivePermission(driveId, permissionId) {
    const doing = `taking a right on the OneDrive ${driveId} back`
    await send({ method: 'DELETE', path: driveUrls.permission(driveId, permissionId), doing })
  },
})
