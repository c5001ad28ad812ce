import { entraConnectionFaults } from './entra-connection-faults.ts'
import { entraRightsFaults } from './entra-rights-faults.ts'
import { entraSaid } from './entra-said.ts'
import type { FaultCatalogue } from './fault-record.ts'

/** Faults about what was asked for. */
const requestFaults = {
  'entra/bad-request': {
    title: 'Entra refuses the request',
    category: 'input',
    about:
      'Microsoft Graph did not accept the request, for a reason that has no code of its own here. Its code and text are in the message.',
    message: (p) => `Entra refused ${p['doing']}. ${entraSaid(p)} Nothing was changed.`,
    hint: () => 'Read what Entra answered; correct the input or the playbook accordingly and plan again.',
  },
  'entra/not-an-id': {
    title: 'This is no id of an Entra object',
    category: 'input',
    about:
      'Objects in Entra are addressed by their id alone, a GUID such as 5b2a…; names, links and paths are not accepted in its place.',
    message: (p) => `"${p['id']}" is no id of an Entra object. Nothing was sent.`,
    hint: () => 'If a plan was edited by hand, make it again. Otherwise report this.',
  },
  'entra/bad-value': {
    title: 'This value cannot be looked up',
    category: 'input',
    about: 'An empty value would match everybody, and text with broken characters cannot be put into a request.',
    message: (p) => `Entra cannot be asked for a ${p['property']} that ${p['why']}. Nothing was sent.`,
    hint: () => 'Correct the value in the input.',
  },
  'entra/bad-settings': {
    title: 'The settings for Entra are not usable',
    category: 'input',
    about: 'An address is no URL, or uses http to another machine, over which the access token could be read.',
    message: (p) => `${p['detail']}. Nothing was sent.`,
    hint: () => 'Correct the section entra: in joinery.yaml.',
  },
  'entra/unknown-property': {
    title: 'Entra does not know this property',
    category: 'input',
    about: 'A property name is misspelt, or belongs to another type of object. Letter case counts in Graph.',
    message: (p) => `Entra refused ${p['doing']}: ${p['detail']}. Nothing was changed.`,
    hint: () => 'Compare the name with https://learn.microsoft.com/graph/api/resources/user and correct the playbook.',
  },
  'entra/not-found': {
    title: 'Entra does not have this object',
    category: 'missing',
    about:
      'The object was deleted, belongs to another tenant, or was made moments ago and is not visible everywhere yet.',
    message: (p) => `Entra does not find the object for ${p['doing']}. ${entraSaid(p)} Nothing was changed.`,
    hint: () => 'If it was made moments ago, wait a minute and try again: joinery resume. Otherwise plan again.',
  },
  'entra/concurrent-change': {
    title: 'Entra is changing this object already',
    category: 'throttled',
    about: 'Two writes met at one object. Entra carried out the other one and asks to repeat this one.',
    message: (p) => `Another change was being made while ${p['doing']}. Nothing was changed by this one.`,
    hint: () =>
      'Nothing to do: a run tries again by itself. If it stays so, see which other tool writes to the same object.',
  },
} satisfies FaultCatalogue

/** Faults about accounts. */
const accountFaults = {
  'entra/name-taken': {
    title: 'The name is taken in Entra',
    category: 'conflict',
    about:
      'Another object holds the same user principal name, mail nickname, proxy address or on-premises id. Deleted objects can still hold addresses.',
    message: (p) =>
      `Another object in Entra has the same value of ${p['property']}; ${p['doing']} is not possible. Nothing was changed.`,
    hint: () => 'Plan again: another name is chosen if naming.yaml allows it.',
  },
  'entra/domain-not-verified': {
    title: 'The domain is not verified in this tenant',
    category: 'input',
    about: 'A user principal name must end with a domain that the tenant has verified.',
    message: (p) =>
      `Entra refused ${p['doing']}: its domain is none of the verified domains of the tenant. Nothing was changed.`,
    hint: () =>
      'Set organisation.mailDomain in joinery.yaml to a verified domain, or verify the domain in the Entra admin centre.',
  },
  'entra/password-refused': {
    title: 'Entra refuses the password',
    category: 'conflict',
    about: 'The password does not meet the complexity rules or contains something from the list of banned words.',
    message: (p) => `Entra refused the password while ${p['doing']}: ${p['detail']}. Nothing was changed.`,
    hint: () =>
      'Try again: another password is generated. Banned words of the tenant are in the admin centre under password protection.',
  },
  'entra/mastered-on-premises': {
    title: 'The object is mastered in Active Directory',
    category: 'conflict',
    about:
      'What Entra Connect synchronises can be changed in Active Directory only; some attributes belong to Exchange in the same way.',
    message: (p) =>
      `Entra refused ${p['doing']}, because the object is mastered outside of Entra. Nothing was changed.`,
    hint: () => 'Change it in Active Directory (mode: hybrid does) and let the synchronisation bring it to Entra.',
  },
  'entra/pass-refused': {
    title: 'Entra issues no temporary access pass for this account',
    category: 'conflict',
    about:
      'The authentication methods policy does not allow a temporary access pass for this account, or not with this lifetime.',
    message: (p) => `Entra refused ${p['doing']}: ${p['detail']}. Nothing was changed.`,
    hint: () =>
      'Enable temporary access passes for the account in the Entra admin centre (Authentication methods, Policies), or hand over a password instead.',
  },
  'entra/default-method': {
    title: 'The sign-in method is the default one',
    category: 'conflict',
    about:
      'Entra keeps the method that a user signs in with by default for as long as there are others. It is removed after all others, which is why Joinery removes methods together; where some are to stay, or two phone numbers need one another, it cannot be removed.',
    message: (p) =>
      `Entra refused ${p['doing']}: it is the default one, and others are there. This method was not removed.`,
    hint: () =>
      'Remove all methods (remove: all), or choose another default method first. Where all were asked for: Entra admin centre, the user, Authentication methods, Require re-register multifactor authentication.',
  },
} satisfies FaultCatalogue

/** Faults about groups and licences. */
const membershipFaults = {
  'entra/already-member': {
    title: 'The account is in the group already',
    category: 'conflict',
    about: 'Somebody else added the account to the group meanwhile.',
    message: (p) => `Entra refused ${p['doing']}: the membership is there already. Nothing was changed.`,
    hint: () => 'Nothing to do: what was wanted holds.',
  },
  'entra/not-member': {
    title: 'The account is not in the group',
    category: 'missing',
    about:
      'Somebody else removed the account from the group meanwhile, or the group or the account is gone. Entra does not tell which.',
    message: (p) => `Entra refused ${p['doing']}: there is no such membership. Nothing was changed.`,
    hint: () => 'Nothing to do if both still exist: what was wanted holds.',
  },
  'entra/dynamic-group': {
    title: 'The members of this group follow from a rule',
    category: 'conflict',
    about: 'A dynamic group takes no members by hand; its rule decides.',
    message: (p) => `Entra refused ${p['doing']}: the group is dynamic. Nothing was changed.`,
    hint: () => 'Take the group out of roles.yaml, and set the attribute that its rule looks at instead.',
  },
  'entra/mail-enabled-group': {
    title: 'This group belongs to Exchange',
    category: 'conflict',
    about: 'Distribution lists and mail-enabled security groups cannot be changed through Microsoft Graph.',
    message: (p) =>
      `Entra refused ${p['doing']}: the group is mail-enabled and belongs to Exchange. Nothing was changed.`,
    hint: () => 'Use a security group or a Microsoft 365 group, or change the list in Exchange.',
  },
  'entra/group-not-ready': {
    title: 'Entra does not show the new object everywhere yet',
    category: 'throttled',
    about: 'A group or account that was made moments ago is not on every replica of Entra yet.',
    message: (p) => `Entra does not find one of the two objects for ${p['doing']} yet. Nothing was changed.`,
    hint: () => 'Nothing to do: a run tries again by itself.',
  },
  'entra/no-usage-location': {
    title: 'The account has no usage location that the licence needs',
    category: 'missing',
    about:
      'Licences need the country in which they are used (usageLocation). Right after it was set, the licence service may not know it for some seconds.',
    message: (p) =>
      `Entra refused ${p['doing']}: the usage location is missing or does not allow the licence. Nothing was changed.`,
    hint: () =>
      'Give the person a country: or usageLocation: (ISO 3166, two letters). If it was set just before, try again: joinery resume.',
  },
  'entra/no-seats': {
    title: 'No seat of this licence is free',
    category: 'conflict',
    about: 'All bought seats are taken, perhaps since the plan was made.',
    message: (p) => `Entra refused ${p['doing']}: no seat is free. Nothing was changed.`,
    hint: () => 'Buy seats or free some. Then: joinery retry RUN',
  },
  'entra/licence-conflict': {
    title: 'The licence does not go with the others',
    category: 'conflict',
    about:
      'A service plan needs another one that is missing, excludes one that is there, or is still needed by one that stays.',
    message: (p) => `Entra refused ${p['doing']}: ${p['detail']}. Nothing was changed.`,
    hint: () => 'Add or remove the licences together in one step, or switch a service plan off with without:.',
  },
  'entra/licence-inherited': {
    title: 'The licence comes through a group',
    category: 'conflict',
    about: 'A licence that a group gives goes away by leaving the group; it cannot be removed from the account itself.',
    message: (p) => `Entra refused ${p['doing']}: the licence comes through a group. Nothing was changed.`,
    hint: () => 'Remove the account from the group that gives the licence.',
  },
  'entra/would-lose-mailbox': {
    title: 'Without this licence the mailbox would be deleted',
    category: 'refused',
    about:
      'Exchange deletes the mailbox of a person from whom the last licence with Exchange is taken; a shared mailbox stays. Whether it reads shared is looked at while planning, and once more right before the licence is taken.',
    message: (p) =>
      `${p['licence']} is the last licence with Exchange of ${p['account']}, and the mailbox reads ${p['purpose']}, not shared: without the licence it would be deleted. The licence was not taken.`,
    hint: () =>
      'Convert the mailbox before, with mailbox.type: { is: shared }; where the run has begun: joinery retry RUN. To give the mailbox up, say loseMailbox: true in the step.',
  },
  'entra/licence-not-held': {
    title: 'The account does not hold this licence',
    category: 'missing',
    about: 'Somebody else removed the licence meanwhile.',
    message: (p) => `Entra refused ${p['doing']}: the account does not hold the licence. Nothing was changed.`,
    hint: () => 'Nothing to do: what was wanted holds.',
  },
  'entra/unknown-licence': {
    title: 'The tenant does not have this licence',
    category: 'missing',
    about: 'The SKU is not among the subscriptions of the tenant.',
    message: (p) => `Entra refused ${p['doing']}: the tenant has no such subscription. Nothing was changed.`,
    hint: () => 'Correct roles.yaml or the playbook; joinery check --online compares them with the tenant.',
  },
} satisfies FaultCatalogue

export const entraFaults = {
  ...entraConnectionFaults,
  ...requestFaults,
  ...accountFaults,
  ...membershipFaults,
  ...entraRightsFaults,
}
