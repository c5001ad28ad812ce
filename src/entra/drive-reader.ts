import type { Fault } from '../model/fault.ts'
import type { DriveReader } from '../ports/drives.ts'
import { driveOf, permissionOf } from './drive-shapes.ts'
import { driveUrls } from './drive-url.ts'
import type { Send } from './graph-request.ts'
import type { GraphRoot } from './graph-root.ts'
import { isMissing, orNull } from './or-null.ts'
import { allPages } from './pages.ts'

const driveProperties = ['id', 'quota', 'webUrl'] as const

/** Reads of OneDrive over Graph. */
export const driveReader = (send: Send, root: GraphRoot): DriveReader => ({
  async driveOf(userId) {
    const path = driveUrls.driveOf(userId, driveProperties)
    const answer = await orNull(send({ method: 'GET', path, doing: `reading the OneDrive of ${userId}` }), isWithout)
    return answer && driveOf(answer.json)
  },
  async drivePermissions(driveId) {
    const doing = `reading who may use the OneDrive ${driveId}`
    const granted = await allPages(send, root, driveUrls.permissions(driveId), doing)
    return granted.flatMap(permissionOf).sort((a, b) => (a.id < b.id ? -1 : 1))
  },
})

/** A user whose OneDrive was never made is answered by 404, a tenant that has none to give by 400. */
const isWithout = (fault: Fault): boolean =>
  isMissing(fault) || (fault.code === 'entra/bad-request' && /does not have a SPO licen[cs]e/i.test(fault.message))
