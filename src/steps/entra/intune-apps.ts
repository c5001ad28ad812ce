import { z } from 'zod'
import type { EntraUser } from '../../model/entra-objects.ts'
import type { ManagedApp } from '../../model/managed-apps.ts'
import { refTo } from '../../model/object-ref.ts'
import { requireUser } from '../require-account.ts'
import { required } from '../required.ts'
import { defineStep, type Wanted } from '../step.ts'

const LOOK = 'look in the Intune admin centre (Apps, App selective wipe)'

/** The company's data goes from protected apps. */
export const intuneApps = defineStep({
  verb: 'intune.apps',
  summary: "The company's data is wiped in the person's protected apps, on devices that Intune does not manage too.",
  about:
    'Deletes what belongs to the company in apps with an app protection policy, such as Outlook and Teams on a private phone; everything else on the device stays. One change per device. It cannot be taken back, and ' +
    'happens when each app is opened next, so a change holds once Intune has the wipe on its list or the app is gone from it. Where the tenant has no Intune, or the application may not read this, it plans nothing and says so.',
  systems: ['entra'],
  kinds: ['intune.app.wipe'],
  reads: ['User.Read.All', 'DeviceManagementApps.Read.All'],
  input: z.strictObject({ wipe: z.literal('all').describe('all: protected apps on every device.') }),
  outputs: {},
  examples: [
    {
      title: 'No company data on private phones',
      yaml: '- intune.apps: { wipe: all }',
      plans: ["wipe company data in 2 apps of adele.vance@contoso.com on Adele's phone"],
    },
  ],

  async plan(context) {
    const user = await requireUser(context)
    const found = await required(context.read.entra).managedAppsOf(user.id)
    if (!found.readable)
      return { changes: [], holds: 0, notes: [`protected apps are not readable, because ${found.because}: ${LOOK}`] }
    const open = found.apps.filter(({ isWiping }) => !isWiping)
    const changes = devicesOf(open).map((device) => changeOf(user, device))
    return { changes, holds: open.length === 0 ? 1 : 0, notes: untagged(open) }
  },
})

interface AppDevice {
  readonly deviceTag: string
  readonly deviceName: string
  readonly apps: readonly string[]
}

const devicesOf = (apps: readonly ManagedApp[]): readonly AppDevice[] => {
  const byTag = Map.groupBy(apps, ({ deviceTag }) => deviceTag)
  const devices = [...byTag].flatMap(([deviceTag, some]): readonly AppDevice[] => {
    if (deviceTag === null) return []
    const deviceName = some.map((app) => app.deviceName).find((name) => name !== null) ?? 'a device without name'
    return [{ deviceTag, deviceName, apps: [...new Set(some.map(({ app }) => app))].sort() }]
  })
  const orderOf = ({ deviceName, deviceTag }: AppDevice): string => `${deviceName}\0${deviceTag}`
  return devices.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
}

const changeOf = (user: EntraUser, { apps, ...device }: AppDevice): Wanted => ({
  change: { kind: 'intune.app.wipe', user: refTo(user, user.userPrincipalName), device, apps },
  about: device.deviceTag,
})

/** Intune wipes by the tag of a device, which not every app has. */
const untagged = (apps: readonly ManagedApp[]): readonly string[] =>
  apps
    .filter(({ deviceTag }) => deviceTag === null)
    .map(({ app, deviceName }) => `${app} on ${deviceName ?? 'a device without name'} has no device tag: ${LOOK}`)
