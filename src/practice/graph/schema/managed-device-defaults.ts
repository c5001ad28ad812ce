import type { JsonObject } from '../../../model/json.ts'

/** Intune has no null for a time. */
const NEVER = '0001-01-01T00:00:00Z'

const texts = [
  'androidSecurityPatchLevel',
  'deviceCategoryDisplayName',
  'emailAddress',
  'iccid',
  'imei',
  'jailBroken',
  'managedDeviceName',
  'manufacturer',
  'meid',
  'model',
  'phoneNumber',
  'serialNumber',
  'subscriberCarrier',
  'wiFiMacAddress',
] as const
/** Shown in full only by one device by itself, and where they are named. */
const nothing = [
  'activationLockBypassCode',
  'configurationManagerClientEnabledFeatures',
  'deviceHealthAttestationState',
  'easDeviceId',
  'enrollmentProfileName',
  'ethernetMacAddress',
  'notes',
  'remoteAssistanceSessionErrorDetails',
  'remoteAssistanceSessionUrl',
  'requireUserEnrollmentApproval',
  'udid',
] as const
const times = [
  'complianceGracePeriodExpirationDateTime',
  'easActivationDateTime',
  'exchangeLastSuccessfulSyncDateTime',
  'managementCertificateExpirationDate',
] as const

const all = <Value extends string | null>(names: readonly string[], value: Value): JsonObject =>
  Object.fromEntries(names.map((name) => [name, value]))

/** What Intune shows of a device where nobody told it anything. https://learn.microsoft.com/graph/api/resources/intune-devices-manageddevice */
export const managedDeviceDefaults: JsonObject = {
  ...all(texts, ''),
  ...all(nothing, null),
  ...all(times, NEVER),
  deviceEnrollmentType: 'unknown',
  deviceRegistrationState: 'registered',
  easActivated: false,
  exchangeAccessState: 'none',
  exchangeAccessStateReason: 'none',
  freeStorageSpaceInBytes: 0,
  isEncrypted: false,
  isSupervised: false,
  partnerReportedThreatState: 'unknown',
  physicalMemoryInBytes: 0,
  totalStorageSpaceInBytes: 0,
}
