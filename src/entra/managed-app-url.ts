import { type GraphPath, guid, opaque, path } from './graph-url.ts'

/** Addresses of apps that Intune protects. */
export const managedAppUrls = {
  registrationsOf: (userId: string): GraphPath => path('users', guid(userId), 'managedAppRegistrations'),
  operations: (registrationId: string): GraphPath =>
    path('deviceAppManagement', 'managedAppRegistrations', opaque(registrationId), 'operations'),
  wipe: (userId: string): GraphPath => path('users', guid(userId), 'wipeManagedAppRegistrationsByDeviceTag'),
}
