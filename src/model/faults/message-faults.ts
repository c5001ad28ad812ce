import type { FaultCatalogue } from './fault-record.ts'

/** Faults about messages to people and to other systems. */
export const messageFaults = {
  'message/unknown-webhook': {
    title: 'No webhook of this name is configured',
    category: 'input',
    about: 'Webhooks are named under notify.webhooks in joinery.yaml; the one under notify.webhook is called webhook.',
    message: (p) => `There is no webhook "${p['name']}"; configured are: ${p['known']}. Nothing was changed.`,
    hint: (p) => (p['like'] ? `Did you mean "${p['like']}"?` : 'Add it to notify.webhooks in joinery.yaml.'),
  },
  'message/unknown-sender': {
    title: 'The sender of mails is no user of the tenant',
    category: 'input',
    about:
      'Mails are sent through Graph from the mailbox of a user, or from a shared mailbox, that notify.mail.from names by its address.',
    message: (p) => `notify.mail.from is ${p['from']}, and ${p['found']}. Nothing was changed.`,
    hint: () => 'Write the address of one user or shared mailbox of the tenant to notify.mail.from in joinery.yaml.',
  },
  'message/bad-address': {
    title: 'This is no address that a mail can be sent to',
    category: 'input',
    about: 'Recipients are mail addresses, or employee numbers of people who have one.',
    message: (p) => `"${p['reference']}" ${p['why']}. Nothing was changed.`,
    hint: () => 'Give a mail address such as adele.vance@contoso.com, or the employeeId of somebody who has one.',
  },
  'message/unsafe-address': {
    title: 'The address of a webhook is not used',
    category: 'refused',
    about:
      'Webhooks are called over https; over http on this machine alone. An address inside the own network is called only where private: true stands beside it, so that nobody who may set a secret reaches what lies behind the firewall.',
    message: (p) => `The address of the webhook ${p['name']} ${p['why']}. Nothing was sent.`,
    hint: () =>
      'Correct the secret that notify names for it; for a server of your own network write private: true beside url.',
  },
  'message/unreachable': {
    title: 'The webhook did not answer',
    category: 'unreachable',
    about: 'No connection came about, the answer did not come in time, or the service says that it is busy or broken.',
    message: (p) => `The webhook ${p['name']} cannot be reached: ${p['detail']}. ${p['state']}`,
    hint: () => 'If it was not sent: joinery retry RUN, once the service answers again.',
  },
  'message/rejected': {
    title: 'The webhook refuses the message',
    category: 'denied',
    about:
      'The service behind the webhook answered that it takes no such message, or not from this address. A redirect is not followed.',
    message: (p) =>
      `The webhook ${p['name']} answered ${p['status']}${p['detail'] ? ` (${p['detail']})` : ''}. Nothing was sent.`,
    hint: () =>
      'Check the address and form: of the webhook in joinery.yaml; a webhook that was removed has to be made anew.',
  },
} satisfies FaultCatalogue
