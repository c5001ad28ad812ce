import type { JsonObject } from '../../../model/json.ts'
import type { StoredMailbox, StoredMobileDevice } from '../stored-mailbox.ts'
import { type Cmdlet, sized, textOf } from './cmdlet.ts'
import { ExchangeFault } from './exchange-fault.ts'
import { mailboxNamed } from './mailbox-cmdlets.ts'

/** Exchange shows a partnership under the name of its user; `§` stands between the parts of the device's own id. */
const shown = ({ id: owner }: StoredMailbox, device: StoredMobileDevice): JsonObject => ({
  Identity: `${owner}\\ExchangeActiveSyncDevices\\${device.client}§${device.model}§${device.guid.replaceAll('-', '')}`,
  Guid: device.guid,
  DeviceId: device.guid.replaceAll('-', ''),
  FriendlyName: device.friendlyName,
  DeviceModel: device.model,
  DeviceType: device.client,
  ClientType: device.client,
  DeviceAccessState: 'Allowed',
})

const getMobileDevice: Cmdlet = {
  name: 'Get-MobileDevice',
  parameters: { Mailbox: 'text', ResultSize: 'size' },
  run(call) {
    const named = textOf(call.given, 'Mailbox')
    const mailboxes = named === null ? call.mailboxes.all() : [mailboxNamed(call, named).mailbox]
    return sized(
      call,
      mailboxes.flatMap((mailbox) => (mailbox.mobile ?? []).map((device) => shown(mailbox, device))),
    )
  },
}

const removeMobileDevice: Cmdlet = {
  name: 'Remove-MobileDevice',
  parameters: { Identity: 'text' },
  required: ['Identity'],
  run(call) {
    const id = textOf(call.given, 'Identity') ?? ''
    const isMeant = ({ guid }: StoredMobileDevice): boolean => guid === id.toLowerCase()
    const mailbox = call.mailboxes.all().find(({ mobile }) => mobile?.some(isMeant))
    if (!mailbox) throw new ExchangeFault('not-found', { id })
    call.mailboxes.put({ ...mailbox, mobile: mailbox.mobile?.filter((device) => !isMeant(device)) ?? [] })
    return []
  },
}

export const mobileCmdlets: readonly Cmdlet[] = [getMobileDevice, removeMobileDevice]
