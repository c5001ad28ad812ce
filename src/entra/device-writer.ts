import type { DeviceWriter } from '../ports/devices.ts'
import { deviceUrls } from './device-url.ts'
import type { Send } from './graph-request.ts'

/** Writes to devices over Graph. */
export const deviceWriter = (send: Send): DeviceWriter => ({
  async setDeviceEnabled(id, enabled) {
    const doing = `${enabled ? 'enabling' : 'disabling'} the device ${id}`
    await send({ method: 'PATCH', path: deviceUrls.device(id), body: { accountEnabled: enabled }, doing })
  },
  async deleteDevice(id) {
    await send({ method: 'DELETE', path: deviceUrls.device(id), doing: `deleting the device ${id}` })
  },
  async retireDevice(id) {
    const path = deviceUrls.endOfManagement(id, 'retire')
    await send({ method: 'POST', path, body: {}, doing: `retiring the managed device ${id}` })
  },
  async wipeDevice(id, { keepData }) {
    const path = deviceUrls.endOfManagement(id, 'wipe')
    // Windows keeps the user's data only together with the enrolment; other systems know neither.
    const body = keepData ? { keepEnrollmentData: true, keepUserData: true } : {}
    await send({ method: 'POST', path, body, doing: `wiping the managed device ${id}` })
  },
})
