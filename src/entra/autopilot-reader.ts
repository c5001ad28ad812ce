import type { AutopilotDevice, AutopilotDevices } from '../model/autopilot.ts'
import { Fault } from '../model/fault.ts'
import type { Json } from '../model/json.ts'
import type { AutopilotReader } from '../ports/autopilot.ts'
import { textIn } from '../wire/json-shape.ts'
import { autopilotUrls } from './autopilot-url.ts'
import { isWithoutIntune } from './device-reader.ts'
import type { Send } from './graph-request.ts'
import type { GraphRoot } from './graph-root.ts'
import { isMissing, orNull } from './or-null.ts'
import { allPages } from './pages.ts'
import { unlessClosed } from './unless-closed.ts'

/** Reads of Windows Autopilot over Graph. */
export const autopilotReader = (send: Send, root: GraphRoot): AutopilotReader => {
  /** Graph documents no filter on whose a device is, so all are read. */
  const read = async (userPrincipalName: string): Promise<AutopilotDevices> => {
    const doing = `reading the Autopilot devices of ${userPrincipalName}`
    const found = (await allPages(send, root, autopilotUrls.devices(), doing)).map((json) => deviceOf(json, doing))
    const own = found.filter(({ assignedTo }) => isSame(assignedTo?.userPrincipalName, userPrincipalName))
    return { readable: true, devices: own.sort((a, b) => (a.id < b.id ? -1 : 1)) }
  }

  return {
    autopilotDevicesOf: (userPrincipalName) => unlessClosed(read(userPrincipalName), becauseOf),
    async autopilotDevice(id) {
      const doing = `reading the Autopilot device ${id}`
      const answer = await orNull(send({ method: 'GET', path: autopilotUrls.device(id), doing }), isMissing)
      return answer && deviceOf(answer.json ?? null, doing)
    },
  }
}

const becauseOf = (fault: Fault): string | undefined => {
  if (fault.code === 'entra/denied') return 'the application may not read them (DeviceManagementServiceConfig.Read.All)'
  return isWithoutIntune(fault) ? 'the tenant has no Intune' : undefined
}

const isSame = (a: string | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase()

const deviceOf = (json: Json, doing: string): AutopilotDevice => {
  const id = textIn(json, 'id')
  if (!id)
    throw new Fault('entra/unexpected-answer', { doing, detail: 'a device lacks id', state: 'Nothing was changed.' })
  const userPrincipalName = textIn(json, 'userPrincipalName')
  return {
    id,
    serialNumber: textIn(json, 'serialNumber') || id,
    model: textIn(json, 'model') || null,
    assignedTo: userPrincipalName
      ? { userPrincipalName, addressableUserName: textIn(json, 'addressableUserName') || null }
      : null,
  }
}
