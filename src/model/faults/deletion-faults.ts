import type { FaultCatalogue } from './fault-record.ts'

/** What speaks against deleting, moving or bringing back accounts and groups of Active Directory. */
export const deletionFaults = {
  'plan/account-has-children': {
    title: 'The account has objects below it',
    category: 'refused',
    about:
      'Active Directory deletes nothing that has something below it, and Joinery deletes no tree: below an account stand, for example, the phones that it has used with Exchange (ExchangeActiveSyncDevices) and print queues.',
    message: (p) => `${p['account']} has objects below it: ${p['children']}. Nothing was changed.`,
    hint: () =>
      'Remove what is below it by hand (Users and Computers, View, Users, Contacts, Groups and Computers as containers), then run the same command again.',
  },
  'plan/deletion-protected': {
    title: 'The account is protected from accidental deletion',
    category: 'refused',
    about:
      'Somebody has ticked "Protect object from accidental deletion", which denies everybody the right to delete it. Joinery does not take that away: it was done on purpose.',
    message: (p) => `${p['account']} is protected from accidental deletion. Nothing was changed.`,
    hint: () =>
      'If the account may go, take the tick away (Users and Computers, Object), then run the same command again.',
  },
  'plan/not-in-recycle-bin': {
    title: 'There is no deleted account to bring back',
    category: 'input',
    about:
      'A deleted account is found by its employee number in the recycle bin of Active Directory, an optional feature of the forest. It keeps deleted objects with all they had for 180 days as a rule. Without it, and after that time, nothing is left that could be brought back.',
    message: (p) =>
      `${p['person']} (${p['key']}) has no account in Active Directory, and no deleted one can be brought back: ${p['because']}. Nothing was changed.`,
    hint: () =>
      'Check the employeeId. Restore the account from a backup, or make a new one: ad.account, or the onboard playbook. Let ad.user see deleted objects: joinery explain ad/deleted-hidden',
  },
  'plan/two-deleted-entries': {
    title: 'Two deleted accounts of Active Directory carry the key of one person',
    category: 'refused',
    about:
      'Among the deleted accounts several have the employee number of the person, because he had more than one in the course of time. Only a person can say which is right.',
    message: (p) => `${p['person']} (${p['key']}) has several deleted accounts: ${p['accounts']}. Nothing was changed.`,
    hint: () => 'Name the right one by its objectGUID: ad.restore: { id: … }',
  },
  'plan/account-in-recycle-bin': {
    title: 'The person has a deleted account',
    category: 'refused',
    about:
      'Somebody who comes back would get a second account, with another id and without files, groups and mail of the first, which lies in the recycle bin of Active Directory.',
    message: (p) =>
      `${p['person']} (${p['key']}) had an account that can be brought back: ${p['account']}. No second one is made. Nothing was changed.`,
    hint: () =>
      'Use the rehire playbook, put ad.restore before ad.account, or write restore: true below ad.account. If a new account is right, delete the old one for good (Administrative Center, Deleted Objects).',
  },
  'plan/former-ou-gone': {
    title: 'The OU that a deleted account was in does not exist',
    category: 'input',
    about:
      'A deleted account goes back to where it was, unless the playbook names another OU. That OU was deleted as well, or cannot be seen.',
    message: (p) =>
      `${p['account']} was in ${p['ou'] === '' ? 'an OU that is not known' : p['ou']}, which is not there. Nothing was changed.`,
    hint: () => 'Name the OU for the account: ad.restore: { to: "OU=Sales,OU=Staff" }',
  },
  'plan/leaves-sync': {
    title: 'The account would leave what Entra Connect synchronises',
    category: 'refused',
    about:
      'When an account goes to an OU that Entra Connect does not look into, it counts as deleted: Entra deletes the cloud account with mailbox, OneDrive and licences, and keeps it for 30 days.',
    message: (p) =>
      `${p['person']} would go to ${p['ou']}, which is outside of ad.syncedOus, so Entra Connect would delete the cloud account. Nothing was changed.`,
    hint: () =>
      'Name an OU that is synchronised, add it to ad.syncedOus in joinery.yaml if it is, or write leaveSync: true below ad.move if the cloud account shall go.',
  },
  'plan/group-differs': {
    title: 'The group has another scope or kind',
    category: 'refused',
    about:
      'Converting a group changes who can be in it and where it counts; from a security group to a distribution group it takes away every right that was given to it. Joinery converts no group.',
    message: (p) => `${p['group']} is ${p['is']}, and ${p['wanted']} is asked for. Nothing was changed.`,
    hint: () => 'Change scope and kind in the playbook, name another group, or convert it by hand.',
  },
  'plan/group-name-taken': {
    title: 'Something else has the name of the group',
    category: 'refused',
    about:
      'A group has a user name (sAMAccountName), which nothing else in the domain may have, be it an account or a computer.',
    message: (p) => `"${p['group']}" belongs to ${p['holder']}. Nothing was changed.`,
    hint: () => 'Name the group otherwise.',
  },
} satisfies FaultCatalogue
