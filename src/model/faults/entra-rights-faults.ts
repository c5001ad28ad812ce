import { entraSaid } from './entra-said.ts'
import type { FaultCatalogue } from './fault-record.ts'

/** Faults about admin roles. */
const roleFaults = {
  'plan/unknown-role': {
    title: 'Entra has no such admin role',
    category: 'input',
    about: 'Admin roles are named by their English display name or the id of their definition.',
    message: (p) => `Entra has no admin role "${p['role']}". Nothing was changed.`,
    hint: (p) =>
      p['meant'] ? `Did you mean "${p['meant']}"?` : 'The Entra admin centre lists them under Roles & admins.',
  },
  'entra/role-held': {
    title: 'The account holds this admin role already',
    category: 'conflict',
    about: 'Somebody else gave the role meanwhile.',
    message: (p) => `Entra refused ${p['doing']}: the role is held already. Nothing was changed.`,
    hint: () => 'Nothing to do: what was wanted holds.',
  },
  'entra/role-not-held': {
    title: 'The account does not hold this admin role',
    category: 'missing',
    about: 'Somebody else took the role meanwhile, or it ended by itself.',
    message: (p) => `Entra refused ${p['doing']}: the role is not held. Nothing was changed.`,
    hint: () => 'Nothing to do: what was wanted holds.',
  },
  'entra/role-just-activated': {
    title: 'The admin role was switched on a moment ago',
    category: 'conflict',
    about: 'Entra keeps a role for five minutes after its holder has switched it on.',
    message: (p) =>
      `Entra refused ${p['doing']}: the role was switched on less than five minutes ago. Nothing was changed.`,
    hint: () => 'Wait five minutes, then: joinery retry RUN',
  },
  'entra/role-policy': {
    title: 'The settings of the admin role do not allow this',
    category: 'conflict',
    about:
      'Privileged Identity Management has settings for each role: how long an assignment may last, whether it takes a ticket, and others.',
    message: (p) => `Entra refused ${p['doing']}: ${p['detail']}. Nothing was changed.`,
    hint: () =>
      'Give the role by hand, or change its settings in the Entra admin centre (Privileged Identity Management, Microsoft Entra roles, Settings).',
  },
  'entra/no-pim': {
    title: 'The tenant has no Privileged Identity Management',
    category: 'conflict',
    about: 'Roles that can be switched on, and roles for a time, take Microsoft Entra ID P2 or Entra ID Governance.',
    message: (p) => `Entra refused ${p['doing']}: the tenant lacks the licence for it. Nothing was changed.`,
    hint: () => 'Plan again: without the licence, roles are taken away by their assignments.',
  },
  'entra/last-administrator': {
    title: 'This is the last Global Administrator who can sign in',
    category: 'refused',
    about: 'Without one nobody could mend the tenant. It is looked at once more right before the role is taken away.',
    message: (p) =>
      `${p['user']} is the last Global Administrator who can sign in, so the role was not taken away. Nothing was changed.`,
    hint: () =>
      'Make somebody else Global Administrator first, then plan again; a run that stopped here goes on with joinery retry RUN',
  },
} satisfies FaultCatalogue

/** Faults about applications and owners. */
const applicationFaults = {
  'plan/unknown-application': {
    title: 'Entra has no such application',
    category: 'input',
    about:
      'Applications are named by the display name or id of their enterprise application, and a role in one as "Application/Role".',
    message: (p) => `Entra has no application "${p['application']}". Nothing was changed.`,
    hint: () => 'The Entra admin centre lists them under Enterprise applications.',
  },
  'plan/ambiguous-application': {
    title: 'Several applications have this name',
    category: 'input',
    about: 'Display names of applications are not unique in Entra.',
    message: (p) => `"${p['application']}" fits ${p['applications']}. Nothing was changed.`,
    hint: () => 'Name the application by its id.',
  },
  'plan/unknown-app-role': {
    title: 'The application has no such role',
    category: 'input',
    about: 'Roles of an application are defined by the application. One without roles gives default access.',
    message: (p) =>
      p['role']
        ? `${p['application']} has no role "${p['role']}". Nothing was changed.`
        : `${p['application']} has several roles, and none is named. Nothing was changed.`,
    hint: (p) =>
      p['roles']
        ? `Name one as "Application/Role". It has: ${p['roles']}.`
        : 'It has no roles: name the application alone.',
  },
  'entra/app-role-held': {
    title: 'The account has this role in the application already',
    category: 'conflict',
    about: 'Somebody else assigned it meanwhile.',
    message: (p) => `Entra refused ${p['doing']}: it is assigned already. Nothing was changed.`,
    hint: () => 'Nothing to do: what was wanted holds.',
  },
  'entra/consent-given': {
    title: 'There is a consent for this application already',
    category: 'conflict',
    about: 'Entra keeps one consent for a user, an application and what it acts on. Somebody gave it meanwhile.',
    message: (p) => `Entra refused ${p['doing']}: there is a consent already. Nothing was changed.`,
    hint: () => 'Nothing to do if it covers the same; otherwise withdraw it first.',
  },
  'entra/last-owner': {
    title: 'This is the last owner',
    category: 'refused',
    about: 'A group, team or application without an owner has nobody who looks after it; Entra refuses it for groups.',
    message: (p) =>
      p['owner']
        ? `${p['owner']} is the last owner of ${p['object']} and stays it. Nothing was changed.`
        : `Entra refused ${p['doing']}: it would be left without an owner. ${entraSaid(p)} Nothing was changed.`,
    hint: () => 'Name somebody who takes it over (entra.owners: { to: … }). Then plan again.',
  },
  'entra/owner-already': {
    title: 'The account is an owner already',
    category: 'conflict',
    about: 'Somebody else added the owner meanwhile.',
    message: (p) => `Entra refused ${p['doing']}: the account is an owner already. Nothing was changed.`,
    hint: () => 'Nothing to do: what was wanted holds.',
  },
  'entra/not-owner': {
    title: 'The account is no owner',
    category: 'missing',
    about:
      'Somebody else removed the owner meanwhile, or the object or the account is gone. Entra does not tell which.',
    message: (p) => `Entra refused ${p['doing']}: the account is no owner of it. Nothing was changed.`,
    hint: () => 'Nothing to do if both still exist: what was wanted holds.',
  },
} satisfies FaultCatalogue

/** Faults about whoever answers for guests. */
const sponsorFaults = {
  'entra/sponsor-already': {
    title: 'The account is a sponsor already',
    category: 'conflict',
    about: 'Somebody else added the sponsor meanwhile.',
    message: (p) => `Entra refused ${p['doing']}: the account is a sponsor already. Nothing was changed.`,
    hint: () => 'Nothing to do: what was wanted holds.',
  },
  'entra/not-sponsor': {
    title: 'The account is no sponsor',
    category: 'missing',
    about:
      'Somebody else removed the sponsor meanwhile, or the guest or the account is gone. Entra does not tell which.',
    message: (p) => `Entra refused ${p['doing']}: the account is no sponsor of the guest. Nothing was changed.`,
    hint: () => 'Nothing to do if both still exist: what was wanted holds.',
  },
} satisfies FaultCatalogue

export const entraRightsFaults = { ...roleFaults, ...applicationFaults, ...sponsorFaults }
