import type { ManagedAppWriter } from '../ports/managed-apps.ts'
import type { Send } from './graph-request.ts'
import { managedAppUrls } from './managed-app-url.ts'

/** Writes to protected apps over Graph. */
export const managedAppWriter = (send: Send): ManagedAppWriter => ({
  async wipeManagedApps(userId, deviceTag) {
    const doing = `wiping protected apps of ${userId}`
    await send({ method: 'POST', path: managedAppUrls.wipe(userId), body: { deviceTag }, doing })
  },
})
