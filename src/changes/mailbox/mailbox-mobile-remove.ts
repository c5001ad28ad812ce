import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { type MailboxMobileRemove, mailboxTarget } from './mailbox.ts'
import { identity, quoted } from './power-shell.ts'

export const mailboxMobileRemove: ChangeKind<MailboxMobileRemove> = {
  kind: 'mailbox.mobile.remove',
  system: 'exchange',
  undo: 'irreversible',
  // https://learn.microsoft.com/powershell/module/exchange/remove-mobiledevice
  needs: { exchange: ['Mail Recipients'] },

  describe: ({ mailbox, device }) => ({
    target: mailboxTarget(mailbox),
    summary: device
      ? `take the partnership with ${device.deviceName} from ${mailbox.name}`
      : `take every mobile partnership from ${mailbox.name}`,
    before: null,
    after: null,
    count: 'remove',
  }),

  hazards: () => ['revokes-access'],
  refs: ({ mailbox }) => [mailbox],
  writes: ({ mailbox }) => ({ accounts: [mailbox] }),

  /** Where there is a driver, each partnership is a change of its own. */
  async apply({ mailbox, device }, to, context) {
    const exchange = required(to.exchange, 'exchange')
    const id = context.idOf(mailbox)
    if (device) await exchange.removeMobileDevice(id, device.deviceId)
    return { id }
  },

  async holds({ mailbox, device }, read, context) {
    const id = context.idOf(mailbox)
    const there = await read.exchange?.mobileDevicesOf(id)
    if (!there) return null
    const left = device ? there.filter((one) => one.id === device.deviceId) : there
    return left.length === 0 ? { id } : null
  },

  byHand: ({ mailbox, device }) =>
    device
      ? `Remove-MobileDevice -Identity ${quoted(device.deviceId)} -Confirm:$false`
      : `Get-MobileDevice -Mailbox ${identity(mailbox)} | Remove-MobileDevice -Confirm:$false`,

  inverse: (): Irreversible => ({ irreversible: 'only the device itself can enter into a partnership' }),
}
