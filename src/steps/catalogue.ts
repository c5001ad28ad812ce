import { adAccount } from './ad/ad-account.ts'
import { adAttributes } from './ad/ad-attributes.ts'
import { adDelete } from './ad/ad-delete.ts'
import { adDisable } from './ad/ad-disable.ts'
import { adEnable } from './ad/ad-enable.ts'
import { adExpire } from './ad/ad-expire.ts'
import { adGroup } from './ad/ad-group.ts'
import { adGroups } from './ad/ad-groups.ts'
import { adMove } from './ad/ad-move.ts'
import { adPassword } from './ad/ad-password.ts'
import { adRename } from './ad/ad-rename.ts'
import { adReports } from './ad/ad-reports.ts'
import { adRestore } from './ad/ad-restore.ts'
import { adUnlock } from './ad/ad-unlock.ts'
import { calendarMeetings } from './calendar/calendar-meetings.ts'
import { driveAccess } from './entra/drive-access.ts'
import { entraAccount } from './entra/entra-account.ts'
import { entraApps } from './entra/entra-apps.ts'
import { entraAttributes } from './entra/entra-attributes.ts'
import { entraConsents } from './entra/entra-consents.ts'
import { entraDelete } from './entra/entra-delete.ts'
import { entraDevices } from './entra/entra-devices.ts'
import { entraDisable } from './entra/entra-disable.ts'
import { entraEnable } from './entra/entra-enable.ts'
import { entraGroups } from './entra/entra-groups.ts'
import { entraGuest } from './entra/entra-guest.ts'
import { entraLicences } from './entra/entra-licences.ts'
import { entraManager } from './entra/entra-manager.ts'
import { entraMethods } from './entra/entra-methods.ts'
import { entraOwners } from './entra/entra-owners.ts'
import { entraPackages } from './entra/entra-packages.ts'
import { entraPass } from './entra/entra-pass.ts'
import { entraPassword } from './entra/entra-password.ts'
import { entraRename } from './entra/entra-rename.ts'
import { entraReports } from './entra/entra-reports.ts'
import { entraRestore } from './entra/entra-restore.ts'
import { entraRoles } from './entra/entra-roles.ts'
import { entraSessions } from './entra/entra-sessions.ts'
import { entraSponsors } from './entra/entra-sponsors.ts'
import { entraSynced } from './entra/entra-synced.ts'
import { intuneApps } from './entra/intune-apps.ts'
import { intuneAutopilot } from './entra/intune-autopilot.ts'
import { intuneDevices } from './entra/intune-devices.ts'
import { mailboxAccess } from './mailbox/mailbox-access.ts'
import { mailboxForward } from './mailbox/mailbox-forward.ts'
import { mailboxHide } from './mailbox/mailbox-hide.ts'
import { mailboxLists } from './mailbox/mailbox-lists.ts'
import { mailboxMobile } from './mailbox/mailbox-mobile.ts'
import { mailboxReply } from './mailbox/mailbox-reply.ts'
import { mailboxRules } from './mailbox/mailbox-rules.ts'
import { mailboxType } from './mailbox/mailbox-type.ts'
import { notifyMail } from './notify/notify-mail.ts'
import { notifyWebhook } from './notify/notify-webhook.ts'
import { ticketNote } from './notify/ticket-note.ts'
import { handoverSecret } from './other/handover-secret.ts'
import { waitUntil } from './other/wait-until.ts'
import type { Step } from './step.ts'
import { taskManual } from './task/task-manual.ts'
import { teamsPhone } from './teams/teams-phone.ts'

const all = [
  adAccount,
  adAttributes,
  adMove,
  adRename,
  adGroups,
  adEnable,
  adDisable,
  adExpire,
  adUnlock,
  adPassword,
  adReports,
  adGroup,
  adDelete,
  adRestore,
  entraAccount,
  entraAttributes,
  entraRename,
  entraEnable,
  entraDisable,
  entraDelete,
  entraRestore,
  entraPassword,
  entraSessions,
  entraMethods,
  entraSynced,
  entraManager,
  entraReports,
  entraOwners,
  entraSponsors,
  entraRoles,
  entraApps,
  entraConsents,
  entraPackages,
  entraGroups,
  entraLicences,
  entraPass,
  mailboxType,
  mailboxForward,
  mailboxReply,
  mailboxRules,
  mailboxAccess,
  mailboxHide,
  mailboxLists,
  mailboxMobile,
  calendarMeetings,
  teamsPhone,
  entraDevices,
  intuneDevices,
  intuneApps,
  intuneAutopilot,
  driveAccess,
  entraGuest,
  notifyMail,
  notifyWebhook,
  ticketNote,
  taskManual,
  handoverSecret,
  waitUntil,
] as unknown as readonly Step[]

/** Every verb of the playbook language, in the order of the catalogue. */
export const steps: ReadonlyMap<string, Step> = new Map(all.map((step) => [step.verb, step]))
