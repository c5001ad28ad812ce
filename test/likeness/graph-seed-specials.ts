import type { JsonObject } from '../../src/model/json.ts'
import { appRoleGrants } from '../../src/practice/entra/rights-shelves.ts'
import { putApp } from '../../src/practice/entra/stored-apps.ts'
import { putManagedDevice } from '../../src/practice/entra/stored-devices.ts'
import type { StoredMethod } from '../../src/practice/entra/stored-objects.ts'
import { putConsent } from './graph-seed-areas.ts'
import { atLeastOne, GUID } from './graph-seed-shapes.ts'
import type { Stage, StagedType } from './graph-stage.ts'

type Special = (
  stage: Stage,
  subject: { readonly type: StagedType; readonly id: string },
  rest: readonly string[],
  items: readonly JsonObject[],
) => readonly string[]

const putAppRole = (stage: Stage, principalId: string, resourceId: string, item: JsonObject): string => {
  const id = /^[\w-]{20,}$/.test(String(item.id)) ? String(item.id) : `grant-${stage.newId()}`
  const appRoleId = '00000000-0000-0000-0000-000000000000'
  appRoleGrants(stage.store).put(id, {
    id,
    principalId,
    resourceId,
    appRoleId,
    createdDateTime: '2026-11-01T08:00:00Z',
  })
  return id
}

const appRoles =
  (toSubject: boolean): Special =>
  (stage, { id }, rest, items) => {
    const ids = atLeastOne(items).map((item) => {
      const known = GUID.test(String(item.resourceId)) ? { id: String(item.resourceId) } : {}
      const other = toSubject ? stage.put('servicePrincipal', known) : stage.put('user')
      return toSubject ? putAppRole(stage, id, other, item) : putAppRole(stage, other, id, item)
    })
    return rest.length === 0 ? [] : [ids[0] ?? '', ...rest.slice(1)]
  }

const managed = {
  azureADDeviceId: '2f1a4c53-6d0c-4c53-9f5e-6c3a0f0f7c10',
  azureADRegistered: true,
  complianceState: 'compliant',
  deviceName: 'CONTOSO-LT-1',
  enrolledDateTime: '2026-11-01T08:00:00Z',
  lastSyncDateTime: '2026-11-01T08:00:00Z',
  managedDeviceOwnerType: 'company',
  managementAgent: 'mdm',
  operatingSystem: 'Windows',
  osVersion: '10.0.26100',
}

const putRule = (stage: Stage, userId: string): void => {
  stage.mailboxes()
  const mailbox = stage.exchange.of(userId)
  if (!mailbox) return
  const actions = { markAsRead: true }
  const rule = { id: 'AQAAAJ5dZqA=', displayName: 'Partner', sequence: 1, isEnabled: true, conditions: {}, actions }
  stage.exchange.put({ ...mailbox, rules: [rule] })
}

const methodTypes: { readonly [collection: string]: StoredMethod['type'] } = {
  methods: 'windowsHelloForBusiness',
  emailMethods: 'email',
  phoneMethods: 'phone',
  microsoftAuthenticatorMethods: 'microsoftAuthenticator',
}

/** By the name of the segment. Answers the segments behind it, with the ids of what was put there. */
export const special: { readonly [link: string]: Special } = {
  approleassignments: appRoles(true),
  approleassignedto: appRoles(false),
  oauth2permissiongrants: (stage, { id }, rest) => {
    putConsent(stage, { principalId: id })
    return rest
  },
  manageddevices: (stage, { id }, rest) => {
    const device = stage.newId()
    putManagedDevice(stage.store, { id: device, userId: id, actions: [], properties: managed })
    return rest.length === 0 ? [] : [device, ...rest.slice(1)]
  },
  wipemanagedappregistrationsbydevicetag: ({ store, newId }, { id }, rest) => {
    putApp(store, { id: newId(), userId: id, deviceTag: 'a-tag', wipedAt: null, properties: {} })
    return rest
  },
  mailfolders: (stage, { id }, rest) => {
    putRule(stage, id)
    return rest
  },
  authentication: ({ store }, subject, [collection = '', method = '', ...rest]) => {
    const user = store.user(subject.id)
    const type = methodTypes[collection]
    const id = /^\{/.test(method) ? store.ids.uuid('method') : method
    const properties = {
      keyStrength: 'normal',
      deviceTag: 'SoftwareTokenActivated',
      phoneAppVersion: '6.8.14',
      displayName: 'Phone',
      createdDateTime: '2026-11-01T08:00:00Z',
      emailAddress: 'a@example.com',
    }
    if (user && type) store.put({ ...user, methods: [{ id, type, properties }] })
    return [collection, ...(method === '' ? [] : [id]), ...rest]
  },
}
