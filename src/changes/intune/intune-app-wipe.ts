import type { ObjectRef } from '../../model/object-ref.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'

/** Deletes the company's data in the person's protected apps on one device. */
export interface IntuneAppWipe {
  readonly kind: 'intune.app.wipe'
  readonly user: ObjectRef
  readonly device: { readonly deviceName: string; readonly deviceTag: string }
  /** Identifiers of the apps, for whoever reads the plan. */
  readonly apps: readonly string[]
}

const countOf = (apps: readonly string[]): string => (apps.length === 1 ? '1 app' : `${apps.length} apps`)

export const intuneAppWipe: ChangeKind<IntuneAppWipe> = {
  kind: 'intune.app.wipe',
  system: 'entra',
  undo: 'irreversible',
  // https://learn.microsoft.com/graph/api/intune-shared-user-wipemanagedappregistrationsbydevicetag#permissions
  needs: { graph: ['DeviceManagementApps.ReadWrite.All'] },

  describe: ({ user, device, apps }) => ({
    target: { type: 'device', id: null, name: device.deviceName },
    summary: `wipe company data in ${countOf(apps)} of ${user.name} on ${device.deviceName}`,
    before: { apps },
    after: { apps: [] },
    count: 'remove',
  }),

  hazards: () => ['deletes-data'],
  refs: ({ user }) => [user],
  writes: ({ user }) => ({ accounts: [user] }),

  async apply({ user, device }, to, context) {
    const id = context.idOf(user)
    await required(to.entra, 'entra').wipeManagedApps(id, device.deviceTag)
    return { id }
  },

  /** An app that did what it was told is not there any more, which also an app is that its user has removed. */
  async holds({ user, device }, read, context) {
    const id = context.idOf(user)
    const found = await required(read.entra, 'entra').managedAppsOf(id)
    if (!found.readable) return null
    return found.apps.some((app) => app.deviceTag === device.deviceTag && !app.isWiping) ? null : { id }
  },

  neverRepeat: ({ user, device }) =>
    `whether Intune lists a wipe request of ${user.name} for ${device.deviceName} (Apps, App selective wipe)`,
  inverse: (): Irreversible => ({ irreversible: 'what a wipe deletes is gone' }),
}
