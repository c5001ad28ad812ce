/**
 * The ten words of Joinery. Code, files, output and documents use these and no synonyms.
 *
 * - **person**   somebody of whom HR knows; identified by `employeeId`, never by name
 * - **account**  what a person signs in with: an Active Directory user, an Entra user, or the two tied together
 * - **group**    a set of accounts in Active Directory or Entra
 * - **licence**  a Microsoft 365 SKU that an account holds, directly or through a group
 * - **step**     one line of a playbook: reads the directories and returns changes
 * - **change**   one reversible write of a closed set of kinds, or a wait
 * - **plan**     inert data: the changes, their order, and a hash of everything that was read
 * - **run**      one application of a plan, recorded in the journal
 * - **hazard**   what could hurt about a change, shown before anybody says yes
 * - **fault**    what went wrong: permanent code, effect on the directory, cause, and what to do now
 */

/** The systems that Joinery writes to. `none` is for changes that stay on this machine, such as a hand-over file. */
export type System = 'ad' | 'entra' | 'exchange' | 'none'

/** Which systems an organisation has: synchronised AD and Entra, Entra alone, or AD alone. */
export type Mode = 'hybrid' | 'cloud' | 'ad'

/** What could hurt about a change; printed beside it in every plan. */
export type Hazard =
  | 'grants-access'
  | 'revokes-access'
  | 'deletes-data'
  | 'costs-licence'
  | 'privileged'
  | 'locks-out'
  | 'notifies-people'
  | 'sends-outside'
