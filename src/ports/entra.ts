import type {
  AccessPass,
  DirectoryRole,
  EntraGroup,
  EntraProperties,
  EntraUser,
  HeldLicence,
  RoleMember,
  Sku,
  Tenant,
} from '../model/entra-objects.ts'
import type { Secret } from '../model/secret.ts'
import type { PackageReader, PackageWriter } from './access-packages.ts'
import type { AutopilotReader, AutopilotWriter } from './autopilot.ts'
import type { CalendarReader, CalendarWriter } from './calendars.ts'
import type { DeviceReader, DeviceWriter } from './devices.ts'
import type { DriveReader, DriveWriter } from './drives.ts'
import type { EntraMailReader, EntraMailWriter } from './entra-mail.ts'
import type { EntraRightsReader, EntraRightsWriter } from './entra-rights.ts'
import type { EntraSignInReader, EntraSignInWriter } from './entra-sign-in.ts'
import type { GuestWriter } from './guests.ts'
import type { ManagedAppReader, ManagedAppWriter } from './managed-apps.ts'
import type { EntraSendWriter } from './messages.ts'
import type { SponsorReader, SponsorWriter } from './sponsors.ts'
import type { TeamsPhoneReader, TeamsPhoneWriter } from './teams-phone.ts'

/** Properties by which users are looked up. Each is filterable in Graph without advanced queries. */
export type UserKey =
  | 'employeeId'
  | 'userPrincipalName'
  | 'mail'
  | 'mailNickname'
  | 'onPremisesImmutableId'
  | 'proxyAddresses'

/** Reads of Entra. Every answer is complete, or the call throws a fault. */
export interface EntraReader
  extends EntraMailReader,
    CalendarReader,
    EntraSignInReader,
    DeviceReader,
    ManagedAppReader,
    AutopilotReader,
    DriveReader,
    TeamsPhoneReader,
    SponsorReader,
    EntraRightsReader,
    PackageReader {
  tenant(): Promise<Tenant>
  user(id: string): Promise<EntraUser | null>
  /** A user that was deleted and can be restored, with its sign-in name from before; null where there is none. */
  deletedUser(id: string): Promise<EntraUser | null>
  /** All users with this value; letter case does not count, as in Graph. */
  usersBy(key: UserKey, value: string): Promise<readonly EntraUser[]>
  manager(userId: string): Promise<{ readonly id: string; readonly name: string } | null>
  /** Groups the user is a direct member of. */
  groupsOf(userId: string): Promise<readonly EntraGroup[]>
  group(id: string): Promise<EntraGroup | null>
  /** All groups with this display name (it is not unique in Entra). */
  groupsNamed(displayName: string): Promise<readonly EntraGroup[]>
  /** All groups whose display name begins with this text, which is not empty. */
  groupsBeginning(text: string): Promise<readonly EntraGroup[]>
  skus(): Promise<readonly Sku[]>
  licencesOf(userId: string): Promise<readonly HeldLicence[]>
  passesOf(userId: string): Promise<readonly AccessPass[]>
  /** Admin roles that the user holds and that are active; those it could only ask for are not among them. */
  rolesOf(userId: string): Promise<readonly DirectoryRole[]>
  /** Users who hold an admin role; groups and applications that hold it are left out. */
  roleMembers(roleId: string): Promise<readonly RoleMember[]>
  /** The employeeId of every user that has one. */
  employeeIds(): Promise<readonly string[]>
}

export interface NewUser {
  readonly properties: EntraProperties
  readonly password: Secret
  readonly mustChangePassword: boolean
}

export interface NewAccessPass {
  /** 10 to 43,200 minutes. */
  readonly lifetimeInMinutes: number
  readonly isUsableOnce: boolean
  /** RFC 3339; at once when absent. */
  readonly startDateTime?: string
}

/** Writes to Entra. Each is one Graph request, addressed by id. */
export interface EntraWriter
  extends EntraMailWriter,
    CalendarWriter,
    EntraSignInWriter,
    DeviceWriter,
    ManagedAppWriter,
    AutopilotWriter,
    DriveWriter,
    TeamsPhoneWriter,
    GuestWriter,
    SponsorWriter,
    EntraRightsWriter,
    PackageWriter,
    EntraSendWriter {
  addUser(user: NewUser): Promise<{ readonly id: string }>
  modifyUser(id: string, properties: EntraProperties): Promise<void>
  deleteUser(id: string): Promise<void>
  /** Brings a deleted user back, with its id, licences and groups. */
  restoreUser(id: string): Promise<void>
  /** Sets the password of a cloud account as an administrator. */
  setPassword(id: string, password: Secret, options: { readonly mustChange: boolean }): Promise<void>
  setManager(userId: string, managerId: string): Promise<void>
  removeManager(userId: string): Promise<void>
  addMember(groupId: string, memberId: string): Promise<void>
  removeMember(groupId: string, memberId: string): Promise<void>
  /** Adds and removes directly assigned licences in one request. */
  assignLicences(
    userId: string,
    change: {
      readonly add: readonly { readonly skuId: string; readonly disabledPlans: readonly string[] }[]
      readonly remove: readonly string[]
    },
  ): Promise<void>
  issuePass(userId: string, pass: NewAccessPass): Promise<{ readonly id: string; readonly pass: Secret }>
  deletePass(userId: string, passId: string): Promise<void>
}
