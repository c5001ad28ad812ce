import type { FaultCatalogue } from './fault-record.ts'

/** What speaks against a plan about somebody's mailbox. */
export const mailboxFaults = {
  'plan/mailbox-needs-licence': {
    title: 'The mailbox needs a licence as a shared one too',
    category: 'refused',
    about:
      'A shared mailbox is free up to 50 GB. One that holds more, is on hold or has an archive needs a licence of Exchange Online Plan 2; without it, it takes no mail or loses what is kept.',
    message: (p) =>
      `The mailbox of ${p['account']} cannot be a shared one without a licence: ${p['because']}. Nothing was changed.`,
    hint: () =>
      'Let mailbox.type say overSize: keep-licence (converts it; take the licences only where the output needsLicence is false), or overSize: leave (it stays as it is), or make it smaller first.',
  },
  'plan/mailbox-not-personal': {
    title: 'The mailbox belongs to no person',
    category: 'refused',
    about:
      'Mailboxes of rooms and equipment answer invitations by themselves. Converting one would end that, and no person has one.',
    message: (p) => `The mailbox of ${p['account']} is one of the type ${p['type']}. Nothing was changed.`,
    hint: () => 'Check the employeeId: the account that carries it is probably that of a room or a device.',
  },
  'plan/external-forward': {
    title: 'The mail would leave the organisation',
    category: 'refused',
    about:
      'Mail that is forwarded to another organisation is out of reach of its owner. It has to be asked for in so many words.',
    message: (p) => `${p['address']} is no address of this organisation (${p['domains']}). Nothing was changed.`,
    hint: () =>
      'Check the address. If mail may go there, let mailbox.forward say external: true, and allow it in the outbound spam policy of Exchange Online.',
  },
  'plan/forward-circle': {
    title: 'The mail would come back',
    category: 'refused',
    about: 'Mail that is forwarded to an address from which it comes back goes round until Exchange throws it away.',
    message: (p) =>
      `Mail to ${p['account']} that is forwarded to ${p['address']} would come back. Nothing was changed.`,
    hint: () => 'Name somebody else, or end the forwarding of the other mailbox first.',
  },
  'plan/unknown-list': {
    title: 'No distribution list has this name',
    category: 'input',
    about: 'A playbook names a distribution list or mail-enabled security group that Exchange does not have.',
    message: (p) => `No list is called "${p['list']}". Nothing was changed.`,
    hint: () =>
      'Check the spelling. Without a driver for Exchange lists are found by display name or id, not by address. Microsoft 365 groups and security groups are for entra.groups.',
  },
  'plan/ambiguous-list': {
    title: 'Two distribution lists have this name',
    category: 'refused',
    about: 'A name stands for exactly one list; display names are not unique.',
    message: (p) => `"${p['list']}" fits ${p['lists']}. Nothing was changed.`,
    hint: () => 'Name the list by its address or id.',
  },
} satisfies FaultCatalogue
