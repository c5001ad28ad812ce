import { exchangeConnectionFaults } from './exchange-connection-faults.ts'
import type { FaultCatalogue } from './fault-record.ts'

/** Faults about mailboxes and lists. */
const objectFaults = {
  'exchange/not-found': {
    title: 'Exchange does not have this mailbox or list',
    category: 'missing',
    about:
      'The mailbox or distribution list was deleted, was never made, or was made moments ago and is not visible everywhere yet. A mailbox comes some minutes after its licence.',
    message: (p) => `Exchange does not find the object for ${p['doing']}: ${p['detail']}. Nothing was changed.`,
    hint: () => 'If the licence was assigned moments ago, wait some minutes: joinery resume. Otherwise plan again.',
  },
  'exchange/already-member': {
    title: 'The list has this member already',
    category: 'conflict',
    about: 'Somebody else, or another run, has put the member into the distribution list since the plan was made.',
    message: (p) => `${p['doing']}: the list has this member already. Nothing was changed.`,
    hint: () => 'Nothing to do; a run finds that out by itself.',
  },
  'exchange/not-member': {
    title: 'The list does not have this member',
    category: 'conflict',
    about: 'Somebody else, or another run, has taken the member out of the distribution list since the plan was made.',
    message: (p) => `${p['doing']}: the list does not have this member. Nothing was changed.`,
    hint: () => 'Nothing to do; a run finds that out by itself.',
  },
  'exchange/mastered-on-premises': {
    title: 'Exchange Online does not master this object',
    category: 'conflict',
    about:
      'The list or mailbox is synchronised from Active Directory. Exchange Online refuses to change what is mastered there.',
    message: (p) => `${p['doing']}: the object comes from Active Directory. Nothing was changed.`,
    hint: () => 'Change it in Active Directory; the next synchronisation brings it over.',
  },
} satisfies FaultCatalogue

export const exchangeFaults = { ...exchangeConnectionFaults, ...objectFaults }
