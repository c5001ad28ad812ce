import { Fault } from '../model/fault.ts'
import type { JsonObject } from '../model/json.ts'
import type { AdEntryAdd, AdEntryDelete, AdEntryModify, AdEntryRestore } from './ad/ad-entry.ts'
import { adEntryAdd } from './ad/ad-entry-add.ts'
import { adEntryDelete } from './ad/ad-entry-delete.ts'
import { adEntryModify } from './ad/ad-entry-modify.ts'
import { type AdEntryMove, adEntryMove } from './ad/ad-entry-move.ts'
import { adEntryRestore } from './ad/ad-entry-restore.ts'
import type { AdMemberAdd, AdMemberRemove } from './ad/ad-member.ts'
import { adMemberAdd } from './ad/ad-member-add.ts'
import { adMemberRemove } from './ad/ad-member-remove.ts'
import { type AdPasswordSet, adPasswordSet } from './ad/ad-password-set.ts'
import { type CalendarMeetingCancel, calendarMeetingCancel } from './calendar/calendar-meeting-cancel.ts'
import type { ChangeKind } from './change-kind.ts'
import type { DrivePermissionAdd, DrivePermissionRemove } from './drive/drive-permission.ts'
import { drivePermissionAdd } from './drive/drive-permission-add.ts'
import { drivePermissionRemove } from './drive/drive-permission-remove.ts'
import type { EntraAppRoleAdd, EntraAppRoleRemove } from './entra/entra-app-role.ts'
import { entraAppRoleAdd } from './entra/entra-app-role-add.ts'
import { entraAppRoleRemove } from './entra/entra-app-role-remove.ts'
import type { EntraConsentAdd, EntraConsentRemove } from './entra/entra-consent.ts'
import { entraConsentAdd } from './entra/entra-consent-add.ts'
import { entraConsentRemove } from './entra/entra-consent-remove.ts'
import type { EntraDeviceDelete, EntraDeviceModify } from './entra/entra-device.ts'
import { entraDeviceDelete } from './entra/entra-device-delete.ts'
import { entraDeviceModify } from './entra/entra-device-modify.ts'
import { entraEligibilityAdd } from './entra/entra-eligibility-add.ts'
import { entraEligibilityRemove } from './entra/entra-eligibility-remove.ts'
import type { EntraGuestInvite } from './entra/entra-guest.ts'
import { entraGuestInvite } from './entra/entra-guest-invite.ts'
import type { EntraLicenceAssign } from './entra/entra-licence.ts'
import { entraLicenceAssign } from './entra/entra-licence-assign.ts'
import { type EntraManagerSet, entraManagerSet } from './entra/entra-manager-set.ts'
import type { EntraMemberAdd, EntraMemberRemove } from './entra/entra-member.ts'
import { entraMemberAdd } from './entra/entra-member-add.ts'
import { entraMemberRemove } from './entra/entra-member-remove.ts'
import { type EntraMethodRemove, entraMethodRemove } from './entra/entra-method-remove.ts'
import type { EntraOwnerAdd, EntraOwnerRemove } from './entra/entra-owner.ts'
import { entraOwnerAdd } from './entra/entra-owner-add.ts'
import { entraOwnerRemove } from './entra/entra-owner-remove.ts'
import { type EntraPackageRemove, entraPackageRemove } from './entra/entra-package-remove.ts'
import type { EntraPassDelete, EntraPassIssue } from './entra/entra-pass.ts'
import { entraPassDelete } from './entra/entra-pass-delete.ts'
import { entraPassIssue } from './entra/entra-pass-issue.ts'
import { entraPasswordSet } from './entra/entra-password-set.ts'
import type { EntraEligibilityAdd, EntraEligibilityRemove, EntraRoleAdd, EntraRoleRemove } from './entra/entra-role.ts'
import { entraRoleAdd } from './entra/entra-role-add.ts'
import { entraRoleRemove } from './entra/entra-role-remove.ts'
import { type EntraSessionsRevoke, entraSessionsRevoke } from './entra/entra-sessions-revoke.ts'
import type { EntraSponsorAdd, EntraSponsorRemove } from './entra/entra-sponsor.ts'
import { entraSponsorAdd } from './entra/entra-sponsor-add.ts'
import { entraSponsorRemove } from './entra/entra-sponsor-remove.ts'
import type {
  EntraPasswordSet,
  EntraUserAdd,
  EntraUserDelete,
  EntraUserModify,
  EntraUserRestore,
} from './entra/entra-user.ts'
import { entraUserAdd } from './entra/entra-user-add.ts'
import { entraUserDelete } from './entra/entra-user-delete.ts'
import { entraUserModify } from './entra/entra-user-modify.ts'
import { entraUserRestore } from './entra/entra-user-restore.ts'
import { type HandoverSecretGive, handoverSecretGive } from './hand-over/handover-secret-give.ts'
import { type IntuneAppWipe, intuneAppWipe } from './intune/intune-app-wipe.ts'
import type { IntuneAutopilotAssign, IntuneAutopilotUnassign } from './intune/intune-autopilot.ts'
import { intuneAutopilotAssign } from './intune/intune-autopilot-assign.ts'
import { intuneAutopilotUnassign } from './intune/intune-autopilot-unassign.ts'
import type { IntuneDeviceRetire, IntuneDeviceWipe } from './intune/intune-device.ts'
import { intuneDeviceRetire } from './intune/intune-device-retire.ts'
import { intuneDeviceWipe } from './intune/intune-device-wipe.ts'
import type {
  MailboxAccessAdd,
  MailboxAccessLeave,
  MailboxAccessRemove,
  MailboxForwardSet,
  MailboxHiddenSet,
  MailboxListMemberAdd,
  MailboxListMemberRemove,
  MailboxMobileRemove,
  MailboxReplySet,
  MailboxRuleSet,
  MailboxTypeSet,
} from './mailbox/mailbox.ts'
import { mailboxAccessAdd } from './mailbox/mailbox-access-add.ts'
import { mailboxAccessLeave } from './mailbox/mailbox-access-leave.ts'
import { mailboxAccessRemove } from './mailbox/mailbox-access-remove.ts'
import { mailboxForwardSet } from './mailbox/mailbox-forward-set.ts'
import { mailboxHiddenSet } from './mailbox/mailbox-hidden-set.ts'
import { mailboxListMemberAdd } from './mailbox/mailbox-list-member-add.ts'
import { mailboxListMemberRemove } from './mailbox/mailbox-list-member-remove.ts'
import { mailboxMobileRemove } from './mailbox/mailbox-mobile-remove.ts'
import { mailboxReplySet } from './mailbox/mailbox-reply-set.ts'
import { mailboxRuleSet } from './mailbox/mailbox-rule-set.ts'
import { mailboxTypeSet } from './mailbox/mailbox-type-set.ts'
import { type MessageMailSend, messageMailSend } from './message/message-mail-send.ts'
import { type MessageTicketNote, messageTicketNote } from './message/message-ticket-note.ts'
import { type MessageWebhookSend, messageWebhookSend } from './message/message-webhook-send.ts'
import { type TaskManualGive, taskManualGive } from './task/task-manual-give.ts'
import type { TeamsNumberAssign, TeamsNumberUnassign } from './teams/teams-number.ts'
import { teamsNumberAssign } from './teams/teams-number-assign.ts'
import { teamsNumberUnassign } from './teams/teams-number-unassign.ts'
import { type WaitEntraGone, waitEntraGone } from './wait/wait-entra-gone.ts'
import { type WaitEntraSynced, waitEntraSynced } from './wait/wait-entra-synced.ts'
import { type WaitLicenceGone, waitLicenceGone } from './wait/wait-licence-gone.ts'
import { type WaitMailboxShared, waitMailboxShared } from './wait/wait-mailbox-shared.ts'
import { type WaitUntilTime, waitUntilTime } from './wait/wait-until-time.ts'
import { type WaitUntilValue, waitUntilValue } from './wait/wait-until-value.ts'

/** Every kind of change there is. The union is closed: a kind that lacks its row in `kinds` does not compile. */
export type Change =
  | AdEntryAdd
  | AdEntryModify
  | AdEntryMove
  | AdEntryDelete
  | AdEntryRestore
  | AdPasswordSet
  | AdMemberAdd
  | AdMemberRemove
  | EntraUserAdd
  | EntraUserModify
  | EntraUserDelete
  | EntraUserRestore
  | EntraPasswordSet
  | EntraManagerSet
  | EntraMemberAdd
  | EntraMemberRemove
  | EntraLicenceAssign
  | EntraPassIssue
  | EntraPassDelete
  | EntraSessionsRevoke
  | EntraMethodRemove
  | EntraRoleAdd
  | EntraRoleRemove
  | EntraEligibilityAdd
  | EntraEligibilityRemove
  | EntraAppRoleAdd
  | EntraAppRoleRemove
  | EntraConsentAdd
  | EntraConsentRemove
  | EntraPackageRemove
  | EntraOwnerAdd
  | EntraOwnerRemove
  | EntraSponsorAdd
  | EntraSponsorRemove
  | MailboxTypeSet
  | MailboxForwardSet
  | MailboxReplySet
  | MailboxRuleSet
  | MailboxAccessAdd
  | MailboxAccessRemove
  | MailboxAccessLeave
  | MailboxHiddenSet
  | MailboxListMemberAdd
  | MailboxListMemberRemove
  | MailboxMobileRemove
  | CalendarMeetingCancel
  | TeamsNumberAssign
  | TeamsNumberUnassign
  | EntraDeviceModify
  | EntraDeviceDelete
  | EntraGuestInvite
  | IntuneDeviceRetire
  | IntuneDeviceWipe
  | IntuneAppWipe
  | IntuneAutopilotAssign
  | IntuneAutopilotUnassign
  | DrivePermissionAdd
  | DrivePermissionRemove
  | WaitEntraSynced
  | WaitEntraGone
  | WaitLicenceGone
  | WaitMailboxShared
  | WaitUntilTime
  | WaitUntilValue
  | HandoverSecretGive
  | MessageMailSend
  | MessageWebhookSend
  | MessageTicketNote
  | TaskManualGive

const kinds: { readonly [K in Change['kind']]: ChangeKind<Extract<Change, { kind: K }>> } = {
  'ad.entry.add': adEntryAdd,
  'ad.entry.modify': adEntryModify,
  'ad.entry.move': adEntryMove,
  'ad.entry.delete': adEntryDelete,
  'ad.entry.restore': adEntryRestore,
  'ad.password.set': adPasswordSet,
  'ad.member.add': adMemberAdd,
  'ad.member.remove': adMemberRemove,
  'entra.user.add': entraUserAdd,
  'entra.user.modify': entraUserModify,
  'entra.user.delete': entraUserDelete,
  'entra.user.restore': entraUserRestore,
  'entra.password.set': entraPasswordSet,
  'entra.manager.set': entraManagerSet,
  'entra.member.add': entraMemberAdd,
  'entra.member.remove': entraMemberRemove,
  'entra.licence.assign': entraLicenceAssign,
  'entra.pass.issue': entraPassIssue,
  'entra.pass.delete': entraPassDelete,
  'entra.sessions.revoke': entraSessionsRevoke,
  'entra.method.remove': entraMethodRemove,
  'entra.role.add': entraRoleAdd,
  'entra.role.remove': entraRoleRemove,
  'entra.eligibility.add': entraEligibilityAdd,
  'entra.eligibility.remove': entraEligibilityRemove,
  'entra.app-role.add': entraAppRoleAdd,
  'entra.app-role.remove': entraAppRoleRemove,
  'entra.consent.add': entraConsentAdd,
  'entra.consent.remove': entraConsentRemove,
  'entra.package.remove': entraPackageRemove,
  'entra.owner.add': entraOwnerAdd,
  'entra.owner.remove': entraOwnerRemove,
  'entra.sponsor.add': entraSponsorAdd,
  'entra.sponsor.remove': entraSponsorRemove,
  'mailbox.type.set': mailboxTypeSet,
  'mailbox.forward.set': mailboxForwardSet,
  'mailbox.reply.set': mailboxReplySet,
  'mailbox.rule.set': mailboxRuleSet,
  'mailbox.access.add': mailboxAccessAdd,
  'mailbox.access.remove': mailboxAccessRemove,
  'mailbox.access.leave': mailboxAccessLeave,
  'mailbox.hidden.set': mailboxHiddenSet,
  'mailbox.list-member.add': mailboxListMemberAdd,
  'mailbox.list-member.remove': mailboxListMemberRemove,
  'mailbox.mobile.remove': mailboxMobileRemove,
  'calendar.meeting.cancel': calendarMeetingCancel,
  'teams.number.assign': teamsNumberAssign,
  'teams.number.unassign': teamsNumberUnassign,
  'entra.device.modify': entraDeviceModify,
  'entra.device.delete': entraDeviceDelete,
  'entra.guest.invite': entraGuestInvite,
  'intune.device.retire': intuneDeviceRetire,
  'intune.device.wipe': intuneDeviceWipe,
  'intune.app.wipe': intuneAppWipe,
  'intune.autopilot.assign': intuneAutopilotAssign,
  'intune.autopilot.unassign': intuneAutopilotUnassign,
  'drive.permission.add': drivePermissionAdd,
  'drive.permission.remove': drivePermissionRemove,
  'wait.entra.synced': waitEntraSynced,
  'wait.entra.gone': waitEntraGone,
  'wait.licence.gone': waitLicenceGone,
  'wait.mailbox.shared': waitMailboxShared,
  'wait.until.time': waitUntilTime,
  'wait.until.value': waitUntilValue,
  'handover.secret.give': handoverSecretGive,
  'message.mail.send': messageMailSend,
  'message.webhook.send': messageWebhookSend,
  'message.ticket.note': messageTicketNote,
  'task.manual.give': taskManualGive,
}

/** The meaning of a change. The one cast of the table to the union stands here. */
export const kindOf = <C extends Change>(change: C): ChangeKind<C> => kinds[change.kind] as unknown as ChangeKind<C>

/** Every kind, for generated documents and permissions. */
export const allKinds = (): readonly ChangeKind<Change>[] =>
  Object.values(kinds) as unknown as readonly ChangeKind<Change>[]

/** The change in a plan's data; a plan may come from a file, so an unknown kind is refused. */
export const changeOf = (data: JsonObject): Change => {
  const kind = data.kind
  if (typeof kind !== 'string' || !Object.hasOwn(kinds, kind))
    throw new Fault('plan/unknown-change', { kind: String(kind) })
  return data as unknown as Change
}
