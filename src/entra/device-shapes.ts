import type { EntraDevice, ManagedDevice } from '../model/devices.ts'
import { type DeviceAction, type DeviceEnd, type DeviceHolder, deviceOwnerships } from '../model/devices.ts'
import { Fault } from '../model/fault.ts'
import type { Json } from '../model/json.ts'
import { listIn, member, textIn } from '../wire/json-shape.ts'

const idOf = (json: Json | undefined): string => {
  const id = textIn(json, 'id')
  if (id) return id
  const params = { doing: 'reading a device', detail: 'it lacks id', state: 'Nothing was changed.' }
  throw new Fault('entra/unexpected-answer', params)
}

export const deviceOf = (json: Json | undefined): EntraDevice => {
  const id = idOf(json)
  return {
    id,
    displayName: textIn(json, 'displayName') ?? id,
    operatingSystem: textIn(json, 'operatingSystem') ?? null,
    trustType: textIn(json, 'trustType') ?? null,
    isEnabled: member(json, 'accountEnabled') !== false,
    onPremisesSyncEnabled: member(json, 'onPremisesSyncEnabled') === true,
  }
}

export const holderOf = (json: Json): DeviceHolder => {
  const id = idOf(json)
  return { id, name: textIn(json, 'userPrincipalName') ?? textIn(json, 'displayName') ?? id }
}

/** Intune spells an absent user as an empty text, or as the GUID of zeros. */
const NOBODY = /^[0-]*$/

export const managedDeviceOf = (json: Json | undefined): ManagedDevice => {
  const id = idOf(json)
  const userId = textIn(json, 'userId') ?? ''
  const ownership = textIn(json, 'managedDeviceOwnerType')
  return {
    id,
    name: textIn(json, 'deviceName') ?? id,
    ownership: deviceOwnerships.find((known) => known === ownership) ?? 'unknown',
    userId: NOBODY.test(userId) ? null : userId.toLowerCase(),
    operatingSystem: textIn(json, 'operatingSystem') ?? null,
    state: textIn(json, 'managementState') ?? 'managed',
    actions: (listIn(json, 'deviceActionResults') ?? []).flatMap(actionOf),
  }
}

/**
 * What Intune calls the two actions: by the name of the request, or by that of its own list of actions.
 * https://learn.microsoft.com/graph/api/resources/intune-devices-remoteaction
 */
const ends: { readonly [action: string]: DeviceEnd } = {
  retire: 'retire',
  removecompanydata: 'retire',
  wipe: 'wipe',
  factoryreset: 'wipe',
  factoryresetkeepenrollmentdata: 'wipe',
}

const actionOf = (json: Json): readonly DeviceAction[] => {
  const end = ends[(textIn(json, 'actionName') ?? '').toLowerCase()]
  return end
    ? [{ end, state: textIn(json, 'actionState') ?? 'none', startedAt: textIn(json, 'startDateTime') ?? '' }]
    : []
}
