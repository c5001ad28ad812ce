import type { EntraGroup, Sku, Tenant } from '../../model/entra-objects.ts'
import { Fault } from '../../model/fault.ts'
import type { EntraReader, EntraWriter } from '../../ports/entra.ts'
import type { Authorship } from './authorship.ts'
import {
  type EntraOverlay,
  emptyEntraOverlay,
  readDeletedUser,
  readGroupsOf,
  readLicences,
  readManager,
  readPasses,
  readRoles,
  readSkus,
  readUser,
  readUsersBy,
} from './entra-overlay.ts'
import { noAutopilot, projectAutopilot } from './project-autopilot.ts'
import { noCalendars, projectCalendars } from './project-calendars.ts'
import { noDevices, projectDevices } from './project-devices.ts'
import { noDrives, projectDrives } from './project-drives.ts'
import { noMail, projectMail } from './project-mail.ts'
import { noManagedApps, projectManagedApps } from './project-managed-apps.ts'
import { noPackages, projectPackages } from './project-packages.ts'
import { noRights, projectRights, readRolesAfter } from './project-rights.ts'
import { noSignIn, projectSignIn } from './project-sign-in.ts'
import { noSponsors, projectSponsors } from './project-sponsors.ts'
import { noTeamsPhone, projectTeamsPhone } from './project-teams-phone.ts'
import { writeEntra } from './write-entra.ts'

/** Entra as it will be: reads answer what they would after the writes made here, and nothing is ever written to the live tenant. */
export interface ProjectedEntra extends EntraReader {
  /** What lies over the live tenant; the projection of Exchange shares it. */
  readonly overlay: EntraOverlay
  /** Writes into the projection; what is added gets the id that `newId` gives. */
  writer(newId: () => string, by: Authorship): EntraWriter
}

export const projectEntra = (live: EntraReader): ProjectedEntra => {
  const overlay = emptyEntraOverlay(live)
  return {
    overlay,
    ...projectMail(overlay),
    ...projectCalendars(overlay),
    ...projectDevices(overlay),
    ...projectManagedApps(overlay),
    ...projectAutopilot(overlay),
    ...projectDrives(overlay),
    ...projectSignIn(overlay),
    ...projectRights(overlay),
    ...projectSponsors(overlay),
    ...projectTeamsPhone(overlay),
    ...projectPackages(overlay),
    tenant: () => live.tenant(),
    user: (id) => readUser(overlay, id),
    deletedUser: (id) => readDeletedUser(overlay, id),
    usersBy: (key, value) => readUsersBy(overlay, key, value),
    manager: (userId) => readManager(overlay, userId),
    groupsOf: (userId) => readGroupsOf(overlay, userId),
    group: (id) => live.group(id),
    groupsNamed: (displayName) => live.groupsNamed(displayName),
    groupsBeginning: (text) => live.groupsBeginning(text),
    skus: () => readSkus(overlay),
    licencesOf: (userId) => readLicences(overlay, userId),
    passesOf: (userId) => readPasses(overlay, userId),
    rolesOf: async (userId) => readRolesAfter(overlay, userId, await readRoles(overlay, userId)),
    // Whether somebody is the last holder of a role, and how many people there are, is asked of the live tenant.
    roleMembers: (roleId) => live.roleMembers(roleId),
    employeeIds: () => live.employeeIds(),
    writer: (newId, by) => writeEntra(overlay, newId, by),
  }
}

/** A tenant without users: a projection over it is a tenant in memory. `more` answers what else there is. */
export const emptyEntra = (
  tenant: Tenant,
  skus: readonly Sku[],
  groups: readonly EntraGroup[] = [],
  more: Partial<EntraReader> = {},
): EntraReader => {
  const nobody = async (userId: string): Promise<never> => {
    throw new Fault('entra/not-found', { doing: `reading the user ${userId}`, detail: `there is no user ${userId}` })
  }
  return {
    ...noMail,
    ...noCalendars,
    ...noDevices,
    ...noManagedApps,
    ...noAutopilot,
    ...noDrives,
    ...noSignIn,
    ...noRights,
    ...noSponsors,
    ...noTeamsPhone,
    ...noPackages,
    tenant: async () => tenant,
    user: async () => null,
    deletedUser: async () => null,
    usersBy: async () => [],
    manager: nobody,
    groupsOf: nobody,
    group: async (id) => groups.find((group) => group.id === id) ?? null,
    groupsNamed: async (name) => groups.filter(({ displayName }) => displayName.toLowerCase() === name.toLowerCase()),
    groupsBeginning: async (text) =>
      groups.filter(({ displayName }) => displayName.toLowerCase().startsWith(text.toLowerCase())),
    skus: async () => skus,
    licencesOf: nobody,
    passesOf: nobody,
    rolesOf: nobody,
    roleMembers: async () => [],
    employeeIds: async () => [],
    ...more,
  }
}
