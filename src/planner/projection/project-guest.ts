import type { EntraProperties } from '../../model/entra-objects.ts'
import { Fault } from '../../model/fault.ts'
import type { Invitation } from '../../ports/guests.ts'
import { type EntraOverlay, readUsersBy } from './entra-overlay.ts'

/** The domain that a tenant was founded with and that names of guests end with. */
const INITIAL = /\.onmicrosoft\.(com|us|cn)$/i

/** The guest with this address, whom an invitation makes nothing of but a mail; refused where a colleague has it. */
export const invitedBefore = async (
  overlay: EntraOverlay,
  { mail }: Invitation,
): Promise<{ readonly id: string } | null> => {
  const [known] = await readUsersBy(overlay, 'mail', mail)
  if (!known) return null
  if (known.properties['userType'] === 'Guest') return { id: known.id }
  throw new Fault('entra/guest-refused', {
    doing: `inviting ${mail}`,
    detail: `The invited user already exists in the directory as object ID: ${known.id}`,
  })
}

/** What Entra makes of an invitation. https://learn.microsoft.com/entra/external-id/user-properties */
export const guestProperties = async (overlay: EntraOverlay, invitation: Invitation): Promise<EntraProperties> => {
  const { mail, displayName } = invitation
  const { domains } = await overlay.live.tenant()
  const [, domain = ''] = mail.split('@')
  if (domains.some((own) => own.toLowerCase() === domain.toLowerCase()))
    throw new Fault('entra/guest-refused', {
      doing: `inviting ${mail}`,
      detail: `${domain} is a verified domain of this directory`,
    })
  const nickname = `${mail.replace('@', '_')}#EXT#`
  const initial = domains.find((own) => INITIAL.test(own)) ?? domains[0] ?? ''
  return {
    accountEnabled: true,
    displayName,
    mail,
    mailNickname: nickname,
    otherMails: [mail],
    proxyAddresses: [`SMTP:${mail}`],
    userPrincipalName: `${nickname}@${initial}`,
    userType: 'Guest',
  }
}
