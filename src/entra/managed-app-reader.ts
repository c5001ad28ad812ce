import { Fault } from '../model/fault.ts'
import type { Json } from '../model/json.ts'
import type { ManagedApp, ManagedApps } from '../model/managed-apps.ts'
import type { ManagedAppReader } from '../ports/managed-apps.ts'
import { member, textIn } from '../wire/json-shape.ts'
import { isWithoutIntune } from './device-reader.ts'
import type { Send } from './graph-request.ts'
import type { GraphRoot } from './graph-root.ts'
import { managedAppUrls } from './managed-app-url.ts'
import { isMissing, orNull } from './or-null.ts'
import { allPages } from './pages.ts'
import { unlessClosed } from './unless-closed.ts'

/** Reads of protected apps over Graph. */
export const managedAppReader = (send: Send, root: GraphRoot): ManagedAppReader => {
  /** A registration that went away meanwhile has nothing left that could be wiped. */
  const isWiping = async (id: string): Promise<boolean> => {
    const doing = 'reading what Intune does to a protected app'
    const operations = await orNull(allPages(send, root, managedAppUrls.operations(id), doing), isMissing)
    return operations === null || operations.some(isWipe)
  }

  const read = async (userId: string): Promise<ManagedApps> => {
    const doing = `reading the protected apps of ${userId}`
    const found = await allPages(send, root, managedAppUrls.registrationsOf(userId), doing)
    const apps = await Promise.all(found.map((json) => appOf(json, doing, isWiping)))
    return { readable: true, apps: apps.sort((a, b) => (a.id < b.id ? -1 : 1)) }
  }

  return { managedAppsOf: (userId) => unlessClosed(read(userId), becauseOf) }
}

const becauseOf = (fault: Fault): string | undefined => {
  if (fault.code === 'entra/denied') return 'the application may not read them (DeviceManagementApps.Read.All)'
  return isWithoutIntune(fault) ? 'the tenant has no Intune' : undefined
}

/** Each platform names its identifier otherwise. https://learn.microsoft.com/graph/api/resources/intune-mam-mobileappidentifier */
const identifierOf = (json: Json): string | undefined => {
  const identifier = member(json, 'appIdentifier')
  return ['bundleId', 'packageId', 'windowsAppId'].map((name) => textIn(identifier, name)).find(Boolean)
}

const appOf = async (json: Json, doing: string, isWiping: (id: string) => Promise<boolean>): Promise<ManagedApp> => {
  const id = textIn(json, 'id')
  if (!id)
    throw new Fault('entra/unexpected-answer', { doing, detail: 'an app lacks id', state: 'Nothing was changed.' })
  return {
    id,
    app: identifierOf(json) ?? id,
    deviceName: textIn(json, 'deviceName') || null,
    deviceTag: textIn(json, 'deviceTag') || null,
    isWiping: await isWiping(id),
  }
}

/** Both are free text. https://learn.microsoft.com/graph/api/resources/intune-mam-managedappoperation */
const isWipe = (operation: Json): boolean =>
  /wipe/i.test(textIn(operation, 'displayName') ?? '') && !/fail|cancel/i.test(textIn(operation, 'state') ?? '')
